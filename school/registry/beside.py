"""What later contexts say of somebody on his personal card, under «Реестры и вход»."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from school.people.models import Card
from school.rights.visitor import Visitor


class Said(NamedTuple):
    """One line: «Карточка доступа» — «Выдана родителю 12 ноября»."""

    title: str
    text: str


Say = Callable[[Visitor, Card], Sequence[Said]]
"""What is said of a card to somebody who keeps it."""
_sayers: list[Say] = []


def say_on_cards(say: Say) -> None:
    """Have it said on every personal card; called from a context's ``ready``."""
    _sayers.append(say)


def said_of(visitor: Visitor, card: Card) -> tuple[Said, ...]:
    """All that is said of a card which the visitor keeps. A query of each sayer."""
    return tuple(one for say in _sayers for one in say(visitor, card))
