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
    clear = [row for row in rows if row.verdict in (Verdict.CREATE, Verdict.CHANGE)]
    if not clear:
        return ""
    classes = len({row.told.school_class for row in clear})
    new = sum(row.verdict is Verdict.CREATE for row in clear)
    changed = len(clear) - new
    parts = [
        f"поставим {counted(new, 'урок', 'урока', 'уроков')} в неделю" if new else "",
        f"изменим {counted(changed, 'урок', 'урока', 'уроков')}" if changed else "",
    ]
    where = counted(classes, "классе", "классах", "классах")
    told = f"С сегодняшнего дня в {where} {', '.join(filter(None, parts))}."
    stay = sum(slot.touched for slot in {one for row in clear for one in row.was})
    if stay:
        old = counted(stay, "прежний урок", "прежних урока", "прежних уроков")
        told += f" Останутся, потому что начались или в них есть записи: {old}."
    return f"{told} Чего в таблице нет, остаётся в расписании как было."


def said(counts: Mapping[str, int]) -> str:
    """What was written, in numbers."""
    words = (
        "Уроков в неделю: {slots}, вместо прежних: {ended}. На четыре недели вперёд"
        " поставлено: {lessons}."
    )
    return words.format_map(defaultdict(int, counts))


def _words(row: SlotRow) -> Iterable[str]:
    told = row.told
    if not told.weekday or not told.number:
        return
    when = f"{day_named(told.weekday).capitalize()}, {told.number} урок"
    if row.teacher is not None and not row.faults:
        teacher = row.teacher.name.with_initials
        if row.was:
            was = "; ".join(
                f"{one.named}, {one.leads}{_in(one.room)}" for one in row.was
            )
            what = ", ".join(filter(None, (told.subject, told.group, teacher)))
            yield f"{when}. Было: {was} — станет: {what}{_in(row.room)}"
        else:
            yield f"{when}{_in(row.room)}. Ведёт {teacher}"
    elif isinstance(told.owner, Part):
        yield f"{when}."


def _in(room: str) -> str:
    """A cell may say «каб. 7» or «спортзал» by itself."""
    if not room:
        return ""
    return f", кабинет {room}" if room[0].isdigit() else f", {room}"


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
