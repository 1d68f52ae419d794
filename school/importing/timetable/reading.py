"""A sheet of weekly lessons: each row a class, a day, a number and a subject.

A cell left empty under a class or a day says the same as the one above.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from school.importing.columns import Field, Heading, OfOneThing, Whose
from school.importing.loads.reading import group_named
from school.importing.rows import Row
from school.importing.tables.table import Sheet
from school.importing.timetable.days import weekday
from school.importing.told import Fault, Owner

_FIELDS = (
    (Field.DAY, r"день|дня недели|^дни"),
    (Field.ROOM, r"кабинет|\bкаб\b|аудитор|помещен"),
    (Field.SHIFT, r"смена"),
    (Field.TEACHER, r"учител|преподават|педагог"),
    (Field.SUBJECT, r"предмет|дисциплин"),
    (Field.GROUP, r"групп"),
    (Field.LETTER, r"литер|буква"),
    (Field.CLASS, r"класс(?!н)|параллель"),
    (Field.NUMBER, r"урок|№|номер"),
)
_NEEDED = {Field.CLASS, Field.DAY, Field.NUMBER, Field.SUBJECT}
_DAYS = 6
_MOST_LESSONS = 15
LONGEST_ROOM = 40


SHAPE = OfOneThing(_FIELDS, lambda found: found >= _NEEDED)


@dataclass(frozen=True, slots=True)
class ToldSlot:
    """A weekly lesson; ``weekday`` 1 is Monday. ``group`` is empty for the whole class,
    ``teacher`` where the table names none.

    ``owner``: of a grid the cell and the part of it that tell the lesson; ``beside``
    says that the cell tells more lessons than this.
    """

    row: int
    school_class: str
    weekday: int
    shift: int
    number: int
    subject: str
    group: str
    teacher: str
    room: str
    faults: tuple[Fault, ...] = ()
    owner: Owner = Whose.ROW
    beside: bool = False


def read(
    sheet: Sheet,
    heading: Heading,
    *,
    today: date,
    from_1904: bool = False,
    mended: Mapping[str, str] | None = None,
) -> tuple[ToldSlot, ...]:
    """Every lesson under the heading, in their order."""
    found: list[ToldSlot] = []
    for number in range(heading.rows, len(sheet.rows)):
        row = Row(sheet.rows[number], number, heading, today, from_1904, mended or {})
        if row.is_empty or not row.text(Whose.ROW, Field.SUBJECT):
            continue
        found.append(_slot(row, found[-1] if found else None))
    return tuple(found)


def _slot(row: Row, above: ToldSlot | None) -> ToldSlot:
    faults: list[Fault] = []
    school_class = above.school_class if above else ""
    if not school_class or row.text(Whose.ROW, Field.CLASS):
        school_class, wrong = row.school_class(Whose.ROW)
        faults += wrong
    day = above.weekday if above else 0
    written = row.text(Whose.ROW, Field.DAY)
    if written or not day:
        day = _day(written)
    if not day:
        sentence = "День недели не читается. Напишите его так: понедельник."
        faults.append(row.fault(Whose.ROW, Field.DAY, sentence))
    number = _number(row.text(Whose.ROW, Field.NUMBER), _MOST_LESSONS)
    if not number:
        sentence = "Номер урока не читается. Напишите его цифрой: 3."
        faults.append(row.fault(Whose.ROW, Field.NUMBER, sentence))
    return ToldSlot(
        row.number,
        school_class,
        day,
        _number(row.text(Whose.ROW, Field.SHIFT), 3) or 1,
        number,
        row.text(Whose.ROW, Field.SUBJECT),
        group_named(row.text(Whose.ROW, Field.GROUP)),
        row.text(Whose.ROW, Field.TEACHER),
        row.text(Whose.ROW, Field.ROOM)[:LONGEST_ROOM],
        tuple(faults),
    )


def _day(written: str) -> int:
    """From 1 to 6, as a word or a number; 0 for no day of study."""
    return weekday(written) or _number(written, _DAYS)


def _number(written: str, most: int) -> int:
    """The first number of a cell («3-й урок»), 0 for none."""
    found = re.match(r"\s*(\d{1,2})(?!\d)", written)
    number = int(found[1]) if found else 0
    return number if number <= most else 0
