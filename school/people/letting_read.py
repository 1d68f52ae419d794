"""Letting parents read: what a student says is put on his card, and carried along."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from school.people.models import Card, ParentsReading

# Of two words about one card the later one stands, in whatever order they arrive.
_PUT = """
INSERT INTO parents_reading AS p (school_id, student_id, allowed, said_at)
VALUES (%s, %s, %s, %s)
ON CONFLICT (school_id, student_id) DO UPDATE
SET allowed = excluded.allowed, said_at = excluded.said_at
WHERE p.said_at < excluded.said_at
"""


@dataclass(frozen=True, slots=True)
class Word:
    """What a student said, and when: whether his parents read his diary."""

    allowed: bool
    said_at: datetime


def word_of(card: Card) -> Word | None:
    """What stands on a student's card; None where he has said nothing."""
    found = ParentsReading.objects.filter(school=card.school_id, student=card)
    said = found.values_list("allowed", "said_at").first()
    return None if said is None else Word(*said)


def put_word(word: Word, *, school: int, student: int) -> None:
    """Put a word on a student's card, unless he has said another one since.

    Behind the walls, as the student himself or as a job of the school: they refuse
    everybody else.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PUT, [school, student, word.allowed, word.said_at])
