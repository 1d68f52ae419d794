"""Writing weekly lessons, and the dated ones of the next weeks. In a caller's deed."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from school.academics.enrolling import still
from school.academics.models import Bell, TimetableSlot
from school.academics.years import year_of
from school.importing import standing
from school.importing.loads import writing as loads
from school.importing.loads.comparing import Place
from school.importing.timetable.comparing import Slot, SlotRow, Week
from school.importing.verdicts import Verdict
from school.journal.scheduling import make_lessons

# As far ahead as the nightly command goes.
_AHEAD = timedelta(weeks=4)


def read(school: int, on: date) -> Week:
    """The school's week on the day. Seven queries."""
    found = TimetableSlot.objects.filter(
        still(on), school=school, group__year=year_of(on)
    )
    slots = tuple(
        Slot(
            Place(
                standing.label(one.group.school_class),
                one.group.subject_id,
                one.group.name,
            ),
            (one.weekday, one.shift, one.number),
        )
        for one in found.select_related("group__school_class")
    )
    bells = Bell.objects.filter(school=school).values_list("shift", "number")
    return Week(loads.read(school, on), slots, frozenset(bells))


def write(school: int, on: date, rows: Sequence[SlotRow]) -> Counter[str]:
    """Write what is clear of the rows, from today; how many of what."""
    groups = loads.groups_of(school, on)
    made = TimetableSlot.objects.bulk_create(
        TimetableSlot(
            school_id=school,
            group=groups[row.place],
            teacher_id=row.teacher.pk,
            weekday=row.told.weekday,
            shift=row.told.shift,
            number=row.told.number,
            room=row.told.room,
            since_date=on,
        )
        for row in rows
        if row.verdict is Verdict.CREATE and row.place and row.teacher
    )
    until = on + _AHEAD + timedelta(days=1)
    lessons = make_lessons(school=school, since=on, until=until) if made else 0
    return Counter(slots=len(made), lessons=lessons)
