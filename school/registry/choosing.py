"""Choosing: what the card that stays says afterwards, field by field. Pure.

Where one card says nothing the other's word is taken; where both differ somebody
chooses. Columns are as :mod:`school.registry.belongings` has them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from school.people.names import FullName
from school.registry.belongings import Row, Values

# A field, and the columns that go together with it; the first tells it apart.
FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("last_name", "first_name", "patronymic"),
    "birth_date": ("birth_date",),
    "snils": ("snils_digest", "snils_sealed", "snils_unsound"),
    "certificate": ("certificate_digest", "certificate_sealed"),
    "phone": ("phone",),
    "email": ("email",),
    "user": ("user",),
}
_SAYS_NOTHING = {None, "", "none"}
# What a card keeps when another one stands for it: nothing that the door looks for.
GIVEN_UP: Values = {
    "merged": True,
    "registered": False,
    "user": "none",
    "snils_digest": None,
    "snils_sealed": None,
    "snils_unsound": False,
    "certificate_digest": None,
    "certificate_sealed": None,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which card's word stands in a field, and whether there is anything to choose."""

    field: str
    is_open: bool
    from_gone: bool


def choices_of(stays: Row, goes: Row, taken: Mapping[str, str]) -> list[Choice]:
    """How each field is decided; ``taken`` says «gone» where that was chosen."""
    return [_choice(name, stays, goes, taken) for name in FIELDS]


def chosen(stays: Row, goes: Row, choices: list[Choice]) -> Values:
    """What is to be written into the card that stays; only what changes there."""
    values: Values = {}
    for choice in choices:
        if choice.from_gone:
            values |= {name: goes.values[name] for name in FIELDS[choice.field]}
    for tick in ("registered", "reads_paper"):
        values[tick] = stays.values[tick] or goes.values[tick]
    return {
        name: value for name, value in values.items() if stays.values[name] != value
    }


def initials_of(values: Values) -> str:
    """«Петрова И. В.»"""
    names = (values[name] for name in FIELDS["name"])
    return FullName(*names).with_initials


def _choice(name: str, stays: Row, goes: Row, taken: Mapping[str, str]) -> Choice:
    mine, his = (_said(row, name) for row in (stays, goes))
    if mine == his or his is None:
        return Choice(name, is_open=False, from_gone=False)
    if mine is None:
        return Choice(name, is_open=False, from_gone=True)
    return Choice(name, is_open=True, from_gone=taken.get(name) == "gone")


def _said(row: Row, name: str) -> tuple[str, ...] | None:
    """What the card says in the field, None for nothing; a document by its digest."""
    columns = FIELDS[name]
    told = columns[:1] if columns[0].endswith("_digest") else columns
    values = [row.values[column] for column in told]
    return None if values[0] in _SAYS_NOTHING else tuple(map(str, values))
