"""Finding one's school among all of a region by the first letters of its names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from school.lib.keys import to_text
from school.regions.models import Region, School

SHOWN = 20
# So few that nobody needs to search.
FEW = 10
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Place:
    """A school as the public knows it."""

    id: int
    key: str
    name: str
    town: str

    @property
    def label(self) -> str:
        """«Школа № 12 — Заокск»."""
        return f"{self.name} — {self.town}"


@dataclass(frozen=True, slots=True)
class Found:
    """The first schools that fit, and whether there are more."""

    places: tuple[Place, ...]
    more: bool


def places_of(region: Region) -> list[Place]:
    """Every school of the region by name. One query."""
    schools = School.objects.filter(region=region).select_related("municipality")
    return [
        Place(one.pk, to_text(one.key), one.short_name, one.municipality.name)
        for one in schools.order_by("short_name", "id")
    ]


def find(places: Sequence[Place], typed: str) -> Found:
    """Schools in whose name or town each typed word begins a word.

    Without a word: all of them where they are few, else none yet.
    """
    asked = _words(typed)
    if not asked and len(places) > FEW:
        return Found((), more=False)
    fitting = [one for one in places if _fits(asked, _words(one.label))]
    return Found(tuple(fitting[:SHOWN]), more=len(fitting) > SHOWN)


def _fits(asked: Iterable[str], words: list[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in asked)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("ё", "е"))
