"""Marking: a teacher's marks, put, corrected and withdrawn in batches.

A mark is corrected or withdrawn, never erased. Whoever writes names the revision he
saw (0 for an empty cell); when the cell has moved on he is told what stands there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from school.journal import putting
from school.journal.models import Lesson
from school.journal.openness import UNGRADED, closed_because
from school.journal.reach import lessons_by_key
from school.journal.relations import author_of
from school.journal.scale import DEBT
from school.lib import clock
from school.lib.dates import day_in_words
from school.notices.posting import Fact, post
from school.rights.deed import Act, deed, may
from school.rights.table import SENTENCES, Action
from school.rights.visitor import Visitor
from school.walls.behind import explain

SLOTS = (1, 2)

NO_LESSON = "Такого урока нет, или он вам не виден."
NO_STUDENT = "Этого ученика на этом уроке нет."
TWICE = "Эта клетка уже есть в этом же запросе. Пришлите одно значение."


class State(StrEnum):
    """What became of an operation."""

    SAVED = "saved"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Operation:
    """One wanted value of one cell. ``lesson`` and ``student`` are keys.

    ``value`` None withdraws. ``reason`` goes into history, "" when there is none.
    """

    id: str
    lesson: int
    student: int
    slot: int
    value: str | None
    base: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it, and what stands in the cell now, where that may be told."""

    id: str
    state: State
    sentence: str = ""
    revision: int | None = None
    value: str | None = None
    by: str | None = None
    at: datetime | None = None


def put_marks(*, by: Visitor, operations: Sequence[Operation]) -> list[Outcome]:
    """Put the marks that may be put; an outcome for each operation, in their order.

    One permission for all lessons, one statement, one deed, one line of audit; none
    when nothing was written. What cannot be done is refused in words and does not hold
    up the rest.
    """
    lessons = lessons_by_key(by, {operation.lesson for operation in operations})
    refused = dict(_refusals(by, operations, lessons))
    wanted = [
        (place, operation)
        for place, operation in enumerate(operations)
        if place not in refused
    ]
    done = dict(_do(by, wanted, lessons)) if wanted else {}
    return [refused.get(place) or done[place] for place, _ in enumerate(operations)]


def _refusals(
    by: Visitor, operations: Sequence[Operation], lessons: dict[int, Lesson]
) -> Iterator[tuple[int, Outcome]]:
    seen = set()
    for place, operation in enumerate(operations):
        cell = (operation.lesson, operation.student, operation.slot)
        why = _why_not(by, lessons.get(operation.lesson))
        if not why and cell in seen:
            why = TWICE
        seen.add(cell)
        if why:
            yield place, Outcome(operation.id, State.REFUSED, why)


def _why_not(by: Visitor, lesson: Lesson | None) -> str:
    if lesson is None:
        return NO_LESSON
    if not may(by, Action.PUT_MARK, lesson):
        return SENTENCES[Action.PUT_MARK]
    if not lesson.graded:  # type: ignore[attr-defined]  # by lessons_by_key()
        return UNGRADED
    return closed_because(lesson, on=by.today)


Placed = tuple[int, Operation]


def _do(
    by: Visitor, wanted: Sequence[Placed], lessons: dict[int, Lesson]
) -> Iterator[tuple[int, Outcome]]:
    at = clock.now()
    operations = dict(wanted)
    permitted = _in_order({one.lesson for _, one in wanted}, lessons)
    with deed(by, Action.PUT_MARK, *permitted) as act:
        written = list(_write(by, wanted, lessons, at))
        fresh = [one for one in written if one.fresh]
        touched = {operations[one.place].lesson for one in fresh}
        act.touched(_in_order(touched, lessons))
        _tell(act, fresh, school=permitted[0].school_id, at=at)
    for one in written:
        yield one.place, _outcome(by, operations[one.place], one)


def _write(
    by: Visitor, wanted: Sequence[Placed], lessons: dict[int, Lesson], at: datetime
) -> Iterator[putting.Written]:
    """Usually one statement; one for each run of a common reason if there are more.

    History takes the reason from the transaction. Runs follow the order in which the
    statement itself takes its cells, or two writers could block each other for ever.
    """

    def order(one: Placed) -> tuple[int, int, int]:
        _, operation = one
        return lessons[operation.lesson].pk, operation.student, operation.slot

    said = ""
    for reason, run in groupby(sorted(wanted, key=order), lambda one: one[1].reason):
        if reason != said:
            explain(reason)
            said = reason
        cells = [_cell(place, one, lessons[one.lesson]) for place, one in run]
        school = lessons[wanted[0][1].lesson].school_id
        yield from putting.put(cells, school=school, author=author_of(by), at=at)


def _cell(place: int, one: Operation, lesson: Lesson) -> putting.Cell:
    return putting.Cell(
        place=place,
        lesson=lesson.pk,
        year=lesson.year,
        group=lesson.group_id,
        day=lesson.date,
        work_kind=lesson.work_kind_id,
        student_key=one.student,
        slot=one.slot,
        value=one.value,
        base=one.base,
    )


def _in_order(keys: Iterable[int], lessons: dict[int, Lesson]) -> list[Lesson]:
    return sorted((lessons[key] for key in keys), key=lambda lesson: lesson.pk)


def _tell(
    act: Act, fresh: Sequence[putting.Written], *, school: int, at: datetime
) -> None:
    """Only what was really written is named and told: a repeat tells nobody."""
    facts = [
        Fact(one.student, one.mark)
        for one in fresh
        if one.student is not None and one.mark is not None
    ]
    for fact in facts:
        act.about(f"mark:{fact.row}")
    post(school=school, what="mark", facts=facts, at=at)


def _outcome(by: Visitor, wanted: Operation, found: putting.Written) -> Outcome:
    if found.student is None:
        return Outcome(wanted.id, State.REFUSED, NO_STUDENT)
    return Outcome(
        wanted.id,
        State.SAVED if found.saved else State.CONFLICT,
        "" if found.saved else _conflict(by, wanted, found),
        found.revision,
        found.value,
        found.author,
        found.at,
    )


def _conflict(by: Visitor, wanted: Operation, found: putting.Written) -> str:
    """Both values, who wrote the other one and when; no guess at anybody's gender."""
    if found.at is None:
        return "В этой клетке ещё ничего не было. Обновите страницу и поставьте снова."
    moment = found.at.astimezone(by.zone)
    when = f"{found.author}, {day_in_words(moment.date())} в {moment:%H:%M}"
    there = (
        f"стоит {_said(found.value, 'точка')}" if found.value else "отметка отозвана"
    )
    yours = (
        f"Вы ставили {_said(wanted.value, 'точку')}"
        if wanted.value
        else "Вы отзывали отметку"
    )
    return f"В клетке уже {there} ({when}). {yours}."


def _said(value: str, debt: str) -> str:
    return debt if value == DEBT else value
