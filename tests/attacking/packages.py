"""Spoilt packages, each read in a process of its own, and written where it may be."""

from random import Random

from school.academics.tests.small_school import build
from school.exchange.incoming import limits, opening
from school.exchange.incoming.opening import Opened
from school.exchange.oneroster.package import NotOpened
from school.exchange.tests.coming import archive_of
from school.exchange.tests.corpus import corpus, heavy
from school.exchange.tests.spoiling import spoilt
from school.exchange.tests.weighing import judged, weighed
from school.regions.models import School
from tests.attacking.weights import Storm


def storm(count: int, seed: int) -> Storm[Opened | NotOpened]:
    """The heaviest one, the corpus as it is, then spoilt so many times; every second
    time of a sound package: a foreign one or that of the very school."""
    small = build()
    empty = School.objects.create(
        region=small.school.region,
        municipality=small.school.municipality,
        name="МБОУ «Пустая школа»",
        short_name="Пустая школа",
    )
    done = Storm(
        weighed, lambda read: judged(read, small.school, empty), _end_of, limits.MEMORY
    )
    done.count("heavy", heavy())
    files = corpus() | {"ours": archive_of(small.school)}
    for name, content in files.items():
        done.count(name, content)
    luck = Random(seed)  # noqa: S311 - the same again
    for number in range(count):
        sound = number % 2
        name = luck.choice(["plain", "ours"] if sound else sorted(files))
        done.count(f"{number} of {name}", spoilt(luck, files[name]))
    return done


def _end_of(read: Opened | NotOpened) -> str:
    if isinstance(read, Opened):
        return "sound" if read.is_sound else "remarks"
    return "a process felled" if read == opening._TOO_MUCH else "a sentence"
