"""What was found, as a table for people and as JSON for programs."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One measurement. ``goal`` is the most that the ratio may be, or, where there is
    no ratio, the most that the value may be; ``baseline`` is in the value's unit."""

    name: str
    value: float
    unit: str
    baseline: float | None = None
    ratio: float | None = None
    goal: float | None = None

    @property
    def verdict(self) -> str:
        """«ok» or «over»; nothing where there is no goal."""
        if self.goal is None:
            return ""
        found = self.value if self.ratio is None else self.ratio
        return "ok" if found <= self.goal else "over"


_HEADS = ("name", "value", "unit", "baseline", "ratio", "goal", "")


def table(figures: Sequence[Figure]) -> str:
    """The figures in columns, names to the left and numbers to the right."""
    rows = [_HEADS, *(_row(figure) for figure in figures)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(_HEADS))]
    return "\n".join(_line(row, widths) for row in rows)


def write(figures: Sequence[Figure], file: Path) -> None:
    """Write them as ``[{"name","value","unit","baseline","ratio","goal"}]``."""
    file.parent.mkdir(parents=True, exist_ok=True)
    listed = [
        {
            name: round(found, 4) if isinstance(found, float) else found
            for name, found in asdict(figure).items()
        }
        for figure in figures
    ]
    file.write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _row(figure: Figure) -> tuple[str, ...]:
    numbers = (figure.value, figure.baseline, figure.ratio, figure.goal)
    value, baseline, ratio, goal = (_number(one) for one in numbers)
    return figure.name, value, figure.unit, baseline, ratio, goal, figure.verdict


def _number(found: float | None) -> str:
    if found is None:
        return "—"
    if found == int(found):
        return str(int(found))
    return f"{found:.0f}" if found >= 1000 else f"{found:.2f}"


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    cells = [
        cell.ljust(width) if place in (0, 2, 6) else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
