"""Weighted averages of marks, exact: fractions until somebody reads them.

The average is Σ(mark·weight) / Σweight (reference rule: shared arithmetic is exact and
never float; a popular page's own example is wrong in the second decimal).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

Number = int | Decimal | Fraction


@dataclass(frozen=True)
class Weighed:
    """One mark that has a number, with its weight; weight 0 does not count."""

    value: Fraction
    weight: Fraction

    @classmethod
    def of(cls, value: Number, weight: Number = 1) -> "Weighed":
        """From whole numbers, decimals or fractions; a float or a weight < 0 raises."""
        mark, share = _exact(value), _exact(weight)
        if share < 0:
            raise ValueError("a weight is not negative")
        return cls(mark, share)


def average(marks: Iterable[Weighed]) -> Fraction | None:
    """The exact weighted average; None when no mark counts."""
    total, weights = Fraction(0), Fraction(0)
    for mark in marks:
        total += mark.value * mark.weight
        weights += mark.weight
    return total / weights if weights else None


def weighted(marks: Iterable[tuple[Number, Number]]) -> Fraction | None:
    """The same of plain pairs (mark, weight)."""
    return average(Weighed.of(value, weight) for value, weight in marks)


def shown(value: Fraction | None, places: int = 2) -> str:
    """«4,37»: a comma, so many decimals, half up; empty when there is no average."""
    if value is None:
        return ""
    return str(_rounded(value, places)).replace(".", ",")


def _rounded(value: Fraction, places: int) -> Decimal:
    """Half up on the exact fraction: Decimal's own division would round before."""
    scaled = value * 10**places
    whole = Decimal(
        (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    )
    return whole.scaleb(-places).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _exact(number: Number) -> Fraction:
    if isinstance(number, float | bool):
        raise TypeError("marks and weights are exact numbers, never floats")
    return Fraction(number)
