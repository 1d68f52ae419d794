"""The trail: lines of audit."""

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
                " ".join([line.thing, *line.details]),
                line.school,
            ],
        )
