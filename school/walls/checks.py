"""Start-up refusals: a program that could step over the walls does not start."""

from collections.abc import Sequence

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

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
    "— суперпользователь",
    "обходит защиту строк (BYPASSRLS)",
    "владеет таблицами",
    "работает без защиты строк (row_security = off)",
    "состоит в роли, которой стены не преграда",
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
            f"Роль базы данных из DATABASE_URL {words}: дайте программе роль, которая"
            " ничем не владеет.",
            id="walls.E001",
        )
        for failed, words in found
        if failed
    ]


@register(Tags.database)
def database_is_not_behind(
    databases: Sequence[str] | None, **kwargs: object
) -> list[CheckMessage]:
    """An Error when the program has migrations that this database has not seen.

    A database that is ahead is no error: during an upgrade the tables come first.
    """
    if not databases or settings.CONNECT_AS_OWNER:
        return []
    try:
        executor = MigrationExecutor(connections["default"])
        behind = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:  # older than the grant that lets us look
        behind = -1
    if not behind:
        return []
    return [
        Error(
            "База данных отстаёт от программы: выполните manage.py migrate"
            " и повторите запуск.",
            id="walls.E002",
        )
    ]
