"""A value that a person typed and we cannot read: a sentence, not an exception."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Unreadable:
    """What is wrong and what to do, in one Russian sentence."""

    sentence: str
