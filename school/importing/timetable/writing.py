"""Writing weekly lessons, and the dated ones of the next weeks. In a caller's deed."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import F
from django.db.models.functions import Greatest

from school.academics.enrolling import still
from school.academics.models import Bell, Membership, TimetableSlot
from school.academics.years import year_of
from school.importing import standing
from school.importing.loads import writing as loads
from school.importing.loads.comparing import Place
from school.importing.timetable.comparing import Slot, SlotRow, Week
from school.importing.verdicts import Verdict
from school.journal import following
from school.journal.following import Given, Hour
from school.journal.scheduling import make_lessons
from school.lib import clock
from school.people.names import FullName
from school.regions.models import School

# As far ahead as the nightly command goes.
_AHEAD = timedelta(weeks=4)


def read(school: int, on: date) -> Week:
    """The school's week on the day. Eleven queries."""
    found = TimetableSlot.objects.filter(
        still(on), school=school, group__year=year_of(on)
    ).select_related("group__school_class", "group__subject", "teacher")
    slots = list(found.order_by("pk"))
    groups = {one.group_id for one in slots}
    touched = following.touched(school=school, now=_now(school), groups=groups)
    bells = Bell.objects.filter(school=school).values_list("shift", "number")
    return Week(
        loads.read(school, on),
        tuple(_slot(one, touched[_hour(one)]) for one in slots),
        frozenset(bells),
        _members(school, on),
    )


def write(school: int, on: date, rows: Sequence[SlotRow]) -> Counter[str]:
    """Write what is clear of the rows, from today; how many of what.

    What a new lesson takes the place of ends today. Lessons of a group that goes on at
    its hour with another teacher or elsewhere are changed; those of groups that do not
    are left to :func:`settle`.
    """
    groups = loads.groups_of(school, on)
    clear = [
        row
        for row in rows
        if row.verdict in (Verdict.CREATE, Verdict.CHANGE) and row.place and row.teacher
    ]
    ended = {slot.pk for row in clear for slot in row.was}
    TimetableSlot.objects.filter(school=school, pk__in=ended).update(
        until_date=Greatest(F("since_date"), on)
    )
    made = TimetableSlot.objects.bulk_create(
        TimetableSlot(
            school_id=school,
            group=groups[row.place],
            teacher_id=row.teacher.pk,
            weekday=row.told.weekday,
            shift=row.told.shift,
            number=row.told.number,
            room=row.room,
            since_date=on,
        )
        for row in clear
        if row.place and row.teacher
    )
    changes = {
        Hour(groups[row.place].pk, row.told.weekday, row.told.number): (
            Given(row.was[0].teacher, row.was[0].room),
            Given(row.teacher.pk, row.room),
        )
        for row in clear
        if row.place and row.teacher and row.was and row.was[0].place == row.place
    }
    given = following.give(school=school, now=_now(school), changes=changes)
    lessons = _make(school, on) if made else 0
    return Counter(slots=len(made), ended=len(ended), lessons=lessons + given)


def settle(school: int, on: date, gone: Sequence[Hour] = ()) -> None:
    """Have dated lessons follow a week that has been written, or taken back.

    Lessons that it asks for no more go if nobody has touched them; those it asks for
    again are made. Behind the walls of the school's job.
    """
    following.drop(school=school, now=_now(school), gone=gone)
    _make(school, on)


def _make(school: int, on: date) -> int:
    until = on + _AHEAD + timedelta(days=1)
    return make_lessons(school=school, since=on, until=until)


def _now(school: int) -> datetime:
    """The moment by the school's own clock."""
    found = School.objects.select_related("region").get(pk=school)
    return clock.now().astimezone(found.region.zone())


def _hour(slot: TimetableSlot) -> Hour:
    return Hour(slot.group_id, slot.weekday, slot.number)


def _slot(one: TimetableSlot, touched: int) -> Slot:
    group, card = one.group, one.teacher
    name = FullName(card.last_name, card.first_name, card.patronymic)
    return Slot(
        Place(standing.label(group.school_class), group.subject_id, group.name),
        (one.weekday, one.shift, one.number),
        one.pk,
        one.teacher_id,
        one.room,
        ", ".join(filter(None, (group.subject.name, group.name))),
        name.with_initials,
        touched,
    )


def _members(school: int, on: date) -> dict[Place, frozenset[int]]:
    """Who is in each group that is a part of a class. One query."""
    found: dict[Place, set[int]] = defaultdict(set)
    parts = Membership.objects.filter(
        still(on), school=school, group__year=year_of(on), group__whole_class=False
    ).select_related("group__school_class")
    for one in parts:
        group = one.group
        place = Place(standing.label(group.school_class), group.subject_id, group.name)
        found[place].add(one.student_id)
    return {place: frozenset(students) for place, students in found.items()}
