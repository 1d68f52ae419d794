"""Numbers as Russian readers write them: decimal comma, a real minus."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Final

Number = int | float | Decimal | Fraction

_MINUS: Final = "\u2212"


def decimal(value: Number | None, places: int = 2) -> str:
    """Return the number with a comma, half rounded up: 4,37. Nothing is «—»."""
    if value is None:
        return "—"
    rounded = _exact(value, places)
    return f"{rounded:f}".replace("-", _MINUS).replace(".", ",")


def signed(value: Number, places: int = 2) -> str:
    """Return the number with its sign always said: +0,12, −0,04."""
    shown = decimal(value, places)
    return shown if shown.startswith(_MINUS) else f"+{shown}"


def _exact(value: Number, places: int) -> Decimal:
    """Round half away from zero at this many places, without a binary detour."""
    step = Decimal(1).scaleb(-places)
    if isinstance(value, Fraction):
        scaled = abs(value) * 10**places
        whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        signed_whole = whole if value >= 0 else -whole
        return Decimal(signed_whole).scaleb(-places)
    rounded = Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "decimal": decimal,
    "signed": signed,
}
