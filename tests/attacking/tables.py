"""Spoilt tables, each read in a process of its own and walked to a page's words."""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from school.importing.tables import apart, limits
from school.importing.tables.table import Book
from school.importing.tests.corpus import corpus, heavy
from school.importing.tests.spoiling import spoiled
from school.importing.tests.weighing import Weighed, judged, weighed

_MB = 1024 * 1024


@dataclass
class Storm:
    """How many ended how; ``troubles`` are sentences about what must not be."""

    ended: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)
    most: int = 0
    rows: int = 0

    def count(self, name: str, content: bytes) -> None:
        """Read it, weigh the process, go on to the page."""
        try:
            found = weighed(content)
            self.rows += judged(found.read)
        except Exception as error:  # whatever comes would be a 500
            self.troubles.append(f"{name}: {type(error).__name__}: {error!a}")
            self.ended["failed"] += 1
            return
        self.ended[_end_of(found)] += 1
        self.most = max(self.most, found.bytes)
        if found.bytes > limits.MEMORY:
            self.troubles.append(f"{name}: {found.bytes // _MB} MB")


def storm(count: int, seed: int) -> Storm:
    """The heaviest file once, then the corpus spoilt so many times."""
    luck, files, done = Random(seed), corpus(), Storm()  # noqa: S311 - the same again
    done.count("heavy", heavy())
    for number in range(count):
        name = luck.choice(sorted(files))
        done.count(f"{number} of {name}", spoiled(luck, files[name]))
    return done


def _end_of(found: Weighed) -> str:
    if isinstance(found.read, Book):
        return "a table"
    return "a process felled" if found.read == apart._TOO_MUCH else "a sentence"
