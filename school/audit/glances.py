"""Who looked at whose card: added to, read by the school, never changed."""

from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class Glance:
    """One look: ids alone."""

    actor: str
    action: str
    school: int
    card: int


def note(glance: Glance) -> None:
    """Add the look to the log, in the caller's transaction, with its request's id."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO glance (actor, action, school_id, card_id, request)"
            " VALUES (%s, %s, %s, %s,"
            " coalesce(current_setting('app.request', true), ''))",
            [glance.actor, glance.action, glance.school, glance.card],
        )
