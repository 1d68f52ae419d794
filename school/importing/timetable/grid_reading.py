"""A grid as the rows of a list: each lesson of each of its cells. Pure.

A cell that tells anything tells at least one lesson, if only one that cannot be read.
"""

from collections.abc import Iterable, Mapping

from school.importing.columns import Field, Whose
from school.importing.rows import cell_name
from school.importing.tables.table import Sheet
from school.importing.timetable.cells import Lesson, Words, lessons_of
from school.importing.timetable.laying import Lost, Spot, lay_out
from school.importing.timetable.reading import LONGEST_ROOM, ToldSlot
from school.importing.timetable.sides import number_of
from school.importing.told import Fault, Part
from school.people.names import tidy
from school.ui.typography import counted

_LOST = {
    Field.NUMBER: "Номер урока не читается. Напишите его цифрой: 3.",
    Field.DAY: "Не видно, какой это день. Напишите его так: понедельник.",
    Field.CLASS: "Не видно, чьё это расписание. Напишите класс так: 5А.",
}
_NO_SUBJECT = "Предмет не указан. Впишите его, как в учебном плане."
_MENDED = (Field.SUBJECT, Field.GROUP, Field.TEACHER, Field.ROOM)


def read_grid(
    sheet: Sheet, mended: Mapping[str, str], words: Words
) -> tuple[ToldSlot, ...]:
    """Every lesson of the grid, in the order of its cells; ``mended`` by cells' names.

    Lessons that cannot be placed are told together, once, by the side that is at fault.
    """
    found: list[ToldSlot] = []
    for each in lay_out(sheet, mended):
        if isinstance(each, Spot):
            found.extend(_slots(each, mended, words))
        else:
            found.append(_lost(each))
    return tuple(sorted(found, key=lambda each: each.row))


def _lost(lost: Lost) -> ToldSlot:
    lessons = counted(lost.cells, "урок", "урока", "уроков")
    sentence = f"{_LOST[lost.field]} Пока не прочитано: {lessons}."
    fault = Fault(lost.row, None, Whose.ROW, lost.field, lost.stands, sentence)
    return ToldSlot(lost.row, "", 0, 1, 0, "", "", "", "", (fault,))


def _slots(spot: Spot, mended: Mapping[str, str], words: Words) -> Iterable[ToldSlot]:
    lessons = lessons_of(spot.text, words) if spot.text else (Lesson(),)
    teachers = _shared(spot.teacher, len(lessons))
    rooms = _shared(spot.room, len(lessons))
    for number, lesson in enumerate(lessons):
        owner = Part(spot.column, number)
        says = (
            *(lesson.subject, lesson.group),
            *(lesson.teacher or teachers[number], lesson.room or rooms[number]),
        )
        subject, group, teacher, room = (
            tidy(mended.get(cell_name(spot.row, owner, field), said))
            for field, said in zip(_MENDED, says, strict=True)
        )
        hour = mended.get(cell_name(spot.row, owner, Field.NUMBER))
        absent = Fault(spot.row, spot.column, owner, Field.SUBJECT, "", _NO_SUBJECT)
        yield ToldSlot(
            spot.row,
            spot.school_class,
            spot.weekday,
            spot.shift,
            spot.number if hour is None else number_of(hour),
            subject,
            group,
            teacher,
            room[:LONGEST_ROOM],
            () if subject else (absent,),
            owner,
            beside=len(lessons) > 1,
        )


def _shared(text: str, count: int) -> list[str]:
    """What a column of its own says of each lesson of a cell: a line for each, or the
    whole for all of them."""
    lines = [tidy(one) for one in text.replace("/", "\n").splitlines() if one.strip()]
    return lines if len(lines) == count > 1 else [tidy(text)] * count
