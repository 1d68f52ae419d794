"""Which column holds what: known by its words, in any order, under one heading or two.

The words are those that programs for schools put over their exports, and those that
secretaries type themselves.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from school.importing.tables.table import Cell, Sheet
from school.people.names import tidy

# Titles, dates and the school's name stand above a heading.
_HIGHEST = 30
_LONGEST_HEADING = 80


class Field(StrEnum):
    """What a cell says of a person."""

    FULL_NAME = "full_name"
    LAST_NAME = "last_name"
    FIRST_NAME = "first_name"
    PATRONYMIC = "patronymic"
    BIRTH_DATE = "birth_date"
    SNILS = "snils"
    CERTIFICATE = "certificate"
    CLASS = "class"
    LETTER = "letter"
    PHONE = "phone"
    EMAIL = "email"
    KINSHIP = "kinship"
    POSITION = "position"
    LEADS = "leads"
    ROLE = "role"
    SUBJECT = "subject"
    GROUP = "group"
    TEACHER = "teacher"
    DAY = "day"
    NUMBER = "number"
    ROOM = "room"
    SHIFT = "shift"


class Whose(StrEnum):
    """Of whom a column speaks: the student, or one of his guardians; or a second and a
    third child of the same parents.

    In lists of employees and of lessons a row speaks of one thing alone.
    """

    ROW = "row"
    SECOND_CHILD = "child2"
    THIRD_CHILD = "child3"
    STUDENT = "student"
    MOTHER = "mother"
    FATHER = "father"
    GUARDIAN = "guardian"
    SECOND = "second"


CHILDREN = (Whose.STUDENT, Whose.SECOND_CHILD, Whose.THIRD_CHILD)


@dataclass(frozen=True, slots=True)
class Column:
    """One column that is read: its place from 0, whose it is, what it says."""

    place: int
    whose: Whose
    field: Field


@dataclass(frozen=True, slots=True)
class Heading:
    """A recognised heading: ``rows`` of the sheet down to it are not people.

    ``ignored`` are the words over columns that are not read, in their order.
    """

    rows: int
    columns: tuple[Column, ...]
    ignored: tuple[str, ...]

    def place(self, whose: Whose, field: Field) -> int | None:
        """Where it stands, None where there is no such column."""
        return next(
            (
                each.place
                for each in self.columns
                if (each.whose, each.field) == (whose, field)
            ),
            None,
        )

    @property
    def guardians(self) -> tuple[Whose, ...]:
        """Whose columns there are beside the student's, as the enumeration goes."""
        found = {each.whose for each in self.columns}
        return tuple(each for each in Whose if each in found.difference(CHILDREN))


_FIELDS = (
    # The order matters: a certificate «о рождении» is no birth date.
    (Field.SNILS, r"снилс|страхов\w* (?:номер|свидетельств)"),
    (Field.CERTIFICATE, r"свидетельств|св-во|документ"),
    (Field.BIRTH_DATE, r"рожд|д\. ?р\b|^др$"),
    (Field.PHONE, r"\bтел\b|телеф|\bмоб|сотов"),
    (Field.EMAIL, r"почт|e-?mail|эл\. ?адрес"),
    (Field.KINSHIP, r"родств|кем приходится|кем явля|отношени|статус представ"),
    (Field.FULL_NAME, r"\bф\.? ?и\.? ?о\b|фамили\w+[ ,]+и?мя|имя[ ,]+отчеств"),
    (Field.PATRONYMIC, r"отчеств"),
    (Field.LAST_NAME, r"фамили"),
    (Field.FIRST_NAME, r"\bимя\b|\bимена\b"),
    (Field.LETTER, r"литер|буква|^класс: ?буква"),
    (Field.CLASS, r"класс(?!н)|параллель|подразделени"),
)
_FIELD = tuple((field, re.compile(words)) for field, words in _FIELDS)
# A bare «Мать» over one column means her name.
_BARE = re.compile(
    r"^[а-я ]*(?:мать|мама|отец|папа|ученик|обучающийся|воспитанник)\w*$"
)
_CHILD = (
    r"{word}\w* ребен|ребен\w*\W{{0,3}}{number}(?!\d| ?класс)|\b{number}\W{{0,3}}ребен"
)
_WHOSE = (
    (Whose.SECOND_CHILD, _CHILD.format(word="втор", number=2)),
    (Whose.THIRD_CHILD, _CHILD.format(word="трет", number=3)),
    (
        Whose.SECOND,
        r"(?:представител|родител)\w*.{0,3}2|2.{0,3}(?:представ|родител)|втор",
    ),
    (Whose.MOTHER, r"\bмат(?:ь|ери)\b|\bмам[аы]\b"),
    (Whose.FATHER, r"\bот(?:ец|ца)\b|\bпап[аы]\b"),
    (Whose.GUARDIAN, r"родител|представител|опекун|попечител|законн"),
)
_WHOSE_WORDS = tuple((whose, re.compile(words)) for whose, words in _WHOSE)
# Nothing that is about somebody else, or about the paper itself.
_FOREIGN = re.compile(
    r"учител|руководител|гражданств|пол\b|адрес прож|адрес рег|место рожд|№ ?п/?п|"
    r"кем выдан|когда выдан|дата выдачи|работ|должност|групп\w* здоров|инвалид"
)


class Shape(Protocol):
    """A kind of list, as its heading shows it."""

    def known(self, words: str) -> tuple[Whose, Field] | None:
        """What the words over a column mean here; None: it is not read."""

    def serves(self, columns: Sequence[Column]) -> bool:
        """Whether a heading of these columns makes such a list."""


def recognise(sheet: Sheet, shape: Shape) -> Heading | None:
    """The heading that reads most of the sheet as such a list; None for no list."""
    rows = range(min(_HIGHEST, len(sheet.rows)))
    found = (_heading(sheet.rows, row, shape) for row in rows)
    useful = [each for each in found if each is not None]
    return max(useful, key=lambda each: len(each.columns), default=None)


def _heading(rows: Sequence[Sequence[Cell]], row: int, shape: Shape) -> Heading | None:
    """The heading with this lowest row; the row above may name groups of columns."""
    above = _spread(rows[row - 1], rows[row]) if row else None
    alone = _columns([_words(cell) for cell in rows[row]], shape)
    both = _columns(_together(above, rows[row]), shape) if above else None
    best = both if both and len(both[0]) > len(alone[0]) else alone
    columns, ignored = best
    return Heading(row + 1, columns, ignored) if shape.serves(columns) else None


def _spread(above: Sequence[Cell], below: Sequence[Cell]) -> list[str]:
    """A merged heading stands in its first cell: it goes for all columns under it."""
    spread: list[str] = []
    for over, under in zip(above, below, strict=True):
        words = _words(over)
        last = spread[-1] if spread and under is not None else ""
        spread.append(words or last)
    return spread


def _together(above: list[str], row: Sequence[Cell]) -> list[str]:
    return [
        f"{over}: {_words(cell)}" if over and cell is not None else over or _words(cell)
        for over, cell in zip(above, row, strict=True)
    ]


def _columns(
    headings: list[str], shape: Shape
) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    found: dict[tuple[Whose, Field], Column] = {}
    ignored = []
    for place, words in enumerate(headings):
        known = shape.known(words)
        if known is not None and known not in found:
            found[known] = Column(place, *known)
        elif words and words not in ignored:
            ignored.append(words)
    return tuple(found.values()), tuple(ignored)


class _Students:
    """Students with their guardians: a student has a name and a birth date."""

    def known(self, words: str) -> tuple[Whose, Field] | None:
        """Of whom and what."""
        lowered = lower(words)
        if not lowered or _FOREIGN.search(lowered):
            return None
        whose = next(
            (each for each, sign in _WHOSE_WORDS if sign.search(lowered)), Whose.STUDENT
        )
        field = next((each for each, sign in _FIELD if sign.search(lowered)), None)
        if field is None and _BARE.match(lowered):
            field = Field.FULL_NAME
        return None if field is None else (whose, field)

    def serves(self, columns: Sequence[Column]) -> bool:
        """Name and birth date of the student."""
        fields = {each.field for each in columns if each.whose is Whose.STUDENT}
        return has_name(fields) and Field.BIRTH_DATE in fields


STUDENTS: Shape = _Students()


class OfOneThing:
    """A list each row of which speaks of one thing: every column is the row's own.

    ``signs`` are fields with the words that name them, the first that fits wins;
    columns with ``foreign`` words are not read; ``enough`` says whether such fields
    make a list.
    """

    def __init__(
        self,
        signs: Iterable[tuple[Field, str]],
        enough: Callable[[AbstractSet[Field]], bool],
        foreign: str = "(?!)",
    ) -> None:
        self._signs = [(field, re.compile(words)) for field, words in signs]
        self._enough, self._foreign = enough, re.compile(foreign)

    def known(self, words: str) -> tuple[Whose, Field] | None:
        """What the column says of the thing."""
        lowered = lower(words)
        if self._foreign.search(lowered):
            return None
        field = next((each for each, sign in self._signs if sign.search(lowered)), None)
        return None if field is None else (Whose.ROW, field)

    def serves(self, columns: Sequence[Column]) -> bool:
        """Whether such a list stands under these columns."""
        return self._enough({each.field for each in columns})


def has_name(fields: AbstractSet[Field]) -> bool:
    """Whether these columns name a person."""
    return Field.FULL_NAME in fields or {Field.LAST_NAME, Field.FIRST_NAME} <= fields


def lower(words: str) -> str:
    """The words of a heading as they are compared; empty for what is none."""
    short = words if len(words) <= _LONGEST_HEADING else ""
    return short.lower().replace("ё", "е")


def _words(cell: Cell) -> str:
    return tidy(cell).strip(" :.*") if isinstance(cell, str) else ""
