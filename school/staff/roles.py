"""The page of roles: who administers the school, who did, who could."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Exists, OuterRef, Q

from school.access.own_cards import own_cards
from school.lib.keys import to_text
from school.people.models import Card, Employee
from school.people.names import FullName
from school.registry.doers import names_of, who
from school.rights.visitor import Visitor
from school.staff import holders
from school.staff.holders import Holder
from school.staff.lasting import is_unused, remains

# Of those who have it no longer the page tells the last ones.
MOST_PAST = 20
State = Literal["lasts", "suspended", "over"]


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody who has the role, or had it.

    ``given_by`` is empty where it is not known; ``can_stay``: a colleague may take back
    the end that is named. ``is_unused`` is said of the last one,
    who is never suspended; ``is_last``: his role cannot be ended.
    """

    key: str
    name: str
    position: str
    since: date
    until: date | None
    used: date | None
    given_by: str
    himself: bool
    can_stay: bool
    is_unused: bool
    is_last: bool
    comes_in: bool


@dataclass(frozen=True, slots=True)
class Roles:
    """All that the page says; ``others`` are employees to choose from."""

    administrators: tuple[Line, ...]
    suspended: tuple[Line, ...]
    past: tuple[Line, ...]
    others: tuple[tuple[str, str], ...]


def read(by: Visitor) -> Roles:
    """The roles of the visitor's school. Four queries."""
    school = by.school or 0
    found = holders.read(school, by.today)
    names = names_of(school, (one.given_by for one in found))
    his = own_cards(by)
    last: dict[int, Holder] = {}
    for one in found:
        last.setdefault(one.card, one)
    told: dict[State, list[Line]] = {"lasts": [], "suspended": [], "over": []}
    for one in sorted(last.values(), key=_ended, reverse=True):
        given_by = who(one.given_by, names) if one.given_by else ""
        line = _line(one, by.today, found, given_by, himself=one.card in his)
        told[_state(one, by.today)].append(line)
    told["lasts"].sort(key=lambda line: line.name)
    live = {one.card for one in found if one.lasts(by.today)}
    return Roles(
        administrators=tuple(told["lasts"]),
        suspended=tuple(told["suspended"]),
        past=tuple(told["over"][:MOST_PAST]),
        others=_others(school, live, by.today),
    )


def _ended(one: Holder) -> date:
    return one.until or date.max


def _state(one: Holder, today: date) -> State:
    if one.lasts(today):
        return "lasts"
    return "suspended" if one.suspended and one.comes_in else "over"


def _line(
    one: Holder,
    today: date,
    found: tuple[Holder, ...],
    given_by: str,
    *,
    himself: bool,
) -> Line:
    return Line(
        key=to_text(one.key),
        name=one.name.full,
        position=one.position,
        since=one.since,
        until=one.ends,
        used=one.used,
        given_by=given_by,
        himself=himself,
        can_stay=not himself and one.ends != one.works_until,
        is_unused=is_unused(one, today),
        is_last=not remains(found, one.card, today),
        comes_in=one.comes_in,
    )


def _others(school: int, live: set[int], today: date) -> tuple[tuple[str, str], ...]:
    """Employees of today who can come in and do not administer, by the alphabet."""
    lasts = Q(until_date=None) | Q(until_date__gt=today)
    works = Employee.objects.filter(
        lasts, school=OuterRef("school"), card=OuterRef("pk"), since_date__lte=today
    )
    cards = Card.objects.filter(
        Exists(works), school=school, user=Card.User.ACTIVE
    ).exclude(pk__in=live)
    return tuple(
        (to_text(card.key), _full(card)) for card in cards.order_by("name_key", "pk")
    )


def _full(card: Card) -> str:
    return FullName(card.last_name, card.first_name, card.patronymic).full
