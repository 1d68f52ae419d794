"""Using a granted role: the day on which its holder came in with it.

Written when somebody comes in, never at a request. A governing session lasts four hours
at most, so that whoever works with the role comes in on that day.
"""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from school.walls.actor import job_of
from school.walls.behind import behind

_USE = """
INSERT INTO role_use AS u (school_id, card_id, watched_date, used_date)
VALUES (%(school)s, %(card)s, %(on)s, %(on)s)
ON CONFLICT (school_id, card_id) DO UPDATE SET used_date = excluded.used_date
WHERE u.used_date IS DISTINCT FROM excluded.used_date
"""
_WATCH = """
INSERT INTO role_use (school_id, card_id, watched_date)
SELECT %(school)s, card, %(on)s FROM unnest(%(cards)s::bigint[]) card
ON CONFLICT (school_id, card_id) DO NOTHING
"""


def use(school: int, card: int, *, on: date) -> None:
    """Somebody came in with this card. A short transaction of its own."""
    with behind(job_of(school, name="sign-in")), connection.cursor() as cursor:
        cursor.execute(_USE, {"school": school, "card": card, "on": on})


def watch(school: int, cards: Iterable[int], *, on: date) -> None:
    """From this day on it is known whether they come in. Behind the school's walls."""
    with connection.cursor() as cursor:
        cursor.execute(_WATCH, {"school": school, "cards": sorted(cards), "on": on})
