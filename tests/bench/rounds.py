"""Everything that is measured takes its turn in every round.

A machine that is busy for a while then spoils one round of all of them, and not one of
them in all rounds; medians do the rest.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Protocol

from tests.bench.meter import spending

_MOST = 9
_LEAST = 3
_WARM = 40


@dataclass
class Subject:
    """Something that is asked for; what one time costs, a figure for each round.

    ``ask`` does it once. ``app`` is the root of the processes that answer, ``database``
    that of PostgreSQL's, None where it has no part.
    """

    ask: Callable[[], object]
    app: int
    database: int | None
    times: int
    app_s: list[float] = field(default_factory=list)
    database_s: list[float] = field(default_factory=list)

    def warm(self) -> None:
        """Ask until everything that is kept is there."""
        for _ in range(min(self.times, _WARM)):
            self.ask()

    def measure(self) -> None:
        """One round."""
        roots = [self.app] if self.database is None else [self.app, self.database]
        with spending(*roots) as spent:
            for _ in range(self.times):
                self.ask()
        self.app_s.append(spent.seconds[0] / self.times)
        if self.database is not None:
            self.database_s.append(spent.seconds[1] / self.times)


@dataclass
class Computed:
    """Something that measures itself: ``once`` returns CPU seconds of one time."""

    once: Callable[[], float]
    database_s: list[float] = field(default_factory=list)

    def warm(self) -> None:
        """It warms itself."""

    def measure(self) -> None:
        """One round."""
        self.database_s.append(self.once())


class Turn(Protocol):
    """Whatever takes its turn in a round."""

    def warm(self) -> None:
        """Bring everything that is kept between requests to where it stays."""

    def measure(self) -> None:
        """One round."""


def play(subjects: Sequence[Turn], *, longest_s: float) -> int:
    """Warm everything up, then play rounds until there are enough or time is up.

    Returns how many rounds were played; at least three.
    """
    for subject in subjects:
        subject.warm()
    until = time.monotonic() + longest_s
    played = 0
    while played < _MOST and (played < _LEAST or time.monotonic() < until):
        for subject in subjects:
            subject.measure()
        played += 1
    return played


def ratio(over: Sequence[float], under: Sequence[float]) -> float:
    """The median of the rounds' own ratios: a slow round is slow above and below."""
    return median(one / other for one, other in zip(over, under, strict=True))
