"""What is wrong in a package: by file, row and column, in words. Pure.

A row is counted as a spreadsheet counts it: the header is the first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from school.exchange.oneroster import manifest
from school.exchange.oneroster.files import FIRST, Column, File, files
from school.exchange.oneroster.package import MANIFEST
from school.exchange.oneroster.remarks import Remark, lines_of

MOST = 1000
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
    """A package as it was read: rows by files, and what is wrong, MOST at the most."""

    rows: dict[str, list[Line]]
    remarks: tuple[Remark, ...]


def check(package: dict[str, bytes]) -> Read:
    """Read the files of a package, strictly: what is doubtful is a remark."""
    modes, remarks = manifest.read(package)
    rows = dict[str, list[Line]]()
    for name, mode in modes.items():
        found = _file(files()[name], mode, package.get(f"{name}.csv"), rows)
        remarks += islice(found, MOST)
    remarks += _strangers(package)
    unread = {name for name in modes if name not in rows and f"{name}.csv" in package}
    remarks += islice(_dangling(rows, unread), MOST)
    return Read(rows, tuple(remarks[:MOST]))


def _strangers(package: dict[str, bytes]) -> Iterator[Remark]:
    known = {MANIFEST, *(f"{name}.csv" for name in files())}
    for name in sorted(package.keys() - known):
        yield Remark(name[:_SHOWN], "Такого файла в OneRoster 1.2 нет.")


def _file(
    file: File, mode: str, content: bytes | None, rows: dict[str, list[Line]]
) -> Iterator[Remark]:
    """What is wrong in one file; its rows go into ``rows``."""
    name = f"{file.name}.csv"
    words = _not_read(file, mode, content)
    if words:
        yield Remark(name, words)
    elif content is not None and not file.columns:
        yield Remark(name, _NOT_OURS, harmless=True)
    if words or content is None or not file.columns:
        return
    lines = lines_of(content)
    if isinstance(lines, str):
        yield Remark(name, lines)
        return
    wrong = _header(name, file, lines)
    if wrong is not None:
        yield wrong
        return
    rows[file.name] = kept = []
    seen, width = set[str](), len(lines[0])
    for place, line in enumerate(lines[1:], start=2):
        if len(line) == width:
            yield from _row(file, place, line, seen)
        else:
            words = f"Столбцов {len(line)}, а в заголовке {width}."
            yield Remark(name, words, place)
        # Of any width: the rows after it keep their places.
        kept.append(line + [""] * (width - len(line)))


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


def _header(name: str, file: File, lines: list[list[str]]) -> Remark | None:
    """Columns of one's own may stand to the right, as «metadata.…»."""
    header = tuple(lines[0]) if lines else ()
    wanted = file.header
    for place, column in enumerate(wanted):
        if place >= len(header):
            return Remark(name, f"Нет столбца {column}.", 1, column)
        if header[place] != column:
            words = f"Столбец {place + 1} — «{header[place][:_SHOWN]}», а должен быть"
            return Remark(name, f"{words} {column}.", 1, column)
    for column in header[len(wanted) :]:
        if not column.startswith("metadata."):
            return Remark(name, f"Лишний столбец «{column[:_SHOWN]}».", 1, column)
    if len(lines) == 1:
        return Remark(name, "В файле нет строк: такой файл называют absent.")
    return None


def _row(file: File, place: int, line: Line, seen: set[str]) -> Iterator[Remark]:
    name, key = f"{file.name}.csv", line[0]
    if not key:
        yield Remark(name, "Нет ключа строки.", place, "sourcedId")
    elif key in seen:
        yield Remark(name, f"Ключ «{key[:_SHOWN]}» уже был.", place, "sourcedId")
    seen.add(key)
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


def _dangling(rows: dict[str, list[Line]], unread: set[str]) -> Iterator[Remark]:
    """Keys that lead to no row of the package; of a file that was not read nobody
    knows."""
    keys = {name: {line[0] for line in found} for name, found in rows.items()}
    for name, found in rows.items():
        columns = enumerate(files()[name].columns, start=len(FIRST))
        leads = [
            (at, one)
            for at, one in columns
            if one.kind == "key" and one.of not in unread
        ]
        for place, line in enumerate(found, start=2):
            for at, column in leads:
                yield from _leading(f"{name}.csv", place, line[at], column, keys)


def _leading(
    file: str, place: int, value: str, column: Column, keys: dict[str, set[str]]
) -> Iterator[Remark]:
    for key in (value.split(",") if column.many else [value]) if value else ():
        if key.strip() not in keys.get(column.of, set()):
            words = f"Ключа «{key[:_SHOWN]}» нет в {column.of}.csv."
            yield Remark(file, words, place, column.name)
