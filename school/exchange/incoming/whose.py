"""Which school and which year of a package are meant. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from school.academics.years import named
from school.exchange.incoming.rows import Row, Sheets
from school.exchange.incoming.told import (
    LONGEST_TITLE,
    TOO_LONG,
    NotTold,
    Thing,
    ToldPeriod,
    ToldYear,
)
from school.people.names import normalise

# The finest kind of session that a package has is its periods.
_FINEST = ("gradingPeriod", "term", "semester")


@dataclass(frozen=True, slots=True)
class OurSchool:
    """The school that the package comes into: its key as text, and its names."""

    key: str
    names: tuple[str, ...]


def org_of(sheets: Sheets, school: OurSchool) -> tuple[Row, bool] | NotTold:
    """The row of the school that is meant, and whether it is evidently ours.

    By our own key; else the only school there is.
    """
    found = [one for one in sheets.rows("orgs") if one["type"] == "school"]
    own = [one for one in found if one.key == school.key]
    if own:
        return own[0], True
    if not found:
        return NotTold("В orgs.csv нет ни одной школы (type school).")
    if len(found) > 1:
        return NotTold(
            "В orgs.csv несколько школ, и ни у одной нет нашего ключа. Выгрузите из той"
            " системы одну школу."
        )
    known = {normalise(name) for name in school.names}
    return found[0], normalise(found[0]["name"]) in known


def year_in(sheets: Sheets, year: int) -> ToldYear | NotTold:
    """The school year that begins in this one, with its periods.

    The standard calls a year by its end.
    """
    sessions = list(sheets.rows("academicSessions"))
    terms = [one for one in sessions if one["schoolYear"] == str(year + 1)]
    whole = [one for one in terms if one["type"] == "schoolYear"]
    if len(whole) != 1:
        many = "несколько раз" if whole else "не назван"
        return NotTold(
            f"Учебный год {named(year)} в academicSessions.csv {many}: нужна одна"
            f" строка schoolYear с годом {year + 1}."
        )
    since, until = whole[0].day("startDate"), whole[0].day("endDate")
    if since is None or until is None or since >= until:
        return NotTold("Учебный год в academicSessions.csv кончается раньше начала.")
    if (since.year, until.year) != (year, year + 1):
        return NotTold(
            f"Учебный год {named(year)} в academicSessions.csv должен начинаться в"
            f" {year} году и кончаться в {year + 1}."
        )
    kinds = {one["type"] for one in terms}
    finest = next((kind for kind in _FINEST if kind in kinds), "")
    inner = [one for one in terms if one["type"] == finest]
    periods = _periods(inner, since, until, sheets)
    keys = frozenset(one.key for one in terms)
    return ToldYear(whole[0].number, year, since, until, keys, periods)


def _periods(
    rows: Sequence[Row], first: date, last: date, sheets: Sheets
) -> tuple[ToldPeriod, ...]:
    found: list[ToldPeriod] = []
    for row in sorted(rows, key=lambda one: (one["startDate"], one.number)):
        since, until = row.day("startDate"), row.day("endDate")
        if since is None or until is None or since >= until:
            why = "Период кончается раньше, чем начинается."
            sheets.refuse(Thing.YEAR, row, "endDate", why)
        elif since < first or last < until:
            why = "Период выходит за учебный год."
            sheets.refuse(Thing.YEAR, row, "startDate", why)
        elif len(row["title"]) > LONGEST_TITLE:
            sheets.refuse(Thing.YEAR, row, "title", TOO_LONG)
        elif found and since < found[-1].until:
            why = f"Период начинается раньше, чем кончается «{found[-1].name}»."
            sheets.refuse(Thing.YEAR, row, "startDate", why)
        else:
            found.append(ToldPeriod(row.number, row["title"], since, until))
    return tuple(found)
