"""What is wrong in a package: by file, row and column, in words. Pure.

A row is counted as a spreadsheet counts it: the header is the first.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from school.exchange.oneroster import manifest
from school.exchange.oneroster.files import FIRST, Column, File, files
from school.exchange.oneroster.package import MANIFEST
from school.exchange.oneroster.remarks import MOST, Remark, lines_of

_YEAR = re.compile(r"[12][0-9]{3}", re.ASCII)
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f]")
_SHOWN = 60
_NOT_OURS = "Этот файл программа не читает: данные в нём останутся."

# The cells of a row, in the order of the file's header.
Line = list[str]


@dataclass(frozen=True, slots=True)
class Read:
    """A package as it was read: rows by files, how many of marks there are, and what
    is wrong, MOST at the most."""

    rows: dict[str, list[Line]]
    counted: dict[str, int]
    remarks: tuple[Remark, ...]


def check(package: Mapping[str, bytes]) -> Read:
    """Read the files of a package, strictly: what is doubtful is a remark."""
    modes, remarks = manifest.read(package)
    done = _Reading(package)
    for name, mode in modes.items():
        remarks += islice(done.file(files()[name], mode), MOST)
    remarks += _strangers(package)
    return Read(done.rows, done.counted, tuple(remarks[:MOST]))


def _strangers(package: Mapping[str, bytes]) -> Iterator[Remark]:
    known = {MANIFEST, *(f"{name}.csv" for name in files())}
    for name in sorted(package.keys() - known):
        yield Remark(name[:_SHOWN], "Такого файла в OneRoster 1.2 нет.")


Leads = Sequence[tuple[int, Column]]


@dataclass(slots=True)
class _Reading:
    """One reading under way: ``keys`` of the files that were read to their end.

    A key leads to the file where it stands, or to one before it in the table.
    """

    package: Mapping[str, bytes]
    rows: dict[str, list[Line]] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)
    keys: dict[str, set[str]] = field(default_factory=dict)

    def file(self, file: File, mode: str) -> Iterator[Remark]:
        """What is wrong in one file; its rows are held or counted."""
        name = f"{file.name}.csv"
        content = self.package.get(name)
        words = _not_read(file, mode, content)
        if words:
            yield Remark(name, words)
        elif content is not None and not file.columns:
            yield Remark(name, _NOT_OURS, harmless=True)
        elif content is not None:
            yield from self.table(name, file, content)

    def table(self, name: str, file: File, content: bytes) -> Iterator[Remark]:
        """The same of one that is there and is looked at."""
        lines = lines_of(content)
        header = next(lines, [])
        wrong = _header(name, file, header)
        if wrong is not None:
            yield wrong
            return
        rows = list[Line]()
        if file.is_held:
            self.rows[file.name] = rows
        yield from self.lines(name, file, len(header), lines, rows)
        own = _leads(file, lambda of: of == file.name and of in self.keys)
        for place, line in enumerate(rows, start=2):
            yield from _dangling(name, place, line, own, self.keys)

    def lines(
        self,
        name: str,
        file: File,
        width: int,
        lines: Iterable[Line | str],
        rows: list[Line],
    ) -> Iterator[Remark]:
        """The same under its header; those that are wanted go into ``rows``."""
        seen, place, leads = set[str](), 1, self.leads(file)
        for place, line in enumerate(lines, start=2):
            if isinstance(line, str):
                yield Remark(name, line)
                return
            yield from _line(file, place, line, width, seen)
            # Of any width: the rows after it keep their places.
            whole = (line + [""] * len(file.header))[: len(file.header)]
            yield from _dangling(name, place, whole, leads, self.keys)
            if file.is_held:
                rows.append(whole)
        if place == 1:
            yield Remark(name, "В файле нет строк: такой файл называют absent.", 1)
            return
        self.keys[file.name] = seen
        if not file.is_held:
            self.counted[file.name] = place - 1

    def leads(self, file: File) -> Leads:
        """Its columns of keys of other files; of one that is there and was not read
        nobody knows."""
        return _leads(
            file,
            lambda of: (
                of != file.name and (of in self.keys or f"{of}.csv" not in self.package)
            ),
        )


def _leads(file: File, wanted: Callable[[str], bool]) -> Leads:
    columns = enumerate(file.columns, start=len(FIRST))
    return [(at, one) for at, one in columns if one.kind == "key" and wanted(one.of)]


def _not_read(file: File, mode: str, content: bytes | None) -> str:
    """Why a file is not read at all; empty also for one that is rightly absent."""
    if mode == "absent":
        there = content is not None
        return "Файл есть, а в manifest.csv написано absent." if there else ""
    if content is None:
        return f"Файла нет, а в manifest.csv написано {mode}."
    if mode == "delta":
        return "Изменения (delta) не читаются: нужен весь файл, bulk."
    return ""


def _header(name: str, file: File, line: Line | str) -> Remark | None:
    """Columns of one's own may stand to the right, as «metadata.…»."""
    if isinstance(line, str):
        return Remark(name, line)
    wanted = file.header
    for place, column in enumerate(wanted):
        if place >= len(line):
            return Remark(name, f"Нет столбца {column}.", 1, column)
        if line[place] != column:
            words = f"Столбец {place + 1} — «{line[place][:_SHOWN]}», а должен быть"
            return Remark(name, f"{words} {column}.", 1, column)
    for column in line[len(wanted) :]:
        if not column.startswith("metadata."):
            return Remark(name, f"Лишний столбец «{column[:_SHOWN]}».", 1, column)
    return None


def _line(
    file: File, place: int, line: Line, width: int, seen: set[str]
) -> Iterator[Remark]:
    if len(line) == width:
        yield from _row(file, place, line, seen)
    else:
        words = f"Столбцов {len(line)}, а в заголовке {width}."
        yield Remark(f"{file.name}.csv", words, place)
    seen.update(line[:1])


def _row(
    file: File, place: int, line: Line, seen: AbstractSet[str]
) -> Iterator[Remark]:
    name, key = f"{file.name}.csv", line[0]
    if not key:
        yield Remark(name, "Нет ключа строки.", place, "sourcedId")
    elif key in seen:
        yield Remark(name, f"Ключ «{key[:_SHOWN]}» уже был.", place, "sourcedId")
    for column, value in zip(FIRST[1:], line[1:], strict=False):
        if value:
            yield Remark(name, "При bulk здесь должно быть пусто.", place, column)
    for told, value in zip(file.columns, line[len(FIRST) :], strict=False):
        if value:
            words = _wrong(told, value)
        else:
            words = "Не заполнено." if told.required else ""
        if words:
            yield Remark(name, words, place, told.name)


def _wrong(column: Column, value: str) -> str:
    """What is wrong with a value that is there; empty: nothing."""
    shown = f"«{value[:_SHOWN]}»"
    if _UNSEEN.search(value):
        return "Внутри ячейки — перевод строки или другой невидимый знак."
    if column.kind == "date" and not _is_date(value):
        return f"{shown} — не дата: нужна вида 2026-09-01."
    if column.kind == "year" and not _YEAR.fullmatch(value):
        return f"{shown} — не год: нужен вида 2027."
    if column.kind == "number" and not _NUMBER.fullmatch(value):
        return f"{shown} — не число: нужно вида 4.5."
    if column.kind == "flag" and value not in ("true", "false"):
        return f"{shown}: нужно true или false."
    if column.kind == "choice" and not _is_choice(column, value):
        return f"{shown}: нужно одно из {', '.join(column.choices)}."
    return ""


def _is_choice(column: Column, value: str) -> bool:
    own = value.startswith("ext:") and value != "ext:"
    return own or value in column.choices


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return _DATE.fullmatch(value) is not None


def _dangling(
    name: str,
    place: int,
    line: Line,
    leads: Leads,
    keys: Mapping[str, AbstractSet[str]],
) -> Iterator[Remark]:
    """Keys that lead to no row of the package."""
    for at, column in leads:
        value = line[at]
        for key in (value.split(",") if column.many else [value]) if value else ():
            if key.strip() not in keys.get(column.of, frozenset()):
                words = f"Ключа «{key[:_SHOWN]}» нет в {column.of}.csv."
                yield Remark(name, words, place, column.name)
