"""What is said of a list of loads: a line, what writing would do, what it did."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from school.importing.lines import Line, mend_of
from school.importing.loads.comparing import LoadRow
from school.importing.verdicts import Verdict
from school.ui.typography import counted

_CLEAR = (Verdict.CREATE, Verdict.CHANGE)


def line_of(row: LoadRow) -> Line:
    """A row in words, with what may be mended in it."""
    told = row.told
    named = ", ".join(filter(None, (told.subject, told.group)))
    return Line(
        told.row + 1,
        named or told.teacher,
        told.school_class,
        tuple(_words(row)),
        tuple(mend_of(fault) for fault in row.faults),
        (),
    )


def plan_of(rows: Sequence[LoadRow]) -> str:
    """What writing the rows would do; empty: nothing."""
    clear = [row for row in rows if row.verdict in _CLEAR]
    if not clear:
        return ""
    subjects = {row.new_subject for row in clear} - {""}
    classes = {row.place.school_class for row in clear if row.new_class}
    groups = {row.place for row in clear if row.new_group}
    told = [
        counted(len(subjects), "предмет", "предмета", "предметов") if subjects else "",
        counted(len(classes), "класс", "класса", "классов") if classes else "",
        counted(len(groups), "группу", "группы", "групп") if groups else "",
        counted(len(clear), "нагрузку", "нагрузки", "нагрузок"),
    ]
    return f"Добавим {', '.join(filter(None, told))}."


def said(counts: Mapping[str, int]) -> str:
    """What was written, in numbers."""
    words = "Новых классов: {classes}, групп: {groups}. Нагрузок добавлено: {loads}."
    told = words.format_map(defaultdict(int, counts))
    subjects = counts.get("subjects")
    return f"{told} Новых предметов в справочнике: {subjects}." if subjects else told


def _words(row: LoadRow) -> Iterable[str]:
    if row.teacher is None or row.faults:
        return
    if row.new_subject:
        yield f"Новый предмет в справочнике: «{row.new_subject}»."
    if row.new_class:
        yield f"Новый класс {row.told.school_class}."
    if row.new_group:
        whom = "группа" if row.told.group else "группа всего класса"
        yield f"Новая {whom}."
    teacher = row.teacher.name.with_initials
    if row.former:
        former = ", ".join(one.name.with_initials for one in row.former)
        yield f"С сегодняшнего дня ведёт {teacher} Сейчас ведёт {former}"
    elif not row.is_there:
        yield f"Ведёт {teacher}"
