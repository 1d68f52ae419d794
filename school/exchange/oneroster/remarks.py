"""A fault of a package, and the rows of one of its files."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

# So many are told of a package: whoever reads them has enough to mend.
MOST = 1000


@dataclass(frozen=True, slots=True)
class Remark:
    """One fault; ``row`` 0 is the whole file, an empty ``column`` the whole row.

    A row is counted as a spreadsheet counts it: the header is the first. ``harmless``:
    nothing has to be mended, it is said so that nobody is surprised.
    """

    file: str
    sentence: str
    row: int = 0
    column: str = ""
    harmless: bool = False

    @property
    def line(self) -> str:
        """The remark on one line: «users.csv, строка 17, familyName: …»."""
        place = f", строка {self.row}" if self.row else ""
        place += f", {self.column}" if self.column else ""
        return f"{self.file}{place}: {self.sentence}"


def lines_of(content: bytes) -> Iterator[list[str] | str]:
    """The cells of a file row by row; where it cannot be read on, the sentence why."""
    text = io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline="")
    try:
        yield from csv.reader(text, strict=True)
    except UnicodeDecodeError:
        row = next(_of_another_code(content))
        yield f"Файл должен быть в UTF-8; в строке {row} — другая кодировка."
    except csv.Error:
        yield "Файл — не CSV: где-то не закрыты кавычки или ячейка слишком длинная."


def _of_another_code(content: bytes) -> Iterator[int]:
    for row, line in enumerate(io.BytesIO(content), start=1):
        try:
            line.decode()
        except UnicodeDecodeError:
            yield row
