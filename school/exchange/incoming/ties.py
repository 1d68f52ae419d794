"""Enrollments of a package as places: who learns and who teaches where. Pure."""

from school.academics.years import first_day, named
from school.exchange.incoming.humans import Humans
from school.exchange.incoming.rooms import Rooms
from school.exchange.incoming.rows import Row, Sheets
from school.exchange.incoming.told import Thing, ToldTie, ToldYear
from school.people.models import Card

_KINDS = {"student": Card.Kind.STUDENT, "teacher": Card.Kind.EMPLOYEE}
_PLACES = {
    ("student", True): Thing.ENROLMENT,
    ("student", False): Thing.MEMBERSHIP,
    ("teacher", True): Thing.LEAD,
    ("teacher", False): Thing.LOAD,
}
_WORDS = {"student": "ученика", "teacher": "сотрудника"}


def ties_of(
    sheets: Sheets, rooms: Rooms, humans: Humans, year: ToldYear
) -> tuple[ToldTie, ...]:
    """Every place in the classes and groups that were read."""
    found = (
        _tie(row, sheets, rooms, humans, year) for row in sheets.rows("enrollments")
    )
    return tuple(one for one in found if one is not None)


def _tie(
    row: Row, sheets: Sheets, rooms: Rooms, humans: Humans, year: ToldYear
) -> ToldTie | None:
    place, role = row["classSourcedId"], row["role"]
    is_class = place in rooms.classes or rooms.out.get(place) is Thing.CLASS
    if not is_class and place not in rooms.groups and place not in rooms.out:
        sheets.pass_by(row, "Это места в классах, которые не загружаются.")
        return None
    if role not in _KINDS:
        sheets.pass_by(row, "Загружаются только роли student и teacher.")
        return None
    thing, who = _PLACES[role, is_class], (_KINDS[role], row["userSourcedId"])
    if place in rooms.out or who in humans.out:
        sheets.hang(thing)
        return None
    if who not in humans.found:
        why = f"В roles.csv у этого человека нет роли {_WORDS[role]} этой школы."
        sheets.refuse(thing, row, "userSourcedId", why)
        return None
    return _with_days(row, thing, sheets, year)


def _with_days(
    row: Row, thing: Thing, sheets: Sheets, year: ToldYear
) -> ToldTie | None:
    since = row.day("beginDate") or year.since
    until = row.day("endDate")
    if not first_day(year.year) <= since < first_day(year.year + 1):
        why = f"Первый день — не из {named(year.year)} учебного года."
        sheets.refuse(thing, row, "beginDate", why)
        return None
    if until is not None and until <= since:
        why = "Место кончается не позже, чем начинается."
        sheets.refuse(thing, row, "endDate", why)
        return None
    place, who = row["classSourcedId"], row["userSourcedId"]
    return ToldTie(row.number, thing, place, who, since, until)
