"""The diary opened at a week: what the page shows, day by day, in words.

A desk shows the whole spread, a phone its chosen day; both are made of this.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from school.diary.addresses import day_address, is_known, week_address
from school.diary.blank import Blank, blank
from school.diary.frame import Child, Frame
from school.diary.schooldays import SchoolCalendar
from school.diary.week import Average, Lesson, Week
from school.lib import dates
from school.lib.keys import to_text
from school.ui.dates import span

_SUNDAY = 6


class Tab(NamedTuple):
    """A child in the switcher; ``place`` is «5«Б», Школа № 12»."""

    key: str
    name: str
    place: str
    href: str


class Day(NamedTuple):
    """A day of the spread. ``none`` says why it has no lessons, or nothing.

    ``written`` is whether journals may already say something of it: what is missing
    on such a day is said, and left out of a day to come. ``marks`` counts marks,
    ``tasks`` lessons with homework to bring.
    """

    date: date
    href: str
    today: bool
    chosen: bool
    written: bool
    hours: str
    none: str
    lessons: tuple[Lesson, ...]
    free: bool
    marks: int
    tasks: int


class Spread(NamedTuple):
    """The opened diary; ``is_now`` when it is at the week where it opens by itself.

    ``key`` and ``name`` are the child's.
    """

    key: str
    name: str
    title: str
    days: tuple[Day, ...]
    chosen: date
    before: str
    after: str
    today: str
    is_now: bool
    blank: Blank | None
    marks: int
    period: str
    averages: tuple[Average, ...]

    @property
    def left(self) -> tuple[Day, ...]:
        """Monday to Wednesday."""
        return self.days[:3]

    @property
    def right(self) -> tuple[Day, ...]:
        """Thursday to Saturday, and a Sunday that is asked for."""
        return self.days[3:]

    @property
    def free(self) -> bool:
        """Whether the whole week has no lessons."""
        return all(day.free for day in self.days)


def start_of(today: date) -> date:
    """The day the diary opens at: today, on a Sunday the Monday that comes."""
    return today + timedelta(days=1) if today.weekday() == _SUNDAY else today


def chosen_day(monday: date, today: date) -> date:
    """The day a phone shows of a week: today in its own week, else the Monday."""
    is_now = dates.monday(today) == monday and today.weekday() != _SUNDAY
    return today if is_now else monday


def tabs(frame: Frame, day: date, today: date) -> tuple[Tab, ...]:
    """The children, each with the address of the same week."""
    return tuple(_tab(child, frame, day, today) for child in frame.children)


def open_at(
    child: Child, frame: Frame, week: Week, *, chosen: date, today: date
) -> Spread:
    """The spread of the chosen day's week."""
    card = child.card_on(today)
    key = to_text(card.key)
    calendar = frame.calendar(child, chosen)
    shown_days = _days_of(week, chosen)
    days = tuple(
        _day(one, week, frame.calendar(child, one), key, chosen, today)
        for one in shown_days
    )
    monday, start = shown_days[0], start_of(today)
    return Spread(
        key=key,
        name=card.first_name,
        title=span(monday, shown_days[5]),
        days=days,
        chosen=chosen,
        before=_week_or_nothing(dates.weeks_away(monday, -1), key),
        after=_week_or_nothing(dates.weeks_away(monday, 1), key),
        today=week_address(start, key),
        is_now=monday == dates.monday(start),
        blank=_blank(days, chosen, calendar, key),
        marks=sum(day.marks for day in days),
        period=week.period,
        averages=week.averages,
    )


def _tab(child: Child, frame: Frame, day: date, today: date) -> Tab:
    card = child.card_on(today)
    key = to_text(card.key)
    enrolment = card.enrolment_on(today)
    school = frame.schools[card.school]
    place = f"{enrolment.label}, {school}" if enrolment else school
    return Tab(key, card.first_name, place, week_address(day, key))


def _days_of(week: Week, chosen: date) -> tuple[date, ...]:
    """Six days; a Sunday is the seventh when it is asked for or has lessons."""
    sunday = dates.monday(chosen) + timedelta(days=6)
    days = 7 if chosen == sunday or week.on(sunday) else 6
    return dates.school_week(chosen, days=days)


def _day(
    day: date,
    week: Week,
    calendar: SchoolCalendar,
    key: str,
    chosen: date,
    today: date,
) -> Day:
    lessons = week.on(day)
    return Day(
        date=day,
        href=day_address(day, key),
        today=day == today,
        chosen=day == chosen,
        written=day <= today,
        hours=_hours(lessons),
        none="" if lessons else _why_none(day, calendar),
        lessons=lessons,
        free=not lessons,
        marks=sum(mark.look != "debt" for one in lessons for mark in one.marks),
        tasks=sum(bool(one.homework) for one in lessons),
    )


def _why_none(day: date, calendar: SchoolCalendar) -> str:
    holiday = calendar.holiday_on(day)
    return holiday.name if holiday else "Уроков нет"


def _hours(lessons: Sequence[Lesson]) -> str:
    held = [one for one in lessons if not one.cancelled]
    return f"{held[0].starts}–{held[-1].ends}" if held else ""


def _blank(
    days: Sequence[Day], chosen: date, calendar: SchoolCalendar, key: str
) -> Blank | None:
    if any(day.chosen and day.lessons for day in days):
        return None
    later = [day.date for day in days if day.date > chosen and day.lessons]
    return blank(chosen, calendar, later[0] if later else None, key)


def _week_or_nothing(monday: date, key: str) -> str:
    return week_address(monday, key) if is_known(monday) else ""
