"""Describing a lesson: its topic, the kind of work, what is to be done for the next."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from school.academics.models import Membership
from school.journal.models import Homework, Lesson, Mark, WorkKind
from school.lib import clock
from school.notices.posting import Fact, post
from school.rights.deed import deed, may
from school.rights.table import Action
from school.rights.visitor import Visitor


@dataclass(frozen=True, slots=True)
class NotDescribed:
    """Nothing was written: which field is wrong, and the sentence for it."""

    field: str
    sentence: str


def describe(
    *,
    by: Visitor,
    lesson: Lesson,
    topic: str,
    homework: str,
    work_kind: int | None = None,
) -> NotDescribed | None:
    """Write down the topic and the kind of work (by its key), and give homework.

    Homework is due at the group's next lesson on a later day; an empty text takes it
    back. Marks of the lesson follow its kind of work unless they have their own.
    """
    kind = _kind(lesson, work_kind)
    due = next_lesson(lesson)
    if may(by, Action.DESCRIBE_LESSON, lesson):
        if work_kind is not None and kind is None:
            return NotDescribed("work_kind", "Такого вида работы в школе нет.")
        if due is None and homework:
            return NotDescribed(
                "homework",
                "Следующего урока в расписании ещё нет: задание записать не к чему.",
            )
    with deed(by, Action.DESCRIBE_LESSON, lesson) as act:
        _rename(lesson, topic, kind)
        if due is not None and _give(lesson, due, homework):
            act.about(f"homework:{due.pk}")
    return None


def next_lesson(lesson: Lesson) -> Lesson | None:
    """The group's next lesson on a later day, where homework of this one is due."""
    later = Lesson.objects.filter(
        school=lesson.school_id,
        year=lesson.year,
        group=lesson.group_id,
        date__gt=lesson.date,
        state=Lesson.State.PLANNED,
    )
    return later.order_by("date", "number").first()


def _kind(lesson: Lesson, key: int | None) -> WorkKind | None:
    if key is None:
        return None
    return WorkKind.objects.filter(school=lesson.school_id, key=key).first()


def _rename(lesson: Lesson, topic: str, kind: WorkKind | None) -> None:
    former = lesson.work_kind_id
    wanted = None if kind is None else kind.pk
    if (lesson.topic, former) == (topic, wanted):
        return
    here = Q(school=lesson.school_id, year=lesson.year)
    Lesson.objects.filter(here, pk=lesson.pk).update(topic=topic, work_kind=wanted)
    if former != wanted:
        marks = Mark.objects.filter(here, lesson=lesson.pk, work_kind=former)
        marks.update(work_kind=wanted)


def _give(lesson: Lesson, due: Lesson, text: str) -> bool:
    """Write the homework due at a lesson; whether anything changed."""
    here = Homework.objects.filter(
        school=lesson.school_id, year=due.year, lesson=due.pk
    )
    before = here.values_list("text", flat=True).first()
    if (before or "") == text:
        return False
    at = clock.now()
    given = Homework(
        school_id=lesson.school_id,
        year=due.year,
        lesson=due,
        given_at_lesson=lesson,
        text=text,
        changed_at=at,
    )
    Homework.objects.bulk_create(
        [given],
        update_conflicts=True,
        unique_fields=["school", "year", "lesson"],
        update_fields=["given_at_lesson", "text", "changed_at"],
    )
    _tell(due, given.pk, at)
    return True


def _tell(due: Lesson, homework: int, at: datetime) -> None:
    students = Membership.objects.filter(
        Q(until_date=None) | Q(until_date__gt=due.date),
        school=due.school_id,
        group=due.group_id,
        since_date__lte=due.date,
    ).values_list("student", flat=True)
    facts = [Fact(student, homework) for student in students]
    post(school=due.school_id, what="homework", facts=facts, at=at)
