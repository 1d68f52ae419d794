"""The region into which lists are brought."""

import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.region import homes
from tests.bench.stage import Product

_CLASSES = """
SELECT s.short_name, c.grade || c.letter FROM school_class c
JOIN school s ON s.id = c.school_id ORDER BY s.id, c.grade, c.letter
"""


@contextmanager
def standing(students: int) -> Iterator[Product]:
    """The product over a region of so many students, finished or made first."""
    say(f"Область на {students} учеников, в {homes.folder()}/import-{students}:")
    with homes.standing(students, name="import", until=homes.PEOPLE_ALONE) as product:
        yield product


def classes(product: Product) -> dict[str, list[str]]:
    """The classes («5А») of every school, by what families call it."""
    found: dict[str, list[str]] = defaultdict(list)
    with product.cluster.connect("school") as superuser:
        for school, label in superuser.execute(_CLASSES):
            found[school].append(label)
    return found


def fresh_seed(product: Product) -> int:
    """From here on families are new to the region, however often it was filled."""
    with product.cluster.connect("school") as superuser:
        (known,) = superuser.execute("SELECT count(*) FROM upload").fetchone() or (0,)
    return int(known)


def say(words: str) -> None:
    """A line at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
