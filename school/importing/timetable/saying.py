"""What is said of a list of weekly lessons."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from school.importing.lines import Line, mend_of
from school.importing.timetable.comparing import SlotRow
from school.importing.timetable.reading import day_named
from school.importing.verdicts import Verdict
from school.ui.typography import counted


def line_of(row: SlotRow) -> Line:
    """A row in words, with what may be mended in it."""
    told = row.told
    return Line(
        told.row + 1,
        ", ".join(filter(None, (told.subject, told.group))),
        told.school_class,
        tuple(_words(row)),
        tuple(mend_of(fault) for fault in row.faults),
        (),
    )


def plan_of(rows: Sequence[SlotRow]) -> str:
    """What writing the rows would do; empty: nothing."""
    new = [row for row in rows if row.verdict is Verdict.CREATE]
    if not new:
        return ""
    classes = len({row.told.school_class for row in new})
    lessons = counted(len(new), "урок", "урока", "уроков")
    return f"Поставим с сегодняшнего дня {lessons} в неделю, классов: {classes}."


def said(counts: Mapping[str, int]) -> str:
    """What was written, in numbers."""
    words = "Уроков в неделю: {slots}. На четыре недели вперёд поставлено: {lessons}."
    return words.format_map(defaultdict(int, counts))


def _words(row: SlotRow) -> Iterable[str]:
    told = row.told
    if row.faults or row.teacher is None:
        return
    room = f", кабинет {told.room}" if told.room else ""
    day, teacher = day_named(told.weekday), row.teacher.name.with_initials
    yield f"{day.capitalize()}, {told.number} урок{room}. Ведёт {teacher}"
