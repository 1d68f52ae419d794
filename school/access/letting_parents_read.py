"""Letting parents read: the switch of a student who is eighteen, or will be soon."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from school.access.facts import Profile
from school.people.letting_read import Word, put_word, word_of
from school.people.models import Card
from school.people.parents_reading import asked_from
from school.rights.deed import deed
from school.rights.table import Action
from school.rights.visitor import Role, Visitor
from school.walls.actor import job_of
from school.walls.behind import behind

_NAMES = {None: "none", True: "yes", False: "no"}


@dataclass(frozen=True, slots=True)
class TooEarly:
    """Nothing is written: the switch becomes the student's own on that day."""

    until: date


def let_parents_read(
    by: Visitor, *, allowed: bool, at: datetime
) -> Word | TooEarly | None:
    """Say whether one's parents read, on all one's cards; None for who is no student.

    Each card is a deed of its own, because a card is a school's, and the trail keeps
    both values. What is said already is said once.
    """
    cards = own_cards(by)
    opens = max((asked_from(card.birth_date) for card in cards), default=by.today)
    if by.today < opens:
        return TooEarly(opens)
    for card in cards:
        with deed(by, Action.LET_PARENTS_READ, card) as act:
            before = word_of(card)
            former = None if before is None else before.allowed
            if former is allowed:
                act.touched(())
                continue
            put_word(Word(allowed, at), school=card.school_id, student=card.pk)
            act.about(f"parents_read:{_NAMES[former]}->{_NAMES[allowed]}")
    return last_word(cards)


def carry_to_new_cards(profiles: Iterable[Profile], tied: Container[int]) -> None:
    """Put a student's last word on a card that he comes in with for the first time.

    ``tied`` are the cards that were his before. A job of each school does it: the new
    card may be in a school that has never heard of him. Opens the walls itself.
    """
    own = [one for one in profiles if one.kind == "student"]
    if len(own) < 2 or all(one.card_id in tied for one in own):
        return
    words = []
    for one in own:
        with behind(job_of(one.school_id, name="sign-in")):
            card = Card.objects.get(pk=one.card_id, school=one.school_id)
            words.append(word_of(card))
    last = _last(words)
    for one, word in zip(own, words, strict=True):
        if last is not None and word != last:
            with behind(job_of(one.school_id, name="sign-in")):
                put_word(last, school=one.school_id, student=one.card_id)


def own_cards(visitor: Visitor) -> list[Card]:
    """The student's own cards, in the order of the schools; none of anybody else."""
    return [
        Card.objects.get(pk=one.student, school=one.school) for one in visitor.himself
    ]


def last_word(cards: Iterable[Card]) -> Word | None:
    """The last thing that was said on any of the cards."""
    return _last(word_of(card) for card in cards)


def roles_towards_card(visitor: Visitor, card: Card) -> frozenset[Role]:
    """What the visitor is to a student's card: himself, or a parent who reads."""
    return frozenset(
        one.role
        for one in visitor.followed
        if (one.school, one.student) == (card.school_id, card.pk)
    )


def _last(words: Iterable[Word | None]) -> Word | None:
    said = [word for word in words if word is not None]
    return max(said, key=lambda word: word.said_at, default=None)
