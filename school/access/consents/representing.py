"""Whose word about a child counts where a court has restricted one of the parents.

Госуслуги do not know of the court and name the giver by a number alone. So for such a
child a parent's word counts only from somebody whom the school has linked and who has
come in himself; whoever is not recognised gives it on paper.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter

from school.access.consents.ledger import Place
from school.access.consents.standing import Word
from school.lib.postgres.queries import Query
from school.walls.actor import job_of
from school.walls.behind import behind

_GUARDIANS = Query(__file__, "guardians")


def representatives(students: Iterable[Place], on: date) -> frozenset[int] | None:
    """The numbers at Госуслуги of those whose word counts; None where everybody's does.

    A short transaction for each school.
    """
    found: set[int] = set()
    is_guarded = False
    for school, cards in groupby(sorted(students), key=itemgetter(0)):
        with behind(job_of(school, name="consents")):
            (row,) = _GUARDIANS.rows({"cards": [card for _, card in cards], "day": on})
        is_guarded = is_guarded or bool(row.restricted)
        found |= set(row.oids or ())
    return frozenset(found) if is_guarded else None


def counted(
    words: Sequence[Word], representatives: frozenset[int] | None
) -> tuple[Word, ...]:
    """The words that count: all of them, or a child's by his representatives only."""
    if representatives is None:
        return tuple(words)
    return tuple(
        word
        for word in words
        if word.kind == "own" or word.card is not None or word.by_oid in representatives
    )
