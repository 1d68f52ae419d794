"""What is said of a list of weekly lessons."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from school.importing.lines import Line, mend_of
from school.importing.timetable.comparing import SlotRow
from school.importing.timetable.days import day_named
from school.importing.told import Part
from school.importing.verdicts import Verdict
from school.ui.typography import counted

_LOST = "Уроки"


def line_of(row: SlotRow) -> Line:
    """A row in words, with what may be mended in it."""
    told = row.told
    group = row.place.group if row.place is not None else told.group
    return Line(
        told.row + 1,
        ", ".join(filter(None, (told.subject, group))) or _LOST,
        told.school_class,
        tuple(_words(row)),
        tuple(mend_of(fault) for fault in row.faults),
        (),
        _cell(row),
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
    if not told.weekday or not told.number:
        return
    when = f"{day_named(told.weekday).capitalize()}, {told.number} урок"
    if row.teacher is not None and not row.faults:
        room = f", кабинет {told.room}" if told.room else ""
        yield f"{when}{room}. Ведёт {row.teacher.name.with_initials}"
    elif isinstance(told.owner, Part):
        yield f"{when}."


def _cell(row: SlotRow) -> str:
    """«D9»: the cell of a grid as a spreadsheet names it; empty for a list."""
    told, letters = row.told, ""
    if not isinstance(told.owner, Part):
        return ""
    place = told.owner.column + 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{told.row + 1}"
