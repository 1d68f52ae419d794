"""How much is too much: a region's four numbers, and what may be typed. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from school.lib.text import plain

# A border may be moved and not taken away: so many times the usual one.
_MOST_TIMES = 3
_DIGITS = 4

NAMES: Mapping[str, str] = {
    "cards": "Карточек за день",
    "outside": "Карточек не своего класса за час",
    "exports": "Выгрузок за час",
    "numbers": "Просмотров документов в нерабочее время за день",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one employee, the most that is nothing unusual: more than that is an alarm.

    ``cards`` different ones in a day; ``outside`` his own class within an hour;
    ``exports`` within an hour; ``numbers`` of documents looked at by night or on a day
    off, in a day. Source of the usual ones: the security reference §4.6 and §5.3. A
    class has 30 children and 60 parents: whoever mends one in a day opens fewer cards.
    """

    cards: int = 100
    outside: int = 40
    exports: int = 3
    numbers: int = 10


USUAL = Limits()


def most(name: str) -> int:
    """The highest number that a region may choose for this border."""
    usual: int = asdict(USUAL)[name]
    return usual * _MOST_TIMES


def read_limits(typed: Mapping[str, str]) -> tuple[Limits | None, dict[str, str]]:
    """What was typed, and by field the sentence why it will not do; one of the two."""
    numbers = {one.name: _number(typed.get(one.name, "")) for one in fields(Limits)}
    wrong = {
        name: f"Впишите число от 1 до {most(name)}."
        for name, number in numbers.items()
        if not 1 <= number <= most(name)
    }
    return (None, wrong) if wrong else (Limits(**numbers), {})


def _number(typed: str) -> int:
    text = plain(typed)
    is_number = text.isascii() and text.isdigit() and len(text) <= _DIGITS
    return int(text) if is_number else 0
