"""The page «Семья и доступ»: children, schools, and what stands in each one's way."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from school.access import birthdays
from school.diary import frame as frames
from school.diary.addresses import week_address
from school.diary.frame import Child, Frame, StudentCard
from school.diary.schooldays import year_of
from school.diary.spread import start_of
from school.family import looks
from school.family.agreements import About, Agreement, agreements
from school.family.entering import Answer, Outlook, outlooks
from school.lib.keys import to_text
from school.lib.postgres.queries import Query
from school.regions.in_force import line_of, policy_of
from school.regions.in_words import terms, years
from school.regions.models import Region, School
from school.regions.policy import Who
from school.rights.visitor import Role, Visitor

_AROUND = Query(__file__, "teachers", "looks")
# One child may have several cards: what one of them opens, no other shuts.
_BEST_FIRST = tuple(Answer)


@dataclass(frozen=True)
class Place:
    """A school of a child: where, in which class, who leads it, and the diary."""

    school: str
    label: str
    teachers: tuple[str, ...]
    href: str


@dataclass(frozen=True)
class Ahead:
    """The next age that changes the way in: «14 лет», when, and what then changes.

    `changes` are what, how it is, how it will be.
    """

    age: str
    on: date
    changes: tuple[tuple[str, str, str], ...]


class Around(NamedTuple):
    """Of each student: who leads his class, and the looks at his card by role."""

    teachers: Mapping[int, tuple[str, ...]]
    looks: Mapping[int, list[tuple[str, int]]]


@dataclass(frozen=True)
class Row:
    """One child, or the pupil himself.

    `looks` says how often the school opened the child's card. `outlook` is a parent's
    to read; `way` is how a pupil comes in today, as pairs of
    what and how. `ahead` is told a parent in the last 30 days, a pupil always.
    `by_password`: a parent may make a code for the child.
    """

    key: str
    name: str
    is_self: bool
    places: tuple[Place, ...]
    outlook: Outlook | None
    way: tuple[tuple[str, str], ...]
    ahead: Ahead | None
    looks: str
    by_password: bool = False


@dataclass(frozen=True)
class Page:
    """All of it; `frame` is what the head of the diary shows."""

    frame: Frame
    rows: tuple[Row, ...]
    region: Region
    agreements: tuple[Agreement, ...]

    @property
    def is_parent(self) -> bool:
        """Whether there is anybody's parent here: a pupil alone misses no child."""
        return any(not row.is_self for row in self.rows)


def region_of(visitor: Visitor) -> Region:
    """The region of a family; all its schools are in one. One query."""
    schools = School.objects.select_related("region")
    return schools.get(pk=visitor.schools[0]).region


def read(visitor: Visitor) -> Page:
    """The page of a family that follows somebody. Five queries."""
    today = visitor.today
    region = region_of(visitor)
    frame = frames.read(visitor, frames.fetch(year_of(today)))
    around = _around(visitor)
    policy = policy_of(region, today)
    found = outlooks(policy, today)
    rows = tuple(
        _row(one, visitor, frame, region, around, found) for one in frame.children
    )
    said = agreements(
        visitor, policy, (_about(child, visitor) for child in frame.children)
    )
    return Page(frame, rows, region, said)


def _around(visitor: Visitor) -> Around:
    asked = {
        "students": frames.array(one.student for one in visitor.followed),
        "schools": frames.array(visitor.schools),
        "day": visitor.today,
        "since": visitor.today - timedelta(days=looks.DAYS),
    }
    (row,) = _AROUND.rows(asked)
    seen: dict[int, list[tuple[str, int]]] = {}
    for student, role, times in json.loads(row.looks or "[]"):
        seen.setdefault(student, []).append((role, times))
    led = json.loads(row.teachers or "{}")
    names = {int(student): tuple(told) for student, told in led.items()}
    return Around(names, seen)


def _row(
    child: Child,
    visitor: Visitor,
    frame: Frame,
    region: Region,
    around: Around,
    found: dict[int, Outlook],
) -> Row:
    today = visitor.today
    card = child.card_on(today)
    is_self = Role.STUDENT in frames.roles_of(visitor, card)
    told = [found[one.id] for one in child.cards if one.id in found]
    best = min(told, key=lambda one: _BEST_FIRST.index(one.answer), default=None)
    return Row(
        key=to_text(card.key),
        name=card.first_name,
        is_self=is_self,
        places=tuple(_place(one, frame, around.teachers, today) for one in child.cards),
        outlook=None if is_self else best,
        way=_way(region, card.birth_date, today) if is_self else (),
        ahead=_ahead(region, card.birth_date, today, far=is_self),
        looks=looks.in_words(
            each for one in child.cards for each in around.looks.get(one.id, ())
        ),
        by_password=not is_self
        and policy_of(region, today).password_allowed(
            Who.PUPIL, card.birth_date, today
        ),
    )


def _about(child: Child, visitor: Visitor) -> About:
    card = child.card_on(visitor.today)
    return About(
        name=card.first_name,
        born=card.birth_date,
        cards=frozenset(one.id for one in child.cards),
        is_self=Role.STUDENT in frames.roles_of(visitor, card),
    )


def _place(
    card: StudentCard,
    frame: Frame,
    teachers: Mapping[int, tuple[str, ...]],
    today: date,
) -> Place:
    enrolment = card.enrolment_on(today)
    return Place(
        school=frame.schools[card.school],
        label=enrolment.label if enrolment else "",
        teachers=teachers.get(card.id, ()),
        href=week_address(start_of(today), to_text(card.key)),
    )


def _way(region: Region, born: date, today: date) -> tuple[tuple[str, str], ...]:
    """How a pupil comes in today; the grace of the former way only while it lasts."""
    ways = policy_of(region, today).ways(Who.PUPIL, born, today)
    return terms(ways[0] if len(ways) > 1 else replace(ways[0], grace_months=0))


def _ahead(region: Region, born: date, today: date, *, far: bool) -> Ahead | None:
    tell = birthdays.ahead if far else birthdays.coming
    border = tell(line_of(region), born, today)
    if border is None:
        return None
    return Ahead(years(border.age), border.on, border.changes)
