"""How far everybody of a school could come in today, by one query.

It finds for each person what :func:`school.desk.causes.causes` finds of
:func:`school.access.readiness.readiness`, and a test holds the one against the other.
Of cards in other schools it knows what a refused sign-in has shown, and no more: a
school never sees them.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import connection

from school.access.consents.texts import texts_of
from school.access.facts import CardFacts
from school.access.gathering import seal
from school.access.matching import different_people
from school.access.reasons import Kind, Reason
from school.desk.brackets import columns, grown_by
from school.desk.causes import SEEN_AT_THE_DOOR, Cause, cause_of
from school.lib.postgres.queries import Query
from school.people.models import Card
from school.people.parents_reading import unasked
from school.regions.policy import Policy

STANDING = Query(__file__, "standing")
_OTHERWISE = """
SELECT set_config('enable_nestloop', %(is)s, true),
       set_config('enable_mergejoin', %(is)s, true)
"""
# The checks that the door asks before it asks whether the way is open at all.
BEFORE_THE_WAY = {Cause.NO_SNILS, Cause.DUPLICATE, Cause.INCOMPLETE}


@dataclass(frozen=True, slots=True)
class Person:
    """One card of a school and what hinders its person, in order.

    ``causes`` is None for whom the rules ask nothing, empty for whoever is in. Of a
    student: his class, the guardians who may come in, and whether he has none at all.
    ``refused_at`` is the last refusal at the door that the school was told of.
    """

    card: int
    kind: Kind
    causes: tuple[Cause, ...] | None
    born: date = date.min
    entered_at: datetime | None = None
    refused_at: datetime | None = None
    school_class: int | None = None
    guardians: tuple[int, ...] = ()
    is_alone: bool = False

    @property
    def first(self) -> Cause | None:
        """What hinders him first; None where nothing does."""
        return self.causes[0] if self.causes else None

    @property
    def is_ready(self) -> bool:
        """Whether the school has nothing left to mend."""
        asked = self.causes is not None
        return asked and not (self.first is not None and self.first.by_school)

    @property
    def is_stopped(self) -> bool:
        """Whether he stands at Госуслуги: the account or a consent is missing."""
        return self.first in (Cause.NOT_CONFIRMED, Cause.NO_CONSENT)


def read(school: int, policy: Policy, on: date, now: datetime) -> tuple[Person, ...]:
    """Everybody whom the desk of a school knows, on that day by that day's rules.

    One query behind the walls (and two words to the planner), as its staff or as a
    job; one more, of a few cards, where a document stands on cards of different kinds.
    """
    with whole_tables():
        rows = STANDING.rows(parameters(school, policy, on, now))
    rows.sort(key=lambda row: (row.id, row.rank or 0))
    shared = {
        card for row in rows if row.others is not None for card in (row.id, *row.others)
    }
    people = named(school, shared)
    return tuple(
        _person(list(ways), people) for _, ways in groupby(rows, attrgetter("id"))
    )


def parameters(school: int, policy: Policy, on: date, now: datetime) -> dict[str, Any]:
    """What the query is asked with."""
    texts = texts_of(policy)
    return {
        "school": school,
        "day": on,
        "now": now,
        "zeros": list(no_number()),
        "grown": grown_by(on),
        "unasked": unasked(policy.parents_of_adults),
        "own": texts.own.version,
        "parent": texts.parent.version,
        "reasons": [str(each) for each in SEEN_AT_THE_DOOR],
        **columns(policy, on),
    }


@contextmanager
def whole_tables() -> Iterator[None]:
    """Inside, PostgreSQL joins by hashing.

    It cannot know how many cards a policy lets through, guesses few, and would then go
    through all of them once for each (seconds instead of milliseconds) or sort them to
    merge what it could have hashed.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OTHERWISE, {"is": "off"})
        yield
        cursor.execute(_OTHERWISE, {"is": "on"})


@cache
def no_number() -> tuple[str, ...]:
    """The digests of the zeros that some cards carry instead of a СНИЛС."""
    return seal().digests("snils", "0" * 11)


def _person(ways: list[Any], people: Mapping[int, CardFacts]) -> Person:
    """Of the rows of one person; they differ in the way alone."""
    row = ways[0]
    return Person(
        card=row.id,
        kind=row.kind,
        causes=_causes(ways, people),
        born=row.birth_date,
        entered_at=row.entered_at,
        refused_at=row.refused_at,
        school_class=row.school_class_id,
        guardians=tuple(row.guardians or ()),
        is_alone=row.kind == "student" and not row.linked and not row.grown,
    )


def _causes(
    ways: list[Any], people: Mapping[int, CardFacts]
) -> tuple[Cause, ...] | None:
    """What hinders by the first way that nothing stops, else by his own."""
    if ways[0].rank is None:
        return None
    tried = [(_failed(row, people), row) for row in ways]
    failed, row = next(
        ((failed, row) for failed, row in tried if row.open and not failed), tried[0]
    )
    if not row.open and not failed & BEFORE_THE_WAY:
        return None
    found = failed | {Cause(number) for number in row.remarks}
    if row.reason is not None:
        cause = cause_of(Reason(row.reason))
        found |= {cause} if cause else set()
    if not found and row.entered_at is None:
        found = {Cause.NOT_YET}
    return tuple(sorted(found))


def _failed(row: Any, people: Mapping[int, CardFacts]) -> set[Cause]:  # noqa: ANN401 - a row of standing.sql
    """The checks of the door that fail by this way."""
    found = {Cause(number) for number in row.failed}
    ours = people.get(row.id)
    others = (people[each] for each in row.others or ())
    if ours is not None and any(different_people(ours, other) for other in others):
        found.add(Cause.DUPLICATE)
    return found


def named(school: int, ids: Iterable[int]) -> dict[int, CardFacts]:
    """The cards of these ids, by what two people are told apart by.

    For those of different kinds that share a document: a teacher may be a parent too,
    and that is one human with two cards.
    """
    wanted = set(ids)
    if not wanted:
        return {}
    found = Card.objects.filter(school=school, pk__in=wanted).defer(
        "snils_sealed", "certificate_sealed"
    )
    return {card.pk: _named(card) for card in found}


def _named(card: Card) -> CardFacts:
    """What two people are told apart by."""
    return CardFacts(
        card_id=card.pk,
        school_id=card.school_id,
        kind=card.kind,  # type: ignore[arg-type]
        last_name=card.last_name,
        first_name=card.first_name,
        patronymic=card.patronymic,
        birth_date=card.birth_date,
        snils=None,
        certificate=None,
        registered=True,
        user="active",
        attached_oid=None,
    )
