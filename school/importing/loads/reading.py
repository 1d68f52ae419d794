"""A sheet of loads: each row a class, a subject, perhaps a group, and a teacher.

A cell left empty under a class or a teacher says the same as the one above: so merged
cells come.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from school.importing.columns import Field, Heading, OfOneThing, Whose
from school.importing.rows import Row
from school.importing.tables.table import Sheet
from school.importing.told import Fault
from school.people.names import tidy

_FIELDS = (
    (Field.TEACHER, r"учител|преподавател|педагог"),
    (Field.SUBJECT, r"предмет|дисциплин"),
    (Field.GROUP, r"групп"),
    (Field.LETTER, r"литер|буква"),
    (Field.CLASS, r"класс(?!н)|параллель"),
)
_FOREIGN = r"рожд|снилс|кабинет|день|урок|руководит|час"
_NEEDED = {Field.CLASS, Field.SUBJECT, Field.TEACHER}
_LONGEST_GROUP = 60


SHAPE = OfOneThing(_FIELDS, lambda found: found >= _NEEDED, _FOREIGN)


@dataclass(frozen=True, slots=True)
class ToldLoad:
    """Who teaches whom what. ``group`` is empty for the whole class; ``teacher`` as the
    table names him."""

    row: int
    school_class: str
    subject: str
    group: str
    teacher: str
    faults: tuple[Fault, ...] = ()


def read(
    sheet: Sheet,
    heading: Heading,
    *,
    today: date,
    from_1904: bool = False,
    mended: Mapping[str, str] | None = None,
) -> tuple[ToldLoad, ...]:
    """Every load under the heading, in their order."""
    found: list[ToldLoad] = []
    for number in range(heading.rows, len(sheet.rows)):
        row = Row(sheet.rows[number], number, heading, today, from_1904, mended or {})
        if not row.is_empty:
            found.append(_load(row, found[-1] if found else None))
    return tuple(found)


def _load(row: Row, above: ToldLoad | None) -> ToldLoad:
    faults: tuple[Fault, ...] = ()
    school_class = above.school_class if above else ""
    if not school_class or row.text(Whose.ROW, Field.CLASS):
        school_class, faults = row.school_class(Whose.ROW)
    subject = row.text(Whose.ROW, Field.SUBJECT)
    if not subject:
        sentence = "Предмет не указан. Впишите его, как в учебном плане."
        faults = (*faults, row.fault(Whose.ROW, Field.SUBJECT, sentence))
    teacher = row.text(Whose.ROW, Field.TEACHER) or (above.teacher if above else "")
    if not teacher:
        sentence = "Учитель не указан. Впишите ФИО."
        faults = (*faults, row.fault(Whose.ROW, Field.TEACHER, sentence))
    group = group_named(row.text(Whose.ROW, Field.GROUP))
    if len(group) > _LONGEST_GROUP:
        sentence = f"Название группы длиннее {_LONGEST_GROUP} знаков. Сократите его."
        faults = (*faults, row.fault(Whose.ROW, Field.GROUP, sentence))
    return ToldLoad(row.number, school_class, tidy(subject), group, teacher, faults)


def group_named(written: str) -> str:
    """A group's name; «весь класс» and a dash are none."""
    bare = tidy(written).strip(" -–—.")
    return "" if re.fullmatch(r"(?:весь )?класс|вся группа|нет", bare.lower()) else bare
