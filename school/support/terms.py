"""Terms: whose move a message is, until when, and whose it is after that. Pure.

A term is whole days: it begins on the day after the message came and ends with the end
of its last working day (Гражданский кодекс, статьи 191 и 194).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from school.support.models import Ticket

State, Holder = Ticket.State, Ticket.Holder

_FRIDAY = 4
_DAY = timedelta(days=1)
# Nobody rests for a year: a calendar that says so is a mistake of whoever typed it.
_LONGEST = 366


@dataclass(frozen=True, slots=True)
class Rest:
    """Days without lessons, half-open; with a grade only that grade rests."""

    since: date
    until: date
    grade: int | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of one school: the region's days off, its school years, its holidays.

    A school whose years nobody has entered learns all the year round.
    """

    days_off: Collection[date] = ()
    years: Collection[Rest] = ()
    holidays: Collection[Rest] = ()

    def works(self, day: date) -> bool:
        """Whether somebody is in the school's office."""
        return day.weekday() <= _FRIDAY and day not in self.days_off

    def rests(self, day: date, grade: int | None) -> bool:
        """Whether the grade is on holiday on the first working day from this one on.

        A week-end and a day on which nobody works are no holidays: one comes back.
        """
        day = self._working_from(day)
        if self.years and not any(one.since <= day < one.until for one in self.years):
            return True
        return any(
            one.since <= day < one.until and one.grade in (None, grade)
            for one in self.holidays
        )

    def end_of(self, day: date, days: int) -> date:
        """The last day of a term of so many working days that begins after ``day``."""
        for _ in range(days):
            day = self._working_from(day + _DAY)
        return day

    def _working_from(self, day: date) -> date:
        for ahead in range(_LONGEST):
            if self.works(day + ahead * _DAY):
                return day + ahead * _DAY
        return day


@dataclass(frozen=True, slots=True)
class Days:
    """The region's terms in working days."""

    class_teacher: int = 1
    administrator: int = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """A message as the clock sees it; ``led``: its class has a teacher today.

    ``grade`` is that of its class, None without one.
    """

    state: Ticket.State
    holder: Ticket.Holder
    due: date | None
    led: bool
    grade: int | None


def reaches_teacher(
    *, led: bool, grade: int | None, calendar: Calendar, today: date
) -> bool:
    """Whether a class teacher will see it: there is one, and no holiday."""
    return led and not calendar.rests(today, grade)


def first_holder(
    *, led: bool, grade: int | None, calendar: Calendar, today: date
) -> Ticket.Holder:
    """Who gets a message that comes today."""
    taught = reaches_teacher(led=led, grade=grade, calendar=calendar, today=today)
    return Holder.CLASS_TEACHER if taught else Holder.ADMINISTRATOR


def due_of(
    state: Ticket.State,
    holder: Ticket.Holder,
    *,
    days: Days,
    calendar: Calendar,
    today: date,
) -> date | None:
    """The last day of whoever has it from today on; None where no term runs.

    None runs while the person's answer is waited for, and with support.
    """
    if state not in Ticket.OPEN or holder is Holder.SUPPORT:
        return None
    mine = days.class_teacher if holder is Holder.CLASS_TEACHER else days.administrator
    return calendar.end_of(today, mine)


def risen(one: Standing, calendar: Calendar, today: date) -> Ticket.Holder | None:
    """Who gets the message from the clock; None: it stays where it is."""
    if one.state not in Ticket.OPEN or one.holder is Holder.SUPPORT:
        return None
    late = one.due is not None and one.due < today
    if one.holder is Holder.ADMINISTRATOR:
        return Holder.SUPPORT if late else None
    taught = reaches_teacher(
        led=one.led, grade=one.grade, calendar=calendar, today=today
    )
    return None if taught and not late else Holder.ADMINISTRATOR


def ways(
    holder: Ticket.Holder, *, administers: bool, named: bool
) -> tuple[Ticket.Holder, ...]:
    """To whom somebody may hand the message, from below upwards.

    A class teacher hands on what is his; an administrator also hands it down where the
    class is known (``named``), up to support, and takes it back from there.
    """
    if not administers:
        return (Holder.ADMINISTRATOR,) if holder is Holder.CLASS_TEACHER else ()
    down = (Holder.CLASS_TEACHER,) if named else ()
    return {
        Holder.CLASS_TEACHER: (Holder.ADMINISTRATOR, Holder.SUPPORT),
        Holder.ADMINISTRATOR: (*down, Holder.SUPPORT),
        Holder.SUPPORT: (Holder.ADMINISTRATOR,),
    }[holder]
