"""The trail: lines of audit."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection


@dataclass(slots=True)
class Line:
    """One act as the trail keeps it: ids and words, no personal data."""

    actor: str
    action: str
    thing: str
    school: int | None = None
    details: list[str] = field(default_factory=list)

    @property
    def about(self) -> str:
        """The thing and the details, as they stand in one column."""
        return " ".join([self.thing, *self.details])


def write(line: Line) -> None:
    """Add the line, in the caller's transaction, with the id of its request.

    Written past the model, which would read the line back: not everybody may.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_line (at, actor, action, thing, school_id, request)"
            " VALUES (now(), %s, %s, %s, %s,"
            " coalesce(current_setting('app.request', true), ''))",
            [
                line.actor,
                line.action,
                line.about,
                line.school,
            ],
        )


def write_all(lines: Sequence[Line]) -> None:
    """Add many lines likewise, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_line (at, actor, action, thing, school_id, request)"
            " SELECT now(), l.actor, l.action, l.thing, l.school,"
            " coalesce(current_setting('app.request', true), '')"
            " FROM unnest(%s::text[], %s::text[], %s::text[], %s::bigint[])"
            " AS l (actor, action, thing, school)",
            [
                [line.actor for line in lines],
                [line.action for line in lines],
                [line.about for line in lines],
                [line.school for line in lines],
            ],
        )
