"""Lines: a row of a list as a page and the file of remarks show it."""

from collections.abc import Iterable
from dataclasses import dataclass

from school.importing.columns import Field, Whose
from school.importing.comparing import question
from school.importing.rows import cell_name
from school.importing.told import Fault, Offer
from school.importing.verdicts import Difference, Person, Verdict
from school.people.letters import Pieces, compared

_FIELDS = {
    Field.FULL_NAME: "ФИО",
    Field.LAST_NAME: "Фамилия",
    Field.FIRST_NAME: "Имя",
    Field.PATRONYMIC: "Отчество",
    Field.BIRTH_DATE: "Дата рождения",
    Field.SNILS: "СНИЛС",
    Field.CERTIFICATE: "Свидетельство о рождении",
    Field.CLASS: "Класс",
    Field.LETTER: "Литера",
    Field.PHONE: "Телефон",
    Field.EMAIL: "Почта",
    Field.KINSHIP: "Кем приходится",
    Field.POSITION: "Должность",
    Field.LEADS: "Классное руководство",
    Field.ROLE: "Роль",
    Field.SUBJECT: "Предмет",
    Field.GROUP: "Группа",
    Field.TEACHER: "Учитель",
    Field.DAY: "День",
    Field.NUMBER: "Урок",
    Field.ROOM: "Кабинет",
    Field.SHIFT: "Смена",
}
_WHOSE = {
    Whose.ROW: "",
    Whose.STUDENT: "",
    Whose.SECOND_CHILD: "второго ребёнка",
    Whose.THIRD_CHILD: "третьего ребёнка",
    Whose.MOTHER: "матери",
    Whose.FATHER: "отца",
    Whose.GUARDIAN: "родителя",
    Whose.SECOND: "второго родителя",
}
_PARTS = {
    "name": "ФИО",
    "birth_date": "дата рождения",
    "snils": "СНИЛС",
    "certificate": "свидетельство",
    "phone": "телефон",
    "email": "почта",
    "class": "класс",
    "position": "должность",
}


@dataclass(frozen=True, slots=True)
class Mend:
    """A cell to be written anew: the field's name and label, what it begins with;
    ``offer``: what may be agreed to instead."""

    name: str
    label: str
    sentence: str
    value: str
    offer: Offer | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that may be his, letter by letter beside the table."""

    key: str
    chosen: bool
    name: str
    ours: Pieces
    theirs: Pieces
    born: tuple[Pieces, Pieces]
    school_class: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question about one person. ``is_new``: somebody has said that he is new."""

    name: str
    about: str
    why: str
    candidates: tuple[Candidate, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table on the page, or a cell of a grid; ``number`` and ``cell`` as
    the spreadsheet counts: 9 and «D9»."""

    number: int
    name: str
    school_class: str
    words: tuple[str, ...]
    mends: tuple[Mend, ...]
    doubts: tuple[Doubt, ...]
    cell: str = ""


def remark_of(line: Line) -> str:
    """What became, or will become, of a row, on one line of a file.

    Of a cell of a grid only what is wrong: its row has as many lines as classes.
    """
    told = [f"{mend.label}: {mend.sentence}" for mend in line.mends]
    if line.cell:
        where = " ".join(filter(None, (line.cell, line.school_class)))
        return f"{where}. {' '.join(told)}" if told else ""
    told += [f"{doubt.about}: {doubt.why}" for doubt in line.doubts if not doubt.is_new]
    told += line.words
    return " ".join(told) or "Без изменений."


def listed(differences: Iterable[Difference]) -> str:
    """«телефон пусто → +7 …, класс 4А → 5А»."""
    return ", ".join(
        f"{_PARTS[each.part]} {each.was or 'пусто'} → {each.becomes}"
        for each in differences
    )


def mend_of(fault: Fault) -> Mend:
    """The cell that is to be written anew."""
    whose = _WHOSE[fault.whose] if isinstance(fault.whose, Whose) else ""
    label = " ".join(filter(None, (_FIELDS[fault.field], whose)))
    return Mend(
        f"cell.{cell_name(fault.row, fault.whose, fault.field)}",
        label,
        fault.sentence,
        fault.instead or fault.stands,
        fault.offer,
    )


def doubt_of(number: int, whose: str, person: Person) -> Doubt:
    """The question whose card a person's is."""
    told = person.told
    return Doubt(
        f"who.{question(number, whose)}",
        told.name.full,
        person.why,
        tuple(
            Candidate(
                card.key,
                person.card is not None and person.card.pk == card.pk,
                card.name.full,
                *compared(told.name.full, card.name.full),
                born=compared(
                    f"{told.birth_date:%d.%m.%Y}", f"{card.birth_date:%d.%m.%Y}"
                ),
                school_class=card.school_class,
            )
            for card in person.candidates
        ),
        person.answered and person.verdict is Verdict.CREATE,
    )
