"""A fault of a package, and the table of one of its files."""

import csv
import io
from dataclasses import dataclass


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


def lines_of(content: bytes) -> list[list[str]] | str:
    """The cells of a file by rows, or the sentence why it cannot be read. Pure."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        return f"Файл должен быть в UTF-8; в строке {row} — другая кодировка."
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        return "Файл — не CSV: где-то не закрыты кавычки или ячейка слишком длинная."
