"""What the matrix stands on: the cast, the clock, a database with a wall taken away."""

import pytest

from school.access import throttling
from tests.cast import wednesday, world
from tests.matrix.walls_down import postgres_lets_everything, python_allows_everything

__all__ = [
    "postgres_lets_everything",
    "python_allows_everything",
    "wednesday",
    "world",
]


@pytest.fixture(autouse=True)
def _nobody_is_slowed_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody here knocks from one network, far more often than people do."""
    monkeypatch.setattr(throttling, "RULES", ())
