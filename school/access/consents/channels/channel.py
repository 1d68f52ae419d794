"""What every place of consents can do."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, Protocol

from school.access.consents.standing import Word
from school.access.consents.texts import Text, Texts
from school.access.facts import ConsentOf

# What Госуслуги say, by whichever channel it reached us.
GOSUSLUGI = "gosuslugi"


class Turned(NamedTuple):
    """About whom something was decided lately, by his number at Госуслуги."""

    oid: int
    at: datetime


class Channel(Protocol):
    """Where consents are kept outside. Calls of the network: never in a transaction.

    What cannot be reached tells nothing and asks nobody; it raises nothing.
    """

    asks: bool
    """Whether a request can be sent by it at all."""

    def told(self, oid: int, texts: Texts) -> tuple[Word, ...]:
        """The last word of everybody about this person's data."""
        ...

    def ask(
        self, oid: int, kind: ConsentOf, text: Text, *, spared: Iterable[int] = ()
    ) -> tuple[Word, ...]:
        """Ask him, or every parent of his but the spared ones; who was asked."""
        ...

    def turned(self, since: datetime) -> tuple[Turned, ...] | None:
        """Whose consents changed since then, oldest first; None: it did not answer."""
        ...
