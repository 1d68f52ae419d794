"""One lesson as its page shows it, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from school.academics import timetable
from school.journal import averages, roster
from school.journal.models import Lesson, WorkKind
from school.journal.openness import closed_because
from school.journal.roster import Member
from school.lib.postgres.queries import Query
from school.rights.deed import may
from school.rights.table import Action
from school.rights.visitor import Visitor

_AROUND = Query(__file__, "around")
_PERIOD_MARKS = Query(__file__, "period_marks")


@dataclass(frozen=True, slots=True)
class Around:
    """Neighbours and homework: keys of lessons, None where there is none.

    ``due_date`` is when homework given here is to be ready: the next lesson's day, or
    with no such lesson yet the next day by the timetable (``due_key`` is None then).
    """

    before: int | None
    after: int | None
    due_here: str
    due_key: int | None
    due_date: date | None
    homework: str
    period: str


@dataclass(frozen=True, slots=True)
class LessonSheet:
    """The lesson, its students with their averages, and what may be done with it.

    ``closed`` says why marks and roll call are not taken, "" when they are. A subject
    that is not ``graded`` has a roll call alone, and no averages.
    """

    lesson: Lesson
    students: tuple[Member, ...]
    averages: dict[int, Fraction | None]
    around: Around
    kinds: tuple[WorkKind, ...]
    closed: str
    writes: bool
    graded: bool


def read(visitor: Visitor, lesson: Lesson) -> LessonSheet:
    """The sheet of a lesson that the visitor sees. Four queries, five at the end of
    what is scheduled."""
    students = roster.read(lesson)
    around, averaged = _around(lesson, students)
    kinds = WorkKind.objects.filter(school=lesson.school_id)
    return LessonSheet(
        lesson=lesson,
        students=students,
        averages=averaged,
        around=around,
        kinds=tuple(kinds.order_by("position", "name")),
        closed=closed_because(lesson, on=visitor.today),
        writes=may(visitor, Action.PUT_MARK, lesson),
        graded=lesson.group.subject.graded,
    )


def _around(
    lesson: Lesson, students: Sequence[Member]
) -> tuple[Around, dict[int, Fraction | None]]:
    (row,) = _AROUND.rows(
        {
            "school": lesson.school_id,
            "year": lesson.year,
            "lesson": lesson.pk,
            "group": lesson.group_id,
            "day": lesson.date,
            "number": lesson.number,
        }
    )
    around = Around(
        before=row.before_key,
        after=row.after_key,
        due_here=row.due_here or "",
        due_key=row.due_key,
        due_date=row.due_date or _by_timetable(lesson),
        homework=row.homework or "",
        period=row.period or "",
    )
    if row.period is None or not lesson.group.subject.graded:
        return around, {}
    return around, _averages(lesson, students, row.period_since, row.period_until)


def _by_timetable(lesson: Lesson) -> date | None:
    return timetable.next_day_of(
        school=lesson.school_id, group=lesson.group_id, after=lesson.date
    )


def _averages(
    lesson: Lesson, students: Sequence[Member], since: date, until: date
) -> dict[int, Fraction | None]:
    rows = _PERIOD_MARKS.rows(
        {
            "school": lesson.school_id,
            "year": lesson.year,
            "subject": lesson.group.subject_id,
            "students": [student.id for student in students],
            "since": since,
            "until": until,
        }
    )
    marks = defaultdict(list)
    for row in rows:
        marks[row.student_id].append((row.number, row.weight))
    return {one.id: averages.weighted(marks[one.id]) for one in students}
