"""Alarms as they are told: to a school with the employee's name, to its region not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from school.access.operating import Keeper
from school.access.own_cards import own_cards
from school.alarms.models import Alarm
from school.alarms.unusual import CLOSES, OPENS
from school.lib.keys import to_text
from school.logins.models import LoginGuard
from school.people.models import Employee
from school.regions.in_force import policy_of
from school.rights.visitor import Visitor
from school.walls.behind import behind

_LAST = 100
_GUESSED, _SHOWN = timedelta(days=30), 10
_WHAT: dict[str, str] = {
    Alarm.Cause.CARDS: "Открыто карточек за день",
    Alarm.Cause.OUTSIDE: "Карточек не своего класса, открытых за час",
    Alarm.Cause.EXPORTS: "Выгрузок за час",
    Alarm.Cause.NUMBERS: (
        f"Просмотров документов до {OPENS:%H:%M}, после {CLOSES:%H:%M} и в выходной"
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One alarm. ``who`` is an employee to his school, the school to its region."""

    key: str
    what: str
    times: int
    day: date
    who: str
    is_mine: bool
    seen_at: datetime | None
    seen_by: str
    sentence: str
    region_by: str
    region_sentence: str


@dataclass(frozen=True, slots=True)
class Guessing:
    """From when till when passwords were guessed, at how many logins in ten minutes."""

    since: datetime
    until: datetime
    goes_on: bool
    failing: int


def of_school(by: Visitor) -> list[Told]:
    """Those of the visitor's school, the unseen first. Three queries."""
    found = Alarm.objects.filter(school=by.school).order_by("-day", "-pk")[:_LAST]
    alarms = sorted(found, key=lambda one: one.seen_at is not None)
    cards = {one.employee for one in alarms}
    works = Employee.objects.filter(school=by.school, card__in=cards)
    names = {one.card_id: f"{one.name}, {one.position}" for one in works}
    his = own_cards(by)
    return [
        _told(one, names.get(one.employee, "бывший сотрудник"), one.employee in his)
        for one in alarms
    ]


def of_region(by: Keeper) -> list[Told]:
    """Those that the region has not seen, by school. One query, its wall up."""
    return [
        # What the school has written may name somebody.
        replace(
            _told(one, by.schools[one.school_id].short_name, is_mine=False), sentence=""
        )
        for one in _waiting(by)
    ]


def of_logins(by: Keeper, at: datetime) -> list[Guessing]:
    """The last times at which passwords were guessed, of all regions here together.

    None where the rules of his region give nobody a password. One query.
    """
    today = at.astimezone(by.region.zone()).date()
    if not policy_of(by.region, today).offers_password:
        return []
    fresh = LoginGuard.objects.filter(until_at__gt=at - _GUESSED)
    return [
        Guessing(one.since_at, one.until_at, one.until_at > at, one.failing)
        for one in fresh.order_by("-since_at")[:_SHOWN]
    ]


def find_in_region(by: Keeper, key: int) -> Alarm | None:
    """The one of this key while the region has not seen it."""
    return next((one for one in _waiting(by) if one.key == key), None)


def _waiting(by: Keeper) -> Iterable[Alarm]:
    with behind(by.actor()):
        return list(Alarm.objects.order_by("-day", "school", "pk"))


def _told(one: Alarm, who: str, is_mine: bool) -> Told:
    return Told(
        key=to_text(one.key),
        what=_WHAT[one.cause],
        times=one.times,
        day=one.day,
        who=who,
        is_mine=is_mine,
        seen_at=one.seen_at,
        seen_by=one.seen_by,
        sentence=one.sentence,
        region_by=one.region_by,
        region_sentence=one.region_sentence,
    )
