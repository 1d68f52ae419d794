"""Start-up refusals: a program that could step over the walls does not start."""

from collections.abc import Sequence

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

_ASK = """
SELECT rolsuper, rolbypassrls,
       EXISTS (SELECT FROM pg_class WHERE relowner = r.oid AND relkind IN ('r', 'p')),
       current_setting('row_security') = 'off',
       EXISTS (SELECT FROM pg_roles b
               WHERE b.oid <> r.oid AND pg_has_role(r.oid, b.oid, 'MEMBER')
                 AND (b.rolsuper OR b.rolbypassrls OR EXISTS (
                     SELECT FROM pg_class
                     WHERE relowner = b.oid AND relkind IN ('r', 'p'))))
FROM pg_roles r WHERE rolname = current_user
"""
_WORDS = (
    "is a superuser",
    "may bypass row-level security",
    "owns tables",
    "has row_security switched off",
    "is a member of a role that could",
)


@register(Tags.database)
def application_role_is_restricted(
    databases: Sequence[str] | None, **kwargs: object
) -> list[CheckMessage]:
    """An Error for each way in which the connected role could pass the walls."""
    if not databases or settings.CONNECT_AS_OWNER:
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute(_ASK)
        row = cursor.fetchone()
    found = zip(row, _WORDS, strict=True)
    return [
        Error(
            f"The database role of DATABASE_URL {words}: it could step over the walls.",
            hint="Give DATABASE_URL the restricted role that owns nothing.",
            id="walls.E001",
        )
        for failed, words in found
        if failed
    ]
