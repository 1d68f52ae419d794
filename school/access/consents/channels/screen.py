"""No register: Госуслуги ask on their own screen before they send a person back."""

from collections.abc import Iterable
from datetime import datetime

from school.access.consents.channels.channel import GOSUSLUGI, Turned
from school.access.consents.standing import Word
from school.access.consents.texts import Text, Texts
from school.access.facts import ConsentOf
from school.lib import clock


class Screen:
    """Whoever comes back with his data has agreed to give it a moment ago.

    A parent's word about a child cannot be seen from here: it is brought on paper.
    """

    asks = False

    def told(self, oid: int, texts: Texts) -> tuple[Word, ...]:
        """His own consent, given just now."""
        now = clock.now()
        return (Word("own", "given", oid, now, GOSUSLUGI, texts.own.version),)

    def ask(
        self, oid: int, kind: ConsentOf, text: Text, *, spared: Iterable[int] = ()
    ) -> tuple[Word, ...]:
        """Nobody can be asked."""
        return ()

    def turned(self, since: datetime) -> tuple[Turned, ...] | None:
        """Nothing is heard of until the person comes."""
        return ()
