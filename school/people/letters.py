"""Two texts beside each other: which of their letters differ. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Piece:
    """Some letters of a value, and whether they differ from the other side's."""

    text: str
    differs: bool


Pieces = tuple[Piece, ...]


def compared(one: str, other: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces; letters that the other has not, and those beside a gap."""
    steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    ours = tuple(_pieces(one, [(tag, a, b) for tag, a, b, _, _ in steps]))
    theirs = tuple(_pieces(other, [(tag, a, b) for tag, _, _, a, b in steps]))
    return ours, theirs


def _pieces(text: str, steps: list[tuple[str, int, int]]) -> Iterator[Piece]:
    for tag, start, end in steps:
        if end > start:
            yield Piece(text[start:end], tag != "equal")
