"""The desk as one page shows it: truths, causes, the list of one of them, classes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.http import Http404

from school.academics.leading import class_named, kept_classes
from school.academics.models import ClassTeacher, SchoolClass
from school.desk import standing
from school.desk.asking import Asked
from school.desk.causes import ABOUT, About, Cause
from school.desk.counting import (
    Family,
    Truths,
    by_cause,
    by_class,
    counts,
    entered_since,
    families,
    of_class,
    truths,
)
from school.desk.listing import Line, Room, lines
from school.desk.mending import BY_ENTERING, BY_SNILS, IN_A_FIELD
from school.desk.soon import Soon, soon
from school.desk.standing import Person
from school.desk.weeks import Past, past
from school.lib import clock
from school.lib.keys import to_text
from school.people.models import Employee
from school.regions.in_force import line_of, policy_of
from school.regions.models import Region, School
from school.rights.visitor import Role, Visitor

_WEEK = timedelta(days=7)
# A student comes in by himself: he is in no register of parents and has no link.
_OF_PARENTS = {Cause.NO_PARENT, Cause.NOT_IN_GUARDIANS, Cause.NO_LINK}


Typed = tuple[str, str]
"""What was typed, and the sentence that says why it could not be written."""
_NOTHING: Mapping[str, Typed] = {}


@dataclass(frozen=True, slots=True)
class Counted:
    """A cause in the list of causes: how many people, and where they are listed."""

    cause: Cause
    about: About
    count: int
    address: str
    current: bool
    change: int


@dataclass(frozen=True, slots=True)
class Place:
    """A class of the school, who leads it, how far its families are, and how many more
    of them are ready than a week ago."""

    label: str
    teacher: str
    truths: Truths
    gained: int
    address: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything on the page, as of the moment ``at``.

    ``classes`` to choose from: key, label, whether chosen. ``people`` are the persons
    of the chosen cause, ``lines`` those of them that are shown.
    """

    asked: Asked
    at: datetime
    truths: Truths
    entered_lately: int
    of_school: tuple[Counted, ...]
    of_families: tuple[Counted, ...]
    for_school: int
    for_families: int
    chosen: Cause
    people: tuple[Person, ...]
    lines: tuple[Line, ...]
    classes: tuple[tuple[str, str, bool], ...]
    places: tuple[Place, ...]
    soon: tuple[Soon, ...]
    past: Past

    @property
    def about(self) -> About:
        """What is said of the chosen cause."""
        return ABOUT[self.chosen]

    @property
    def field(self) -> str:
        """What a line of the list asks for: «СНИЛС», «ФИО», or nothing."""
        if self.chosen in BY_SNILS:
            return "СНИЛС"
        return "ФИО" if self.chosen in IN_A_FIELD else ""

    @property
    def is_entered(self) -> bool:
        """Whether one press mends all who are shown."""
        return self.chosen in BY_ENTERING and bool(self.lines)


@dataclass(frozen=True, slots=True)
class Seen:
    """Whom a visitor finds on the desk today: the people, in which of his classes."""

    people: tuple[Person, ...]
    classes: tuple[SchoolClass, ...]
    chosen: SchoolClass | None
    region: Region


def see(visitor: Visitor, school_class: str) -> Seen:
    """The people of the classes that the visitor keeps, or of one of them.

    Three queries. Http404 for whoever keeps none, and for a class of others.
    """
    administers = visitor.is_staff and Role.ADMINISTRATOR in visitor.granted
    classes = kept_classes(visitor)
    if visitor.school is None or not (classes or administers):
        raise Http404
    chosen = _chosen(classes, school_class)
    school = School.objects.select_related("region").get(pk=visitor.school)
    policy = policy_of(school.region, visitor.today)
    people = standing.read(school.pk, policy, visitor.today, clock.now())
    if chosen is not None:
        people = tuple(of_class(people, chosen.pk))
    elif not administers:
        people = tuple(of_class(people, *(one.pk for one in classes)))
    return Seen(people, tuple(classes), chosen, school.region)


def _chosen(classes: Sequence[SchoolClass], asked: str) -> SchoolClass | None:
    if not asked:
        return None
    found = class_named(classes, asked)
    if found is None:
        raise Http404
    return found


def read(visitor: Visitor, asked: Asked, typed: Mapping[str, Typed] = _NOTHING) -> Desk:
    """The desk for one who keeps a class or administers the school; else Http404.

    ``typed`` is by the key of a card what could not be written into it, and why. Nine
    queries, whatever the size of the school.
    """
    seen = see(visitor, asked.school_class)
    found = families(seen.people, asked.side)
    causes = by_cause(seen.people, asked.side)
    chosen = asked.cause or _largest(causes)
    asked = replace(asked, cause=chosen)
    room = Room.of(seen.people, seen.classes)
    people = causes[chosen]
    shown = lines(visitor, people, room, whole=asked.whole)
    before = _past(visitor, seen, asked)
    counted = [
        _counted(each, causes, asked, before) for each in Cause if _is_for(each, asked)
    ]
    return Desk(
        asked=asked,
        at=clock.now().astimezone(visitor.zone),
        truths=truths(found),
        entered_lately=entered_since(found, clock.now() - _WEEK),
        of_school=tuple(each for each in counted if each.cause.by_school),
        of_families=tuple(each for each in counted if not each.cause.by_school),
        for_school=counts(causes, by_school=True),
        for_families=counts(causes, by_school=False),
        chosen=chosen,
        people=tuple(people),
        lines=tuple(_with_typed(each, typed) for each in shown),
        classes=tuple(
            (to_text(one.key), one.label(), one == seen.chosen) for one in seen.classes
        ),
        places=() if seen.chosen else _places(visitor, seen, found, asked, before),
        soon=soon(visitor, seen.people, room, line_of(seen.region)),
        past=before,
    )


def _past(visitor: Visitor, seen: Seen, asked: Asked) -> Past:
    """The weeks before, of the same part of the school."""
    part: list[int] | None = [one.pk for one in seen.classes]
    if seen.chosen is not None:
        part = [seen.chosen.pk]
    elif Role.ADMINISTRATOR in visitor.granted:
        part = None
    return past(visitor.schools[0], asked.side, visitor.today, part)


def _with_typed(line: Line, typed: Mapping[str, Typed]) -> Line:
    if line.key not in typed:
        return line
    text, sentence = typed[line.key]
    return replace(line, typed=text, error=sentence)


def _is_for(cause: Cause, asked: Asked) -> bool:
    return asked.side == "guardian" or cause not in _OF_PARENTS


def _largest(causes: Mapping[Cause, list[Person]]) -> Cause:
    """What most people wait for from the school; where nobody does, from themselves."""
    return max(
        Cause,
        key=lambda each: (
            bool(causes[each]) and each.by_school,
            len(causes[each]),
            -each,
        ),
    )


def _counted(
    cause: Cause, causes: Mapping[Cause, list[Person]], asked: Asked, before: Past
) -> Counted:
    return Counted(
        cause=cause,
        about=ABOUT[cause],
        count=len(causes[cause]),
        address=asked.about(cause),
        current=cause is asked.cause,
        change=before.change(cause, len(causes[cause])),
    )


def _places(
    visitor: Visitor, seen: Seen, found: list[Family], asked: Asked, before: Past
) -> tuple[Place, ...]:
    """Every class with families, the one with the smallest share ready first."""
    told = by_class(found)
    leads = _teachers(visitor) if told else {}
    made = [
        Place(
            label=one.label(),
            teacher=leads.get(one.pk, ""),
            truths=told[one.pk],
            gained=before.class_gained(one.pk, told[one.pk]),
            address=asked.of_class(to_text(one.key)),
        )
        for one in seen.classes
        if one.pk in told
    ]
    return tuple(sorted(made, key=lambda each: each.truths.share(each.truths.ready)))


def _teachers(visitor: Visitor) -> dict[int, str]:
    """The class teachers of today by class: «Петрова И. В.»."""
    leads = ClassTeacher.objects.filter(
        _lasting(visitor.today), school=visitor.school
    ).values_list("school_class", "teacher")
    works = Employee.objects.filter(
        _lasting(visitor.today),
        school=visitor.school,
        card__in=[teacher for _, teacher in leads],
    )
    names = dict(works.values_list("card", "name"))
    return {place: names[card] for place, card in leads if card in names}


def _lasting(day: date) -> Q:
    return Q(Q(until_date=None) | Q(until_date__gt=day), since_date__lte=day)
