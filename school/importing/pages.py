"""What the page of an upload shows: how many of what, and one kind of rows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from school.importing.columns import Field, Whose
from school.importing.comparing import question
from school.importing.students import cell_name
from school.importing.told import Fault
from school.importing.verdicts import Difference, Guardian, Person, Row, Verdict
from school.people.letters import Pieces, compared
from school.people.models import Kinship

PER_PAGE = 50
# What needs a human comes first; where nothing does, what is new.
_ORDER = (
    *(Verdict.WRONG, Verdict.DOUBTFUL, Verdict.CREATE, Verdict.CHANGE),
    Verdict.SAME,
)
TITLES = {
    Verdict.WRONG: "С ошибками",
    Verdict.DOUBTFUL: "Сомнительные",
    Verdict.CREATE: "Новые",
    Verdict.CHANGE: "Изменятся",
    Verdict.SAME: "Без изменений",
}
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
}
_WHOSE = {
    Whose.STUDENT: "",
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
}


@dataclass(frozen=True, slots=True)
class Mend:
    """A cell to be written anew: the field's name and label, what it begins with."""

    name: str
    label: str
    sentence: str
    value: str


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
    """A row of the table on the page; ``number`` as the spreadsheet counts."""

    number: int
    name: str
    school_class: str
    words: tuple[str, ...]
    mends: tuple[Mend, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One kind of rows, fifty of them."""

    counts: tuple[tuple[Verdict, str, int], ...]
    shown: Verdict
    lines: tuple[Line, ...]
    page: int
    pages: int


def page_of(rows: Sequence[Row], asked: str, number: int) -> Page:
    """The rows of a kind; of the one that needs most where none was asked for."""
    counts = Counter(row.verdict for row in rows)
    present = [verdict for verdict in _ORDER if counts[verdict]]
    shown = next(
        (each for each in present if each == asked),
        present[0] if present else Verdict.SAME,
    )
    chosen = [row for row in rows if row.verdict is shown]
    pages = max(1, -(-len(chosen) // PER_PAGE))
    number = min(max(number, 1), pages)
    lines = chosen[(number - 1) * PER_PAGE : number * PER_PAGE]
    return Page(
        tuple((each, TITLES[each], counts[each]) for each in present),
        shown,
        tuple(line_of(row) for row in lines),
        number,
        pages,
    )


def line_of(row: Row) -> Line:
    """A row in words, with what may be mended and answered in it."""
    faults = (*row.faults, *(one for each in row.guardians for one in each.told.faults))
    person = row.person
    asked = [(Whose.STUDENT, row.told.row, person)]
    asked += [(each.told.whose, each.told.row, each.person) for each in row.guardians]
    doubts = [
        _doubt(number, whose, one)
        for whose, number, one in asked
        if one is not None and one.candidates and one.why
    ]
    return Line(
        row.told.row + 1,
        person.told.name.full if person else row.told.named,
        row.told.school_class,
        tuple(_words(row)),
        tuple(_mend(fault) for fault in faults),
        tuple(doubts),
    )


def remark_of(row: Row) -> str:
    """What became, or will become, of a row, on one line of a file."""
    line = line_of(row)
    told = [f"{mend.label}: {mend.sentence}" for mend in line.mends]
    told += [f"{doubt.about}: {doubt.why}" for doubt in line.doubts if not doubt.is_new]
    told += line.words
    return " ".join(told) or "Без изменений."


def _words(row: Row) -> Iterable[str]:
    """What will happen to the row's people, sentence by sentence."""
    person = row.person
    if person is not None and person.verdict is Verdict.CREATE:
        yield "Новая карточка ученика."
    if person is not None and person.differences:
        yield f"Изменится: {listed(person.differences)}."
    for each in row.guardians:
        yield from _of_guardian(each)


def _of_guardian(guardian: Guardian) -> Iterable[str]:
    person = guardian.person
    if person is None or person.verdict is Verdict.DOUBTFUL:
        return
    kind = Kinship.Kind(guardian.told.kind)
    who = f"{_KINDS[kind]}: {person.told.name.full}"
    if guardian.note:
        yield f"{who}. {guardian.note}"
    elif person.verdict is Verdict.CREATE:
        yield f"{who} — новая карточка и связь."
    else:
        if person.differences:
            yield f"{who} — изменится: {listed(person.differences)}."
        if not guardian.linked:
            yield f"{who} — новая связь."


def listed(differences: Iterable[Difference]) -> str:
    """«ФИО Абрамова Алина → Новикова Алина, телефон пусто → +7…»."""
    return ", ".join(
        f"{_PARTS[each.part]} {each.was or 'пусто'} → {each.becomes}"
        for each in differences
    )


_KINDS = {
    Kinship.Kind.MOTHER: "мать",
    Kinship.Kind.FATHER: "отец",
    Kinship.Kind.GUARDIAN: "опекун",
    Kinship.Kind.TRUSTEE: "попечитель",
    Kinship.Kind.FOSTER_PARENT: "приёмный родитель",
    Kinship.Kind.ORGANISATION: "организация",
}


def _mend(fault: Fault) -> Mend:
    label = " ".join(filter(None, (_FIELDS[fault.field], _WHOSE[fault.whose])))
    return Mend(
        f"cell.{cell_name(fault.row, fault.whose, fault.field)}",
        label,
        fault.sentence,
        fault.instead or fault.stands,
    )


def _doubt(number: int, whose: Whose, person: Person) -> Doubt:
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
