"""Spoilt files, each read in a process of its own that is weighed, and gone on with."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

_MB = 1024 * 1024
R = TypeVar("R", covariant=True)


class Weighed(Protocol[R]):
    """What a process read, and the most memory that it held, in bytes."""

    @property
    def read(self) -> R: ...

    @property
    def bytes(self) -> int: ...


T = TypeVar("T")


@dataclass
class Storm(Generic[T]):
    """How many ended how; ``troubles`` are sentences about what must not be.

    ``judged`` goes on with what was read and counts rows, ``end_of`` calls it by a
    word, ``memory`` is what no process may exceed, in bytes.
    """

    weighed: Callable[[bytes], Weighed[T]]
    judged: Callable[[T], int]
    end_of: Callable[[T], str]
    memory: int
    ended: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)
    most: int = 0
    rows: int = 0

    def count(self, name: str, content: bytes) -> None:
        """Read it, weigh the process, go on."""
        try:
            found = self.weighed(content)
            self.rows += self.judged(found.read)
        except Exception as error:  # whatever comes would be a 500
            self.troubles.append(f"{name}: {type(error).__name__}: {error!a}")
            self.ended["failed"] += 1
            return
        self.ended[self.end_of(found.read)] += 1
        self.most = max(self.most, found.bytes)
        if found.bytes > self.memory:
            self.troubles.append(f"{name}: {found.bytes // _MB} MB")

    @property
    def told(self) -> dict[str, Any]:
        """For the figures."""
        return {
            "ended": dict(self.ended),
            "rows": self.rows,
            "most_memory_mb": self.most // _MB,
        }
