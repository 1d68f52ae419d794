"""A card beside what Госуслуги gave: which letters differ, and whether the card may be
made like it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from school.access.said import Said
from school.lib.dates import numeric
from school.people import names, snils
from school.people.letters import Piece, compared
from school.people.names import FullName
from school.people.unreadable import Unreadable
from school.registry.correcting import Correction

_DATE = (
    "Дата рождения разная, поэтому заменить отсюда нельзя: это может быть другой"
    " человек. Сверьте документ и исправьте саму карточку."
)
_NOBODY = (
    "Ни СНИЛС, ни ФИО не совпали, поэтому заменить отсюда нельзя: похоже, это другой"
    " человек."
)
_SAME = "Карточка уже совпадает с Госуслугами: заменять нечего."
_TAKEN = (
    "Такой СНИЛС уже есть в другой карточке школы. Сначала администратор разбирается"
    " с ней."
)
_NOT_SEEN = "Отметьте «Документ видел(а)»: без документа карточку не исправляют."
_LATIN = "В карточке есть латинские буквы, похожие на русские."
_NO_PARTS = (
    "Непонятно, где в ФИО с Госуслуг фамилия, а где имя. Исправьте саму карточку."
)


@dataclass(frozen=True, slots=True)
class Ours:
    """What stands in the card; ``snils`` is 11 digits, empty for none.

    ``taken``: another card of the same kind in the school has the СНИЛС of Госуслуги.
    """

    name: FullName
    birth_date: date
    snils: str
    taken: bool = False


@dataclass(frozen=True, slots=True)
class NotReplaced:
    """Why the card stays as it is."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Row:
    """One value on both sides; ``told`` says in words how they differ, or that not.

    ``note`` is what nobody sees by looking at the letters; mostly empty.
    """

    name: str
    ours: tuple[Piece, ...]
    theirs: tuple[Piece, ...]
    told: str
    note: str = ""

    @property
    def differs(self) -> bool:
        """Whether the two values are not the same."""
        return any(piece.differs for piece in (*self.ours, *self.theirs))


def same_person(ours: Ours, said: Said) -> bool:
    """Whether the card may be the sender's: СНИЛС equal, or ФИО and birth date."""
    if _same_snils(ours, said):
        return True
    return ours.birth_date == said.birth_date and _same_name(ours, said)


def may_replace(ours: Ours, said: Said, *, seen: bool) -> Correction | NotReplaced:
    """What is to be written into the card, or why nothing is.

    The birth date must be equal, and СНИЛС or ФИО; ``seen``: the document was seen.
    """
    if ours.birth_date != said.birth_date:
        return NotReplaced(_DATE)
    same_snils, same_name = _same_snils(ours, said), _same_name(ours, said)
    if not same_snils and not same_name:
        return NotReplaced(_NOBODY)
    if same_name and (same_snils or not said.snils):
        return NotReplaced(_SAME)
    if not same_snils and ours.taken:
        return NotReplaced(_TAKEN)
    name = None if same_name else names.split(said.full_name)
    if isinstance(name, Unreadable):
        return NotReplaced(_NO_PARTS)
    if not seen:
        return NotReplaced(_NOT_SEEN)
    return Correction(name=name, snils=None if same_snils else said.snils)


def beside(ours: Ours, said: Said) -> tuple[Row, ...]:
    """ФИО, birth date and СНИЛС side by side, what differs marked."""
    full, theirs = ours.name.full, names.tidy(said.full_name)
    if _same_name(ours, said):
        name = _equal("ФИО", full, theirs)
    else:
        name = _told("ФИО", *compared(full, theirs), full, theirs)
        if names.lookalikes(full):
            name = replace(name, note=_LATIN)
    mine, its = numeric(ours.birth_date), numeric(said.birth_date)
    if mine == its:
        born = _equal("Дата рождения", mine, its)
    else:
        born = _told("Дата рождения", *_digits(mine, its), mine, its)
    return name, born, _numbers(ours.snils, said.snils)


def _numbers(ours: str, theirs: str) -> Row:
    """Of СНИЛС only the digits that differ; the end of one that stands alone."""
    if ours == theirs:
        shown = snils.masked(ours) if ours else "нет"
        return _equal("СНИЛС", shown, shown)
    if not ours or not theirs:
        mine, its = (snils.masked(each) if each else "нет" for each in (ours, theirs))
        return _told("СНИЛС", _whole(mine), _whole(its), mine, its)
    shown_ours = _hidden(ours, theirs)
    shown_theirs = _hidden(theirs, ours)
    places = [
        str(place)
        for place, (one, other) in enumerate(zip(ours, theirs, strict=True), start=1)
        if one != other
    ]
    told = f"Отличаются цифры на местах: {', '.join(places)}."
    return Row("СНИЛС", *_digits(shown_ours, shown_theirs), told)


def _hidden(digits: str, other: str) -> str:
    kept = (one if one != two else "*" for one, two in zip(digits, other, strict=True))
    return snils.shown("".join(kept))


def _equal(name: str, ours: str, theirs: str) -> Row:
    return Row(name, (Piece(ours, False),), (Piece(theirs, False),), "Совпадает.")


def _told(
    name: str,
    ours: tuple[Piece, ...],
    theirs: tuple[Piece, ...],
    mine: str,
    its: str,
) -> Row:
    told = f"Отличается: в карточке «{mine}», на Госуслугах «{its}»."
    return Row(name, ours, theirs, told)


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, True),)


def _digits(one: str, other: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Two texts of one length, compared place by place."""
    differ = [a != b for a, b in zip(one, other, strict=True)]
    return tuple(_runs(one, differ)), tuple(_runs(other, differ))


def _runs(text: str, differ: list[bool]) -> Iterator[Piece]:
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or differ[end] != differ[start]:
            yield Piece(text[start:end], differ[start])
            start = end


def _same_snils(ours: Ours, said: Said) -> bool:
    return bool(said.snils) and ours.snils == said.snils


def _same_name(ours: Ours, said: Said) -> bool:
    return names.normalise(ours.name.full) == names.normalise(said.full_name)
