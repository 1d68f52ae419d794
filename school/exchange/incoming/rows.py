"""Rows of a package by the names of their columns, and what is left out of them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from school.exchange.incoming.told import Thing, Wrong
from school.exchange.oneroster.checking import Line
from school.exchange.oneroster.files import files
from school.exchange.oneroster.remarks import Remark

_FIRST_ROW = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``number`` as a spreadsheet counts it."""

    file: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @property
    def key(self) -> str:
        """Its ``sourcedId``."""
        return self.cells["sourcedId"]

    def day(self, column: str) -> date | None:
        """A date that the checker has passed; None for an empty cell."""
        text = self.cells[column]
        return date.fromisoformat(text) if text else None

    def many(self, column: str) -> list[str]:
        """The keys of a cell that holds several."""
        return [one.strip() for one in self.cells[column].split(",") if one.strip()]

    def remark(self, column: str, sentence: str) -> Remark:
        """What is wrong with its cell."""
        return Remark(f"{self.file}.csv", sentence, self.number, column)


@dataclass(frozen=True, slots=True)
class Sheets:
    """The files of a sound package, and what was left out while they were read."""

    lines: Mapping[str, Sequence[Line]]
    wrong: list[Wrong] = field(default_factory=list)
    others: Counter[tuple[str, str]] = field(default_factory=Counter)

    def rows(self, file: str) -> Iterator[Row]:
        """The rows of a file in their order; none of one that is absent."""
        header = files()[file].header
        for number, line in enumerate(self.lines.get(file, ()), start=_FIRST_ROW):
            yield Row(file, number, dict(zip(header, line, strict=False)))

    def refuse(self, thing: Thing, row: Row, column: str, sentence: str) -> None:
        """Leave out something of this school that cannot be understood."""
        self.wrong.append(Wrong(thing, row.remark(column, sentence)))

    def hang(self, thing: Thing) -> None:
        """Leave out what hangs on something that was refused."""
        self.wrong.append(Wrong(thing))

    def pass_by(self, row: Row, why: str) -> None:
        """A row that is not for this school, counted by the reason."""
        self.others[row.file, why] += 1

    def passed_by(self) -> tuple[Remark, ...]:
        """One harmless remark for each reason."""
        return tuple(
            Remark(f"{file}.csv", f"{why} Таких строк: {count}.", harmless=True)
            for (file, why), count in self.others.items()
        )
