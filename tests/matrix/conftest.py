"""What the matrix stands on: the cast, the clock, a database with a wall taken away."""

from tests.cast import wednesday, world
from tests.matrix.walls_down import postgres_lets_everything, python_allows_everything

__all__ = [
    "postgres_lets_everything",
    "python_allows_everything",
    "wednesday",
    "world",
]
