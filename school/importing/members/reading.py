"""A sheet of members: each row a class, a subject, a group and a student.

A cell left empty under a class, a subject or a group says the same as the one above.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from school.importing.columns import Field, Heading, OfOneThing, Whose, has_name
from school.importing.loads.reading import group_named
from school.importing.rows import NAMES, Row
from school.importing.tables.table import Sheet
from school.importing.told import Fault
from school.people.names import FullName

_FIELDS = (
    (Field.BIRTH_DATE, r"рожд|д\. ?р\b"),
    (Field.SUBJECT, r"предмет|дисциплин"),
    (Field.GROUP, r"групп"),
    (Field.PATRONYMIC, r"отчеств"),
    (Field.FIRST_NAME, r"\bимя\b"),
    (Field.FULL_NAME, r"\bф\.? ?и\.? ?о\b|учени|обучающ|учащ|фамили\w+[ ,]+и?мя"),
    (Field.LAST_NAME, r"фамили"),
    (Field.LETTER, r"литер|буква"),
    (Field.CLASS, r"класс(?!н)|параллель"),
)
_FOREIGN = r"учител|преподават|родител|мат(?:ь|ери)|от(?:ец|ца)|№ ?п/?п"
_NEEDED = {Field.CLASS, Field.SUBJECT, Field.GROUP}

SHAPE = OfOneThing(
    _FIELDS, lambda found: found >= _NEEDED and has_name(found), _FOREIGN
)


@dataclass(frozen=True, slots=True)
class ToldMember:
    """A student's place in a part of his class; ``birth_date`` where the table has one,
    ``named`` as his row calls him."""

    row: int
    named: str
    name: FullName | None
    birth_date: date | None
    school_class: str
    subject: str
    group: str
    faults: tuple[Fault, ...] = ()


def read(
    sheet: Sheet,
    heading: Heading,
    *,
    today: date,
    from_1904: bool = False,
    mended: Mapping[str, str] | None = None,
) -> tuple[ToldMember, ...]:
    """Every member under the heading, in their order."""
    found: list[ToldMember] = []
    for number in range(heading.rows, len(sheet.rows)):
        row = Row(sheet.rows[number], number, heading, today, from_1904, mended or {})
        if any(row.text(Whose.ROW, each) for each in NAMES):
            found.append(_member(row, found[-1] if found else None))
    return tuple(found)


def _member(row: Row, above: ToldMember | None) -> ToldMember:
    faults: list[Fault] = []
    name = row.name(Whose.ROW, faults)
    born = None
    if row.text(Whose.ROW, Field.BIRTH_DATE):
        born = row.value(Whose.ROW, Field.BIRTH_DATE, row.born, faults)
    school_class = above.school_class if above else ""
    if not school_class or row.text(Whose.ROW, Field.CLASS):
        school_class, wrong = row.school_class(Whose.ROW)
        faults += wrong
    subject = row.text(Whose.ROW, Field.SUBJECT) or (above.subject if above else "")
    group = group_named(row.text(Whose.ROW, Field.GROUP))
    group = group or (above.group if above else "")
    for field, written, sentence in (
        (Field.SUBJECT, subject, "Предмет не указан. Впишите его, как в плане."),
        (
            Field.GROUP,
            group,
            "Группа не указана. Всему классу список не нужен.",
        ),
    ):
        if not written:
            faults.append(row.fault(Whose.ROW, field, sentence))
    named = " ".join(filter(None, (row.text(Whose.ROW, each) for each in NAMES)))
    return ToldMember(
        row.number, named, name, born, school_class, subject, group, tuple(faults)
    )
