"""A package: an archive of CSV files with a manifest."""

import csv
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import IO, Final

from school.exchange.oneroster.files import files

MANIFEST: Final = "manifest.csv"
MANIFEST_HEADER: Final = ("propertyName", "value")
SYSTEM: Final = "Электронная школа"
VERSIONS: Final = {"manifest.version": "1.0", "oneroster.version": "1.2"}
_MOST_BYTES = 256 * 1024 * 1024
_MOST_RATIO = 200
# Of what is held: a school of six thousand with keys of 36 letters has 22 MB.
_MOST_HELD = 24 * 1024 * 1024
_CHUNK = 1024 * 1024
# A book of Excel is a ZIP too.
_OF_OFFICE = "[Content_Types].xml"
# What the archive's reader raises for one that is damaged, odd or locked.
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(NotImplementedError, RuntimeError, ValueError, EOFError, OSError),
    *(IndexError, OverflowError),
)
# Every package is written as of one moment: the same school is the same file.
_MOMENT = (1980, 1, 1, 0, 0, 0)

# By columns; what is not named stays empty, as bulk mode wants ``status`` to be.
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class NotOpened:
    """Why an archive is not read at all."""

    sentence: str


def write(file: IO[bytes], told: Iterable[tuple[str, Iterable[Row]]]) -> dict[str, int]:
    """Write a package of these files; how many rows each of them has.

    A file without rows is not permitted by the standard, and the manifest calls it
    absent. The rows are taken one by one: a year of marks need not fit into memory.
    """
    counted = dict.fromkeys(files(), 0)
    with zipfile.ZipFile(file, "w") as archive:
        for name, rows in told:
            counted[name] = _write_file(archive, name, iter(rows))
        modes = [
            (f"file.{name}", "bulk" if count else "absent")
            for name, count in sorted(counted.items())
        ]
        source = ("source.systemName", SYSTEM)
        with _opened(archive, MANIFEST) as text:
            csv.writer(text).writerows(
                (MANIFEST_HEADER, *VERSIONS.items(), *modes, source)
            )
    return {name: count for name, count in counted.items() if count}


class Files(Mapping[str, bytes]):
    """The files of a sound archive by their names, each unpacked when it is asked for:
    one at a time lies in memory."""

    def __init__(self, archive: zipfile.ZipFile, names: Iterable[str]) -> None:
        self._archive, self._names = archive, tuple(names)

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        return self._archive.read(name)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def unpack(content: bytes) -> Files | NotOpened:
    """The files of an archive; measured before anything is unpacked, and then tried.

    How large a file says it will be is believed only while reading, never beyond it.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = [one for one in archive.infolist() if not one.is_dir()]
        reason = _too_much(entries, len(content))
        if reason:
            return NotOpened(reason)
        if all(_is_whole(archive, one) for one in entries):
            return Files(archive, (one.filename for one in entries))
    except _DAMAGED:
        pass
    return NotOpened("Это не архив ZIP, или он повреждён, или закрыт паролем.")


def _too_much(entries: list[zipfile.ZipInfo], packed: int) -> str:
    if any(one.filename == _OF_OFFICE for one in entries):
        return (
            "Это книга или документ, а не архив OneRoster. Таблицу со списком выбирают"
            " на странице «Загрузка списков»."
        )
    if len(entries) > len(files()) + 1:
        return "В архиве лишние файлы: нужны manifest.csv и файлы OneRoster."
    if any("/" in one.filename for one in entries):
        return "Файлы лежат в папке: упакуйте сами файлы, без папки."
    sizes = {one.filename: one.file_size for one in entries}
    if len(sizes) < len(entries):
        return "В архиве два файла с одним именем."
    whole = sum(sizes.values())
    if whole > _MOST_BYTES or whole > max(packed, 1) * _MOST_RATIO:
        return "Архив слишком велик: распакованный — больше 256 МБ."
    held = (sizes.get(f"{one.name}.csv", 0) for one in files().values() if one.is_held)
    if sum(held) > _MOST_HELD:
        return (
            "Людей и мест в архиве больше, чем бывает в школе. Выгрузите из той системы"
            " одну школу и один учебный год."
        )
    return ""


def _is_whole(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bool:
    """Whether it unpacks to as much as it says; its sum is compared on the way."""
    with archive.open(one) as packed:
        chunks = iter(lambda: packed.read(_CHUNK), b"")
        return sum(map(len, chunks)) == one.file_size


def _write_file(archive: zipfile.ZipFile, name: str, rows: Iterator[Row]) -> int:
    first = next(rows, None)
    if first is None:
        return 0
    header, count = files()[name].header, 0
    with _opened(archive, f"{name}.csv") as text:
        writer = csv.DictWriter(text, header, restval="")
        writer.writeheader()
        for row in chain([first], rows):
            writer.writerow({key: _plain(value) for key, value in row.items()})
            count += 1
    return count


def _plain(text: str) -> str:
    """Without what a cell of the standard may not carry: breaks of lines, NUL."""
    return " ".join(text.replace("\0", "").split())


def _opened(archive: zipfile.ZipFile, name: str) -> io.TextIOWrapper:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return io.TextIOWrapper(archive.open(entry, "w"), "utf-8", newline="")
