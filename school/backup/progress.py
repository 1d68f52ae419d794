"""A long copying says how far it is: a line now and then."""

import time
from collections.abc import Callable

Say = Callable[[str], None]

_PAUSE_S = 5.0
_KILO = 1000


class Pace:
    """Says what it is asked to, but not more often than a person reads."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._last = time.monotonic()

    def tell(self, sentence: Callable[[], str]) -> None:
        """Say the sentence when the last one was long enough ago."""
        now = time.monotonic()
        if now - self._last >= _PAUSE_S:
            self._last = now
            self._say(sentence())


def amount(size: float) -> str:
    """Bytes for a reader: «12,3 МБ»."""
    for unit in ("Б", "КБ", "МБ"):
        if size < _KILO:
            return f"{size:.1f} {unit}".replace(".", ",").replace(",0 ", " ")
        size /= _KILO
    return f"{size:.1f} ГБ".replace(".", ",")


def number(count: int) -> str:
    """A count for a reader: «1 234 567»."""
    return f"{count:_}".replace("_", " ")
