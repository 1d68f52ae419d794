"""What was said about the people of a school's cards, as the school itself reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from school.access.consents import standing
from school.access.consents.representing import counted
from school.access.consents.standing import PAPER, Word
from school.access.consents.texts import Text
from school.access.facts import ConsentOf, ConsentState
from school.lib.postgres.queries import Query

_ON_CARDS = Query(__file__, "on_cards")


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A word that was written down from a paper; ``at`` is the midnight of its day."""

    kind: ConsentOf
    state: ConsentState
    at: datetime
    text: str
    form: str
    file_number: str


@dataclass(frozen=True, slots=True)
class OnCard:
    """The words about one card's person that count, and of them those on paper.

    Both with the first said first.
    """

    words: tuple[Word, ...] = ()
    papers: tuple[OnPaper, ...] = ()

    def given(self, kind: ConsentOf, text: Text, at: datetime) -> tuple[Word, ...]:
        """The consents of one kind that stand, the first given first."""
        last = sorted(standing.last_words(self.words), key=attrgetter("at"))
        return tuple(
            word
            for word in last
            if word.kind == kind and standing.state_of(word, text, at) == "given"
        )

    def last_paper(self, kind: ConsentOf | None = None) -> OnPaper | None:
        """The last word on paper, of this kind or of either; None without one."""
        found = [one for one in self.papers if kind in (None, one.kind)]
        return found[-1] if found else None


def read(school: int, cards: Sequence[int], on: date) -> dict[int, OnCard]:
    """What was said of each of these cards of one school; a card without a word too.

    One query, behind the walls, as somebody of the school's staff.
    """
    rows = _ON_CARDS.rows({"school": school, "cards": list(cards), "day": on})
    said = {
        card: _on_card(tuple(each))
        for card, each in groupby(rows, attrgetter("card_id"))
    }
    return {card: said.get(card, OnCard()) for card in cards}


def _on_card(rows: Sequence[Any]) -> OnCard:
    restricted, oids = rows[0].restricted, rows[0].oids
    representatives = frozenset[int](oids or ()) if restricted else None
    return OnCard(
        counted(tuple(map(_word, rows)), representatives),
        tuple(map(_on_paper, [row for row in rows if row.channel == PAPER])),
    )


def _on_paper(row: Any) -> OnPaper:  # noqa: ANN401 - a row of on_cards.sql
    return OnPaper(
        kind=row.kind,
        state=row.state,
        at=row.decided_at,
        text=row.text_version,
        form=row.form,
        file_number=row.file_number,
    )


def _word(row: Any) -> Word:  # noqa: ANN401 - likewise
    return Word(
        kind=row.kind,
        state=row.state,
        by_oid=row.by_oid,
        at=row.decided_at,
        channel=row.channel,
        text=row.text_version,
        expires_at=row.expires_at,
        card=row.card_id if row.channel == PAPER else None,
    )
