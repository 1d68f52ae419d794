"""Telling what a sound package says of one school and one year. Pure.

What is of another school or year is passed by; what is of this one and cannot be
understood is refused with its file, row and column, and so is what hangs on it.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from school.exchange.incoming.humans import humans_of, links_of
from school.exchange.incoming.rooms import rooms_of
from school.exchange.incoming.rows import Sheets
from school.exchange.incoming.ties import ties_of
from school.exchange.incoming.told import NotTold, Package
from school.exchange.incoming.whose import OurSchool, org_of, year_in
from school.exchange.oneroster.checking import Line


def tell(
    lines: Mapping[str, Sequence[Line]], school: OurSchool, year: int, today: date
) -> Package | NotTold:
    """All that the rows of a sound package say of the school in the year."""
    sheets = Sheets(lines)
    meant = org_of(sheets, school)
    if isinstance(meant, NotTold):
        return meant
    org, is_ours = meant
    told_year = year_in(sheets, year)
    if isinstance(told_year, NotTold):
        return told_year
    rooms = rooms_of(sheets, org.key, told_year)
    humans = humans_of(sheets, org.key, today)
    return Package(
        school=org["name"],
        is_ours=is_ours,
        year=told_year,
        classes=tuple(rooms.classes.values()),
        groups=tuple(rooms.groups.values()),
        humans=tuple(humans.found.values()),
        ties=ties_of(sheets, rooms, humans, told_year),
        links=links_of(sheets, humans),
        wrong=tuple(sheets.wrong),
        aside=(*humans.aside, *sheets.passed_by()),
    )
