"""What the page of an upload shows: how many of what, and one kind of rows."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from school.importing.lines import Line
from school.importing.lists import Judged
from school.importing.verdicts import Verdict

R = TypeVar("R", bound=Judged)
PER_PAGE = 50
# What needs a human comes first; where nothing does, what is new.
_ORDER = (
    *(Verdict.WRONG, Verdict.DOUBTFUL, Verdict.CREATE, Verdict.CHANGE),
    Verdict.SAME,
)
TITLES = {
    Verdict.WRONG: "С ошибками",
    Verdict.DOUBTFUL: "Сомнительные",
    Verdict.CREATE: "Новые",
    Verdict.CHANGE: "Изменятся",
    Verdict.SAME: "Без изменений",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One kind of rows, fifty of them."""

    counts: tuple[tuple[Verdict, str, int], ...]
    shown: Verdict
    lines: tuple[Line, ...]
    page: int
    pages: int


def page_of(
    rows: Sequence[R], line_of: Callable[[R], Line], asked: str, number: int
) -> Page:
    """The rows of a kind; of the one that needs most where none was asked for."""
    counts = Counter(row.verdict for row in rows)
    present = [verdict for verdict in _ORDER if counts[verdict]]
    shown = next(
        (each for each in present if each == asked),
        present[0] if present else Verdict.SAME,
    )
    chosen = [row for row in rows if row.verdict is shown]
    pages = max(1, -(-len(chosen) // PER_PAGE))
    number = min(max(number, 1), pages)
    lines = chosen[(number - 1) * PER_PAGE : number * PER_PAGE]
    return Page(
        tuple((each, TITLES[each], counts[each]) for each in present),
        shown,
        tuple(line_of(row) for row in lines),
        number,
        pages,
    )
