"""A sheet of employees: rows read into people with a position and a class to lead.

Whoever stands in several rows, a position in each, is one employee.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from school.importing.columns import Field, Heading, OfOneThing, Whose, has_name
from school.importing.rows import NAMES, Row, class_named
from school.importing.tables.table import Sheet
from school.importing.told import Fault, Told

_FIELDS = (
    (Field.SNILS, r"снилс|страхов\w* (?:номер|свидетельств)"),
    (Field.BIRTH_DATE, r"рожд|д\. ?р\b|^др$"),
    (Field.LEADS, r"кл\w*\.? ?рук|классн\w* руковод"),
    (Field.POSITION, r"должност"),
    (Field.ROLE, r"^рол[ьи]\b|права доступа|полномочи"),
    (Field.PHONE, r"\bтел\b|телеф|\bмоб|сотов"),
    (Field.EMAIL, r"почт|e-?mail|эл\. ?адрес"),
    (Field.FULL_NAME, r"\bф\.? ?и\.? ?о\b|фамили\w+[ ,]+и?мя|^сотрудник|^работник"),
    (Field.PATRONYMIC, r"отчеств"),
    (Field.LAST_NAME, r"фамили"),
    (Field.FIRST_NAME, r"\bимя\b"),
)
_FOREIGN = r"родител|мат(?:ь|ери)|от(?:ец|ца)|ученик|обучающ|место рожд|кем выдан|прежн"
_LONGEST_POSITION = 100
_BETWEEN_CLASSES = re.compile(r"[,;]|\sи\s")


SHAPE = OfOneThing(
    _FIELDS, lambda found: has_name(found) and Field.POSITION in found, _FOREIGN
)


@dataclass(frozen=True, slots=True)
class ToldEmployee:
    """An employee, his positions in one text, the classes («5А») he is to lead; or the
    faults for which he is not. ``named``: as his row calls him; ``role``: what he is to
    be in the journal, in the list's words."""

    row: int
    named: str
    person: Told | None
    position: str
    leads: tuple[str, ...]
    role: str = ""
    faults: tuple[Fault, ...] = ()

    @property
    def administers(self) -> bool:
        """Whether the list calls him an administrator."""
        return "администратор" in self.role.lower()


def read(
    sheet: Sheet,
    heading: Heading,
    *,
    today: date,
    from_1904: bool = False,
    mended: Mapping[str, str] | None = None,
) -> tuple[ToldEmployee, ...]:
    """Everybody under the heading, each once, in their order."""
    found: list[ToldEmployee] = []
    namesakes: dict[object, list[int]] = defaultdict(list)
    for number in range(heading.rows, len(sheet.rows)):
        row = Row(sheet.rows[number], number, heading, today, from_1904, mended or {})
        if row.is_empty:
            continue
        one = _employee(row)
        known = namesakes[one.person and (one.person.birth_date, one.person.name.key)]
        same = next((at for at in known if _is_one(found[at], one)), None)
        if same is None:
            known.append(len(found))
            found.append(one)
        else:
            found[same] = _together(found[same], one)
    return tuple(found)


def _employee(row: Row) -> ToldEmployee:
    person, faults = row.person(Whose.ROW)
    position = row.text(Whose.ROW, Field.POSITION)
    if not position:
        sentence = "Должность не указана. Впишите её: учитель."
        faults = (*faults, row.fault(Whose.ROW, Field.POSITION, sentence))
    if len(position) > _LONGEST_POSITION:
        sentence = f"Должность длиннее {_LONGEST_POSITION} знаков. Сократите её."
        faults = (*faults, row.fault(Whose.ROW, Field.POSITION, sentence))
    leads, wrong = _leads(row)
    faults = (*faults, *wrong)
    named = " ".join(filter(None, (row.text(Whose.ROW, each) for each in NAMES)))
    role = row.text(Whose.ROW, Field.ROLE)[:_LONGEST_POSITION]
    return ToldEmployee(
        row.number, named, None if faults else person, position, leads, role, faults
    )


def _leads(row: Row) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
    written = row.text(Whose.ROW, Field.LEADS)
    parts = [part.strip() for part in _BETWEEN_CLASSES.split(written)]
    named = {part: class_named(part) for part in parts if part.strip(" -–—")}
    wrong = next((part for part, name in named.items() if not name), "")
    if not wrong:
        return tuple(dict.fromkeys(named.values())), ()
    sentence = f"«{wrong[:40]}» — не класс. Напишите так: 5А, 6Б."
    return (), (row.fault(Whose.ROW, Field.LEADS, sentence),)


def _is_one(first: ToldEmployee, second: ToldEmployee) -> bool:
    one, other = first.person, second.person
    return one is not None and other is not None and one.is_one_with(other)


def _together(first: ToldEmployee, second: ToldEmployee) -> ToldEmployee:
    positions = dict.fromkeys((*first.position.split(", "), second.position))
    return replace(
        first,
        position=", ".join(positions)[:_LONGEST_POSITION],
        leads=tuple(dict.fromkeys((*first.leads, *second.leads))),
        role=", ".join(dict.fromkeys(filter(None, (first.role, second.role)))),
    )
