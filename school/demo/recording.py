"""Recording what happened at lessons that are over: topics, marks, absences, homework.

Only lessons that nobody has touched are recorded: what somebody wrote while trying
the product stays as he wrote it.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from school.academics.models import Membership, TimetableSlot
from school.demo import attendance, grading, invented
from school.demo.days import calendar
from school.demo.invented import Plan, Work
from school.journal.models import Absence, Homework, Lesson, Mark, WorkKind
from school.people.models import Card
from school.regions.models import School


@dataclass(slots=True)
class Recorded:
    """Rows that are about to be written, for one school."""

    lessons: list[Lesson] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    homework: list[Homework] = field(default_factory=list)

    def write(self) -> None:
        """Put everything into the database."""
        Lesson.objects.bulk_update(self.lessons, ["topic", "work_kind"])
        Mark.objects.bulk_create(self.marks)
        Absence.objects.bulk_create(self.absences)
        Homework.objects.bulk_create(self.homework)


@dataclass(frozen=True, slots=True)
class _Class:
    """What the recording knows of a school beside its lessons."""

    illness: str
    hale: frozenset[int]
    kinds: dict[str, WorkKind]
    members: dict[int, list[Membership]]
    slots: dict[int, frozenset[tuple[int, int]]]
    following: dict[int, Lesson]
    assigned: frozenset[int]


def record(
    school: School, *, illness: str, now: datetime, zone: ZoneInfo, since: date
) -> Recorded:
    """Record the untouched lessons that ended before ``now``, none before ``since``."""
    recorded = Recorded()
    lessons = _over(school, now, zone, since)
    if not lessons:
        return recorded
    known = _class(school, illness, since)
    for lesson in lessons:
        _record(lesson, known, recorded, _end(lesson, zone))
    recorded.write()
    return recorded


def _over(school: School, now: datetime, zone: ZoneInfo, since: date) -> list[Lesson]:
    touched = Mark.objects.filter(school=school, lesson=OuterRef("pk"))
    missed = Absence.objects.filter(school=school, lesson=OuterRef("pk"))
    untouched = Lesson.objects.filter(
        ~Exists(touched),
        ~Exists(missed),
        school=school,
        year=calendar().year,
        topic="",
        state=Lesson.State.PLANNED,
        date__gte=since,
        date__lte=now.astimezone(zone).date(),
    ).select_related("group__subject", "group__school_class")
    ordered = untouched.order_by("date", "number", "group")
    return [lesson for lesson in ordered if _end(lesson, zone) <= now]


def _end(lesson: Lesson, zone: ZoneInfo) -> datetime:
    return datetime.combine(lesson.date, lesson.ends, zone)


def _class(school: School, illness: str, since: date) -> _Class:
    members: dict[int, list[Membership]] = defaultdict(list)
    live = Membership.objects.filter(school=school).select_related("student")
    for membership in live.order_by("student__name_key"):
        members[membership.group_id].append(membership)
    slots: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for slot in TimetableSlot.objects.filter(school=school):
        slots[slot.group_id].add((slot.weekday, slot.number))
    lessons = Lesson.objects.filter(school=school, date__gte=since)
    return _Class(
        illness=illness,
        hale=_hale(school),
        kinds={kind.name: kind for kind in WorkKind.objects.filter(school=school)},
        members=members,
        slots={group: frozenset(places) for group, places in slots.items()},
        following=_following(list(lessons.order_by("date", "number"))),
        assigned=frozenset(
            Homework.objects.filter(school=school).values_list("lesson_id", flat=True)
        ),
    )


def _hale(school: School) -> frozenset[int]:
    """Keys of the children who come in themselves and are looked at first."""
    names = [each.name for each in invented.people().values() if each.parent_consent]
    keys = Card.objects.filter(
        school=school,
        kind=Card.Kind.STUDENT,
        last_name__in=[name.last for name in names],
        first_name__in=[name.first for name in names],
    ).values_list("key", flat=True)
    return frozenset(keys)


def _following(lessons: list[Lesson]) -> dict[int, Lesson]:
    """The next lesson of the same group, by a lesson's id."""
    last: dict[int, Lesson] = {}
    following = {}
    for lesson in lessons:
        before = last.get(lesson.group_id)
        if before is not None:
            following[before.pk] = lesson
        last[lesson.group_id] = lesson
    return following


def _record(lesson: Lesson, known: _Class, recorded: Recorded, ended: datetime) -> None:
    subject = lesson.group.subject.name
    plan = invented.plans()[lesson.group.school_class.grade, subject]
    ordinal = _ordinal(lesson, known.slots[lesson.group_id])
    lesson.topic = plan.topics[ordinal % len(plan.topics)]
    work = _work(lesson.topic)
    lesson.work_kind = None if work is None else known.kinds[work.name]
    recorded.lessons.append(lesson)
    _assign(lesson, known, recorded, plan, ordinal, ended)
    present = [
        each for each in known.members[lesson.group_id] if _in(each, lesson.date)
    ]
    asked = grading.Asked(
        group=lesson.group.key,
        day=lesson.date,
        number=lesson.number,
        subject=subject,
        class_size=len(present),
        work=work,
    )
    for membership in present:
        _student(membership.student, lesson, asked, known, recorded, ended)


def _in(membership: Membership, day: date) -> bool:
    until = membership.until_date
    return membership.since_date <= day and (until is None or day < until)


def _ordinal(lesson: Lesson, places: frozenset[tuple[int, int]]) -> int:
    """How many lessons the group had in this quarter before this one."""
    days = calendar().days(calendar().begun(lesson.date), lesson.date)
    before = sum(
        1 for day in days for weekday, _ in places if weekday == day.isoweekday()
    )
    today = lesson.date.isoweekday()
    return before + sum(
        1 for weekday, number in places if weekday == today and number < lesson.number
    )


def _work(topic: str) -> Work | None:
    return next(
        (
            work
            for work in invented.works()
            if work.begins and topic.startswith(work.begins)
        ),
        None,
    )


def _assign(
    lesson: Lesson,
    known: _Class,
    recorded: Recorded,
    plan: Plan,
    ordinal: int,
    ended: datetime,
) -> None:
    due = known.following.get(lesson.pk)
    text = plan.homework[ordinal % len(plan.homework)]
    if due is None or due.date == lesson.date or not text or due.pk in known.assigned:
        return
    number = plan.number + 3 * ordinal
    recorded.homework.append(
        Homework(
            school_id=lesson.school_id,
            year=lesson.year,
            lesson=due,
            given_at_lesson=lesson,
            text=text.format(p=plan.paragraph + ordinal // 2, n=number, m=number + 2),
            changed_at=ended,
        )
    )


def _student(
    student: Card,
    lesson: Lesson,
    asked: grading.Asked,
    known: _Class,
    recorded: Recorded,
    ended: datetime,
) -> None:
    shown = student.key in known.hale
    away = attendance.away(
        student.key, lesson.date, lesson.number, illness=known.illness, hale=shown
    )
    if away is not None:
        recorded.absences.append(_absence(student, lesson, away, ended))
    if away is None or away.present:
        recorded.marks += [
            _mark(student, lesson, one, known, ended)
            for one in grading.given(student.key, asked, shown=shown)
        ]


def _absence(
    student: Card, lesson: Lesson, away: attendance.Away, ended: datetime
) -> Absence:
    return Absence(
        school_id=lesson.school_id,
        year=lesson.year,
        lesson=lesson,
        student=student,
        code=away.code,
        minutes_late=away.minutes_late,
        author_id=lesson.teacher_id,
        changed_at=ended - timedelta(minutes=30),
    )


def _mark(
    student: Card, lesson: Lesson, one: grading.Given, known: _Class, ended: datetime
) -> Mark:
    return Mark(
        school_id=lesson.school_id,
        year=lesson.year,
        lesson=lesson,
        student=student,
        slot=one.slot,
        value=str(one.value),
        number=Decimal(one.value),
        work_kind=known.kinds[one.kind] if one.kind else None,
        comment=one.comment,
        author_id=lesson.teacher_id,
        changed_at=ended,
    )
