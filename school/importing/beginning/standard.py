"""What a school begins with where it has said nothing of its own.

Files beside this one, each with its version and sources; a school mends what is offered
before it takes it.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

_FOLDER: Final = Path(__file__).parent / "standard"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Named days, half-open; ``source`` is the file's key of where they are from.

    ``offices``: the region's offices are closed too. With a ``grade`` they are days of
    that grade alone. ``number`` counts periods.
    """

    name: str
    since: date
    until: date
    source: str = ""
    number: int = 0
    offices: bool = False
    grade: int | None = None

    @property
    def last(self) -> date:
        """Its last day, as people say when it ends."""
        return self.until - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.since <= day < self.until


@dataclass(frozen=True, slots=True)
class Ring:
    """The n-th lesson's bells of a shift."""

    number: int
    starts: time
    ends: time
    shift: int = 1


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work, how a cell calls it, what its marks weigh in the average."""

    name: str
    short_name: str
    weight: str


@cache
def table(name: str) -> dict[str, Any]:
    """One file as it stands."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


def periods() -> tuple[Stretch, ...]:
    """The periods of the year of the files."""
    return tuple(Stretch(**row) for row in table("calendar")["period"])


def holidays() -> tuple[Stretch, ...]:
    """Its days without lessons."""
    return tuple(Stretch(**row) for row in table("calendar")["holiday"])


def year() -> int:
    """The school year of the files."""
    return int(table("calendar")["year"])


def rings() -> tuple[Ring, ...]:
    """The bells of both shifts."""
    return tuple(Ring(**row) for row in table("bells")["bell"])


def works() -> tuple[Work, ...]:
    """The kinds of work, in the order of the menu."""
    return tuple(Work(**row) for row in table("works")["work"])


@cache
def subjects() -> dict[str, bool]:
    """The subjects of the state's programmes; whether marks are given of each."""
    read = table("subjects")
    return dict.fromkeys(read["subjects"], True) | dict.fromkeys(
        read["ungraded"], False
    )
