"""How consents stand on a moment, made of every word that was ever given. Pure.

Words are only added. Of one giver the last one counts; of two parents the one that
stands is enough. A consent on paper is a line of its own, ended on paper only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from school.access.consents.texts import Text, Texts
from school.access.facts import ConsentFacts, ConsentOf, ConsentState

PAPER = "paper"
# A parent is not asked by a child's sign-in more often (access.md §5, S9).
ASKED_ANEW = timedelta(days=3)
# By hand: «Запросить ещё раз».
ASKED_BY_HAND = timedelta(days=1)
_DECIDED = ("refused", "withdrawn")


@dataclass(frozen=True, slots=True)
class Word:
    """One word about one person's data: asked, given, refused, withdrawn.

    `by_oid` is the number at Госуслуги of whoever was asked or decided, None where it
    is not known. `text` is the version agreed to, empty where it is another's. A word
    on paper counts for the card `card` alone.
    """

    kind: ConsentOf
    state: ConsentState
    by_oid: int | None
    at: datetime
    channel: str
    text: str
    expires_at: datetime | None = None
    card: int | None = None

    @property
    def line(self) -> tuple[object, ...]:
        """Whose line of words it belongs to."""
        return (self.kind, self.by_oid, self.card)

    @property
    def same(self) -> tuple[object, ...]:
        """What two tellings of one word have in common."""
        return (*self.line, self.channel, self.state, self.at)


def last_words(words: Iterable[Word]) -> tuple[Word, ...]:
    """The last word of each giver."""
    found: dict[tuple[object, ...], Word] = {}
    for word in sorted(words, key=lambda each: each.at):
        found[word.line] = word
    return tuple(found.values())


def news(kept: Iterable[Word], told: Iterable[Word]) -> tuple[Word, ...]:
    """What is told that the ledger does not say already.

    A consent that goes on standing is told at every sign-in; that is no new word.
    """
    kept = tuple(kept)
    had = {word.same for word in kept}
    last = {word.line: word for word in last_words(kept)}
    return tuple(
        word
        for word in told
        if word.same not in had and not _goes_on(last.get(word.line), word)
    )


def _goes_on(before: Word | None, now: Word) -> bool:
    if before is None or {before.state, now.state} != {"given"}:
        return False
    return (before.text, before.expires_at) == (now.text, now.expires_at)


def facts(
    words: Iterable[Word], texts: Texts, at: datetime
) -> tuple[ConsentFacts, ...]:
    """The last words as the decision at the door needs them."""
    return tuple(
        ConsentFacts(word.kind, state_of(word, texts.of(word.kind), at), word.card)
        for word in last_words(words)
    )


def state_of(word: Word, text: Text, at: datetime) -> ConsentState:
    """Where a word stands now: time ends it, and so does a new text."""
    if word.state != "given":
        return word.state
    if word.expires_at is not None and word.expires_at <= at:
        return "expired"
    return "given" if word.text == text.version else "superseded"


def ends_at(
    words: Iterable[Word], kind: ConsentOf, text: Text, at: datetime
) -> datetime | None:
    """When the last consent of a kind that stands will end; None: it has no end."""
    given = [
        word.expires_at
        for word in last_words(words)
        if word.kind == kind and state_of(word, text, at) == "given"
    ]
    ends = [each for each in given if each is not None]
    return max(ends) if ends and len(ends) == len(given) else None


def is_due(words: Sequence[Word], text: Text, at: datetime) -> bool:
    """Whether a sign-in sends a request by itself: to somebody who may be asked."""
    last = last_words(words)
    if any(state_of(word, text, at) == "given" for word in last):
        return False
    return not last or not all(_is_spared(word, at) for word in last)


def spared_of(words: Iterable[Word], at: datetime) -> frozenset[int]:
    """Who is not asked by itself: asked within three days, or has said no.

    Nobody is pressed to change his no; by hand he may be asked.
    """
    return frozenset(
        word.by_oid
        for word in last_words(words)
        if word.by_oid is not None and _is_spared(word, at)
    )


def _is_spared(word: Word, at: datetime) -> bool:
    asked_lately = word.state == "asked" and at < word.at + ASKED_ANEW
    return asked_lately or word.state in _DECIDED


def may_ask_by_hand(words: Iterable[Word], at: datetime) -> bool:
    """Whether «Запросить ещё раз» is offered: a day after the last request."""
    return again_after(asked_at(words), at)


def again_after(last: datetime | None, at: datetime) -> bool:
    """The same of the time of the last request, None where there was none."""
    return last is None or last + ASKED_BY_HAND <= at


def asked_at(words: Iterable[Word]) -> datetime | None:
    """When anybody was last asked; None where nobody was."""
    return max((word.at for word in words if word.state == "asked"), default=None)
