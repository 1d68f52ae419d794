"""One cell as a machine with one moving part, and a judge of what clients saw of it.

A cell holds a revision and a value. Each answer must be the one that this machine
would give if all requests had come one after another, in an order in which none
stands before another that was answered before it was sent (linearizability).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class State(NamedTuple):
    """What stands in the cell; revision 0 is a cell where nothing ever was."""

    revision: int
    value: str | None


class Put(NamedTuple):
    """A wanted value on top of the revision that was seen."""

    value: str | None
    base: int


class Answer(NamedTuple):
    """What was said: whether it is saved, and what stands in the cell."""

    saved: bool
    state: State


@dataclass(frozen=True)
class Seen:
    """One request as its client saw it: when it was sent and answered."""

    sent: float
    answered: float
    put: Put
    answer: Answer


def step(state: State, put: Put) -> tuple[State, Answer]:
    """What the cell becomes, and what is said, when requests come one by one."""
    then = state
    if put.base == state.revision and put.value != state.value:
        then = State(state.revision + 1, put.value)
    there = then.revision > 0
    saved = there and then.value == put.value and then.revision - put.base in {0, 1}
    return then, Answer(saved, then)


def is_one_after_another(begin: State, seen: Sequence[Seen], end: State) -> bool:
    """Whether some order of the requests explains all answers and the end."""
    tried: set[tuple[frozenset[int], State]] = set()

    def go_on(left: frozenset[int], state: State) -> bool:
        if not left:
            return state == end
        if (left, state) in tried:
            return False
        tried.add((left, state))
        first_answer = min(seen[number].answered for number in left)
        for number in left:
            if seen[number].sent > first_answer:
                continue  # somebody was answered before this one was even sent
            then, answer = step(state, seen[number].put)
            if answer == seen[number].answer and go_on(left - {number}, then):
                return True
        return False

    return go_on(frozenset(range(len(seen))), begin)
