"""The people of one cause, as its list names them: two queries for any number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Q

from school.academics.models import SchoolClass
from school.desk.causes import ABOUT, Cause
from school.desk.standing import Person
from school.lib.dates import day_in_words
from school.lib.keys import to_text
from school.people.models import Card, Kinship
from school.people.names import FullName, lookalikes
from school.registry.card import KINSHIP
from school.rights.visitor import Visitor

SHORT = 50
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a list.

    ``of_whom`` is «мать, Иванова Мария», empty for a student; ``also`` are the other
    causes that stand in his way; ``tried`` says of the last time at the door. ``typed``
    stands in his field, ``error`` is why it could not be written.
    """

    key: str
    name: str
    of_whom: str
    classes: str
    tried: str
    was_refused: bool
    also: tuple[str, ...]
    typed: str = ""
    error: str = ""


class Name(NamedTuple):
    """How a card is sorted, addressed and called; ``short`` is without patronymic,
    ``repaired`` with Russian letters for those that look like them."""

    sort: str
    key: str
    full: str
    short: str
    repaired: str


@dataclass(frozen=True, slots=True)
class Room:
    """Where the children of a school are: classes by id, children by guardian."""

    classes: Mapping[int, SchoolClass]
    children: Mapping[int, Sequence[Person]]

    @classmethod
    def of(cls, people: Iterable[Person], classes: Iterable[SchoolClass]) -> "Room":
        """Of everybody whom the desk shows."""
        children: dict[int, list[Person]] = {}
        for each in people:
            for guardian in each.guardians:
                children.setdefault(guardian, []).append(each)
        return cls({one.pk: one for one in classes}, children)

    def of_whom(self, person: Person) -> Sequence[Person]:
        """The children of a guardian; of a student himself."""
        if person.kind == "student":
            return (person,)
        return self.children.get(person.card, ())

    def classes_of(self, person: Person) -> list[SchoolClass]:
        """Their classes, the youngest first."""
        ids = {child.school_class for child in self.of_whom(person)} - {None}
        found = [one for one in self.classes.values() if one.pk in ids]
        return sorted(found, key=lambda one: (one.grade, one.letter))


def lines(
    visitor: Visitor, people: Sequence[Person], room: Room, *, whole: bool = True
) -> list[Line]:
    """These people by class and name; unless ``whole``, the first fifty."""
    wanted = {each.card for each in people}
    of_children = {one.card for each in people for one in room.of_whom(each)}
    names = names_of(visitor, wanted | of_children)
    kinds = _kinds(visitor, wanted) if any(p.kind == "guardian" for p in people) else {}
    ordered = sorted(
        people, key=lambda each: (_place(room, each), names[each.card].sort, each.card)
    )
    shown = ordered if whole else ordered[:SHORT]
    return [_line(each, names, kinds, room, visitor) for each in shown]


def _place(room: Room, person: Person) -> tuple[int, str]:
    found = room.classes_of(person)
    return (found[0].grade, found[0].letter) if found else (99, "")


def _line(
    person: Person,
    names: Mapping[int, Name],
    kinds: Mapping[tuple[int, int], str],
    room: Room,
    visitor: Visitor,
) -> Line:
    children = room.of_whom(person) if person.kind == "guardian" else ()
    told = [
        f"{kinds.get((person.card, child.card), 'родитель')}, {names[child.card].short}"
        for child in children
    ]
    return Line(
        key=names[person.card].key,
        name=names[person.card].full,
        of_whom="; ".join(told),
        classes=", ".join(one.label() for one in room.classes_of(person)),
        tried=_tried(person, visitor.today, visitor.zone),
        was_refused=_was_refused(person),
        also=tuple(ABOUT[each].label for each in (person.causes or ())[1:]),
        typed=names[person.card].repaired if person.first is Cause.INCOMPLETE else "",
    )


def _was_refused(person: Person) -> bool:
    if person.refused_at is None:
        return False
    return person.entered_at is None or person.refused_at > person.entered_at


def _tried(person: Person, today: date, zone: ZoneInfo) -> str:
    moment = person.refused_at if _was_refused(person) else person.entered_at
    if moment is None:
        return ""
    day = moment.astimezone(zone).date()
    when = {today: "сегодня", today - _DAY: "вчера"}.get(day) or day_in_words(day)
    return f"{when}, {'отказ' if _was_refused(person) else 'вход'}"


def names_of(visitor: Visitor, cards: set[int]) -> dict[int, Name]:
    """The names of these cards. One query."""
    rows = Card.objects.filter(school=visitor.school, pk__in=cards).values_list(
        "pk", "name_key", "key", "last_name", "first_name", "patronymic"
    )
    return {
        card: Name(
            sort=sort,
            key=to_text(key),
            full=FullName(*parts).full,
            short=FullName(*parts[:2]).full,
            repaired=" ".join(lookalikes(each).repaired for each in parts if each),
        )
        for card, sort, key, *parts in rows
    }


def _kinds(visitor: Visitor, guardians: set[int]) -> dict[tuple[int, int], str]:
    """What each of these guardians is to each child today, in a word."""
    today = visitor.today
    rows = Kinship.objects.filter(
        Q(until_date=None) | Q(until_date__gt=today),
        since_date__lte=today,
        school=visitor.school,
        guardian__in=guardians,
    ).values_list("guardian", "student", "kind")
    return {(guardian, student): KINSHIP[kind] for guardian, student, kind in rows}
