"""How the school stands, for a package to be laid beside it. Eleven queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Model

from school.academics.enrolling import still
from school.academics.models import (
    ClassTeacher,
    Enrolment,
    Membership,
    Period,
    SchoolClass,
    SchoolYear,
    StudyGroup,
    Subject,
    TeachingLoad,
)
from school.academics.next_year import ClassName
from school.exchange.incoming.days import Fact
from school.exchange.incoming.told import Thing
from school.importing import standing as of_lists
from school.importing.verdicts import Known
from school.lib.keys import to_text
from school.people.models import Card, Kinship
from school.people.names import normalise

# By what is told of each: the table, its place, its person, and how its year is asked.
TIES: Mapping[Thing, tuple[type[Model], str, str]] = {
    Thing.ENROLMENT: (Enrolment, "school_class", "student"),
    Thing.MEMBERSHIP: (Membership, "group", "student"),
    Thing.LEAD: (ClassTeacher, "school_class", "teacher"),
    Thing.LOAD: (TeachingLoad, "group", "teacher"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """A study group that stands; ``subject`` by its id."""

    pk: int
    key: str
    school_class: int
    subject: int
    name: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The school in one year: ``year`` its days, None where it has not been opened.

    ``classes`` by their ids; ``subjects`` by normalised names; ``links`` are pairs of
    guardian's and student's cards that last, ``restricted`` those a court has cut.
    """

    year: tuple[date, date] | None
    periods: tuple[tuple[date, date], ...]
    classes: Mapping[int, tuple[str, ClassName]]
    groups: Sequence[Group]
    subjects: Mapping[str, int]
    cards: Mapping[Card.Kind, Sequence[Known]]
    facts: Mapping[Thing, Sequence[Fact]]
    links: frozenset[tuple[int, int]]
    restricted: frozenset[tuple[int, int]]


def read(school: int, year: int, on: date) -> Standing:
    """The school as it is now; behind its walls."""
    years = SchoolYear.objects.filter(school=school, year=year)
    periods = Period.objects.filter(school=school, year=year).order_by("number")
    classes = SchoolClass.objects.filter(school=school, year=year).order_by("pk")
    groups = StudyGroup.objects.filter(school=school, year=year).order_by("pk")
    links = Kinship.objects.filter(still(on), school=school)
    told = list(links.values_list("guardian", "student", "restricted"))
    return Standing(
        years.values_list("since_date", "until_date").first(),
        tuple(periods.values_list("since_date", "until_date")),
        {
            one.pk: (to_text(one.key), ClassName(one.grade, one.letter))
            for one in classes
        },
        tuple(
            Group(
                one.pk,
                to_text(one.key),
                one.school_class_id,
                one.subject_id,
                one.name,
            )
            for one in groups
        ),
        subjects(),
        _cards(school),
        {thing: _facts(thing, school, year) for thing in TIES},
        frozenset((guardian, student) for guardian, student, _ in told),
        frozenset((guardian, student) for guardian, student, cut in told if cut),
    )


def subjects() -> dict[str, int]:
    """All subjects there are, by their names as they are compared."""
    named = Subject.objects.order_by("pk").values_list("name", "pk")
    return {normalise(name): pk for name, pk in named}


def _cards(school: int) -> dict[Card.Kind, list[Known]]:
    found: dict[Card.Kind, list[Known]] = {kind: [] for kind in Card.Kind}
    for card in Card.objects.filter(school=school).order_by("pk"):
        found[Card.Kind(card.kind)].append(of_lists.known(card))
    return found


def _facts(thing: Thing, school: int, year: int) -> tuple[Fact, ...]:
    """Places of the year that lasted a day at least."""
    table, place, who = TIES[thing]
    found = table._default_manager.filter(
        school=school, **{f"{place}__year": year}
    ).exclude(until_date=F("since_date"))
    columns = ("pk", place, who, "since_date", "until_date")
    return tuple(Fact(*one) for one in found.order_by("pk").values_list(*columns))
