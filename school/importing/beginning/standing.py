"""What a school has already of what it needs, and whether its year may be mended."""

from dataclasses import dataclass
from datetime import date

from school.academics.models import Bell, Holiday, Period
from school.importing.beginning.draft import Draft
from school.importing.beginning.standard import Ring, Stretch
from school.journal.models import Lesson
from school.lib.postgres.queries import Query

_COUNTED = Query(__file__, "begun")


@dataclass(frozen=True, slots=True)
class Begun:
    """How many of what a school has on a day; ``slots`` are lessons of a week, and the
    bells alone are of no year."""

    periods: int
    bells: int
    employees: int
    classes: int
    loads: int
    students: int
    slots: int

    @property
    def has_year(self) -> bool:
        """Lessons can be put into days and hours."""
        return bool(self.periods and self.bells)


def counted(school: int, year: int, on: date) -> Begun:
    """One query."""
    (row,) = _COUNTED.rows({"school": school, "year": year, "today": on})
    return Begun(
        row.periods,
        row.bells,
        row.employees,
        row.classes,
        row.loads,
        row.students,
        row.slots,
    )


def written(school: int, year: int) -> Draft:
    """The year as it stands. Three queries."""
    periods = Period.objects.filter(school=school, year=year).order_by("number")
    holidays = Holiday.objects.filter(school=school, year=year).order_by("since_date")
    bells = Bell.objects.filter(school=school).order_by("shift", "number")
    return Draft(
        year,
        tuple(
            Stretch(one.name, one.since_date, one.until_date, number=one.number)
            for one in periods
        ),
        tuple(
            Stretch(one.name, one.since_date, one.until_date, grade=one.grade)
            for one in holidays
        ),
        tuple(Ring(one.number, one.starts, one.ends, one.shift) for one in bells),
    )


def is_open(school: int, year: int) -> bool:
    """Nothing stands in the year's journal yet that its days and hours belong to."""
    return not Lesson.objects.filter(school=school, year=year).exists()
