"""Which card of the school is the invited person's already. Pure.

One with his СНИЛС is his. One with his ФИО and birth date is his where it has no СНИЛС
or one with a mistake, or where it is linked to this child: then the number in it was a
typo, which is what an invitation mends. Two such cards are for the administrator.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from school.access.invited import Person
from school.people.names import FullName, same_name

TWICE = (
    "В школе две карточки, похожие на этого человека. Сначала администратор объединяет"
    " их, потом подтвердите."
)
OTHER_DATE = (
    "В школе уже есть карточка с этим СНИЛС, но дата рождения в ней другая. Сверьте"
    " документ, исправьте карточку и подтвердите снова."
)


@dataclass(frozen=True, slots=True)
class Ours:
    """A guardian's card of the school that may be his; ``snils`` is empty for none.

    ``is_sound``: its control number fits. ``is_linked``: to this very child, today.
    """

    card: int
    name: FullName
    birth_date: date
    snils: str
    is_sound: bool
    is_linked: bool


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why nobody may be joined nor made."""

    sentence: str


def his_card(person: Person, around: Sequence[Ours]) -> int | Unclear | None:
    """The id of the card that is his, None where a new one is to be made."""
    with_number = [one for one in around if one.snils == person.snils]
    if len(with_number) > 1:
        return Unclear(TWICE)
    if with_number:
        (one,) = with_number
        return one.card if one.birth_date == person.birth_date else Unclear(OTHER_DATE)
    alike = [one for one in around if _may_be(one, person)]
    if len(alike) > 1:
        return Unclear(TWICE)
    return alike[0].card if alike else None


def _may_be(one: Ours, person: Person) -> bool:
    is_namesake = one.birth_date == person.birth_date and same_name(
        one.name, person.name
    )
    return is_namesake and (one.is_linked or not one.snils or not one.is_sound)
