"""Spoilt tables, each read in a process of its own and walked to a page's words."""

from random import Random

from school.importing.tables import apart, limits
from school.importing.tables.table import Book, Refused
from school.importing.tests.corpus import corpus, heavy
from school.importing.tests.spoiling import spoiled
from school.importing.tests.weighing import judged, weighed
from tests.attacking.weights import Storm


def storm(count: int, seed: int) -> Storm[Book | Refused]:
    """The heaviest file once, then the corpus spoilt so many times."""
    luck, files = Random(seed), corpus()  # noqa: S311 - the same again
    done = Storm(weighed, judged, _end_of, limits.MEMORY)
    done.count("heavy", heavy())
    for number in range(count):
        name = luck.choice(sorted(files))
        done.count(f"{number} of {name}", spoiled(luck, files[name]))
    return done


def _end_of(read: Book | Refused) -> str:
    if isinstance(read, Book):
        return "a table"
    return "a process felled" if read == apart._TOO_MUCH else "a sentence"
