"""Lists: what every kind of table that a school sends has to be able to do."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from school.importing.columns import Heading, Shape, recognise
from school.importing.lines import Line
from school.importing.tables.table import Sheet
from school.importing.verdicts import Known, Verdict


class Judged(Protocol):
    """A row of any list beside the school."""

    @property
    def verdict(self) -> Verdict:
        """What becomes of it."""


R = TypeVar("R", bound=Judged)
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Reader(Protocol[T_co]):
    """Reads the rows under a heading; see `students.reading.read`."""

    def __call__(
        self,
        sheet: Sheet,
        heading: Heading,
        *,
        today: date,
        from_1904: bool = False,
        mended: Mapping[str, str] | None = None,
    ) -> tuple[T_co, ...]: ...


class Template(NamedTuple):
    """A sheet to fill in: its name, columns that are always understood, a row that
    shows how, of nobody."""

    title: str
    head: tuple[str, ...]
    example: tuple[str, ...]


def _nobody(rows: Sequence[R]) -> tuple[Known, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Kind(Generic[R]):
    """One kind of list. ``name``: as the row of an upload has it.

    ``grid_of`` finds it where it is laid out as no list is; None: it is not.
    ``settle`` does, once a list is written, what only the school's job may do.
    ``beside`` lays a table beside a school as it stands on a day; ``line_of`` says a
    row; ``plan`` says what writing would do, nothing where it would do nothing;
    ``write`` writes what is clear of the rows into the school from a day on and counts
    it; ``said`` tells the counts; ``to_administer``: employees whom the list calls
    administrators; only somebody who has just proved who he is makes them so.
    """

    name: str
    shape: Shape
    template: Template
    beside: Callable[["Table", int, date], tuple[R, ...]]
    line_of: Callable[[R], Line]
    plan: Callable[[Sequence[R]], str]
    write: Callable[[int, date, Sequence[R]], Counter[str]]
    said: Callable[[Mapping[str, int]], str]
    to_administer: Callable[[Sequence[R]], tuple[Known, ...]] = _nobody
    grid_of: Callable[[Sheet], Heading | None] = lambda _: None
    settle: Callable[[int, date], None] = lambda _school, _on: None

    def heading_of(self, sheet: Sheet) -> Heading | None:
        """The heading by which a sheet is of this kind; None for another sheet."""
        return self.grid_of(sheet) or recognise(sheet, self.shape)


@dataclass(slots=True)
class Table:
    """The sheet that holds a list. ``mended``: by a cell's name, what to read there
    instead; ``answers``: by a person's name, whose card is his; ``unread`` are the
    names of the book's sheets that hold no list."""

    kind: Kind[Any]
    sheet: Sheet
    heading: Heading
    from_1904: bool
    mended: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()

    def told_by(self, read: Reader[T], on: date) -> tuple[T, ...]:
        """What the rows tell by a reader of this kind, mended as somebody has."""
        return read(
            self.sheet,
            self.heading,
            today=on,
            from_1904=self.from_1904,
            mended=self.mended,
        )
