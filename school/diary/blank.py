"""A day without lessons: why there are none, and where study goes on."""

from dataclasses import dataclass
from datetime import date

from school.academics.timetable import SUMMER, next_year_begins
from school.diary.addresses import day_address, is_known
from school.diary.schooldays import SchoolCalendar, Span
from school.ui.dates import day_month, full_day, span


@dataclass(frozen=True, slots=True)
class Blank:
    """What a page says instead of lessons; ``step`` and ``href`` lead to a school day,
    or are empty when none is known."""

    title: str
    text: str = ""
    step: str = ""
    href: str = ""


def blank(
    day: date, calendar: SchoolCalendar, following: date | None, key: str
) -> Blank:
    """What to say of a day that has no lessons.

    ``following`` is the next date with lessons in the same week, if there is one;
    otherwise the calendar is asked. ``key`` is the child's.
    """
    year, holiday = calendar.year, calendar.holiday_on(day)
    following = following or calendar.next_school_day(day)
    if year is None:
        said = Blank("Расписания ещё нет", "Школа пока не открыла этот учебный год.")
        if day.month in SUMMER:
            following = following or next_year_begins(day)
    elif day < year.since:
        said = Blank("Учебный год ещё не начался", f"Начнётся {day_month(year.since)}.")
    elif day >= year.until:
        said = Blank(
            "Учебный год закончился", f"Последний день — {day_month(year.last)}."
        )
        following = following or next_year_begins(day)
    elif holiday is not None:
        said = Blank(holiday.name, _dates(holiday))
    else:
        said = Blank("Уроков нет")
    return _with_step(said, following, key)


def _dates(holiday: Span) -> str:
    if holiday.since == holiday.last:
        return f"{day_month(holiday.since)}."
    return f"{span(holiday.since, holiday.last)}."


def _with_step(said: Blank, following: date | None, key: str) -> Blank:
    if following is None or not is_known(following):
        return said
    step = f"Следующий учебный день — {full_day(following).lower()}"
    return Blank(said.title, said.text, step, day_address(following, key))
