"""The standard's table of files: which columns, in which order, and what in them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FIRST = ("sourcedId", "status", "dateLastModified")
# Marks are checked like everything else, and stay where they are: no row is held.
MARKS = ("categories", "lineItems", "results")
_TABLE = Path(__file__).with_name("files.toml")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file.

    ``kind`` is date, year, flag, number, choice, text, or key (the ``sourcedId`` of a
    row of the file ``of``; ``many``: several of them, separated by commas).
    """

    name: str
    required: bool
    kind: str
    choices: tuple[str, ...] = ()
    of: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A file of a package; one without ``columns`` is known by its name alone."""

    name: str
    columns: tuple[Column, ...]

    @property
    def is_held(self) -> bool:
        """Whether its rows are wanted when they have been checked."""
        return bool(self.columns) and self.name not in MARKS

    @property
    def header(self) -> tuple[str, ...]:
        """All column names in the one right order."""
        return (*FIRST, *(column.name for column in self.columns))


@cache
def files() -> dict[str, File]:
    """All files by their names without «.csv», in the table's order."""
    table = tomllib.loads(_TABLE.read_text())
    return {
        name: File(name, tuple(_column(text) for text in told.get("columns", ())))
        for name, told in table.items()
    }


def _column(text: str) -> Column:
    name, _, kind = text.partition(" ")
    required, name = name.endswith("!"), name.removesuffix("!")
    if kind.startswith(">"):
        return Column(
            name, required, "key", of=kind.lstrip(">"), many=kind.startswith(">>")
        )
    if "|" in kind:
        return Column(name, required, "choice", tuple(kind.split("|")))
    return Column(name, required, kind or "text")
