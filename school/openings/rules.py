"""What an opening asks for, how long it lasts and how many there may be. Pure."""

from dataclasses import dataclass
from datetime import timedelta

from school.lib.text import plain

MINUTES = 60
LASTS = timedelta(minutes=MINUTES)
A_DAY = timedelta(days=1)
MOST_A_DAY = 5
SHORTEST, LONGEST, LONGEST_NUMBER = 10, 500, 50

NO_SCHOOL = "Выберите школу из списка."
TOO_SHORT = f"Напишите причину подробнее: не меньше {SHORTEST} знаков."
TOO_LONG = f"Сократите причину: здесь помещается {LONGEST} знаков."
NO_NUMBER = "Впишите номер сообщения или письма, по которому открываете школу."
LONG_NUMBER = f"Сократите номер: здесь помещается {LONGEST_NUMBER} знаков."
RUNNING = "Одна школа уже открыта. Сначала закройте её."
ENOUGH = f"За сутки открывают не больше {MOST_A_DAY} школ. Попробуйте завтра."


@dataclass(frozen=True, slots=True)
class Why:
    """What was typed of one opening, without what nobody can see."""

    reason: str = ""
    number: str = ""

    @classmethod
    def of(cls, reason: str, number: str) -> "Why":
        """As it was typed."""
        return cls(plain(reason), plain(number))

    def wrong(self) -> dict[str, str]:
        """By field the sentence why it will not do; empty where all of it will."""
        found = {
            "reason": _length(self.reason, SHORTEST, TOO_SHORT, LONGEST, TOO_LONG),
            "number": _length(self.number, 1, NO_NUMBER, LONGEST_NUMBER, LONG_NUMBER),
        }
        return {field: sentence for field, sentence in found.items() if sentence}


def why_not(*, is_running: bool, lately: int) -> str:
    """The sentence why no other school is opened now; empty where one may be.

    ``lately`` counts the operator's openings of the last 24 hours.
    """
    if is_running:
        return RUNNING
    return ENOUGH if lately >= MOST_A_DAY else ""


def _length(text: str, least: int, short: str, most: int, long: str) -> str:
    if len(text) < least:
        return short
    return long if len(text) > most else ""
