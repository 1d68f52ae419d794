"""The manifest: which version, and of each file whether it is there. Pure."""

from collections.abc import Iterator, Mapping
from itertools import islice

from school.exchange.oneroster.files import files
from school.exchange.oneroster.package import MANIFEST, MANIFEST_HEADER, VERSIONS
from school.exchange.oneroster.remarks import MOST, Remark, lines_of

_SOURCE = {"source.systemName", "source.systemCode"}
_MODES = ("absent", "bulk", "delta")


def read(package: Mapping[str, bytes]) -> tuple[dict[str, str], list[Remark]]:
    """The mode of each file, and what is wrong; without a manifest what is there."""
    if MANIFEST not in package:
        there = {name: "bulk" for name in files() if f"{name}.csv" in package}
        return there, [Remark(MANIFEST, "Нет файла manifest.csv.")]
    lines = []
    for line in islice(lines_of(package[MANIFEST]), MOST):
        if isinstance(line, str):
            return {}, [Remark(MANIFEST, line)]
        lines.append(line)
    if not lines or tuple(lines[0]) != MANIFEST_HEADER:
        header = ",".join(MANIFEST_HEADER)
        return {}, [Remark(MANIFEST, f"Первой строкой должно стоять: {header}.", 1)]
    told = dict[str, str]()
    remarks = [
        remark
        for row, line in enumerate(lines[1:], start=2)
        for remark in _property(row, line, told)
    ]
    modes = {name: told.get(f"file.{name}", "") for name in files()}
    known = {name: mode for name, mode in modes.items() if mode in _MODES}
    return known, [*remarks, *_missing(told, modes)]


def _property(row: int, line: list[str], told: dict[str, str]) -> Iterator[Remark]:
    """Read one line into ``told``, or say why not."""
    if len(line) != len(MANIFEST_HEADER):
        yield Remark(MANIFEST, "В строке должно быть два столбца.", row)
        return
    name, value = line
    if not _is_known(name):
        yield Remark(MANIFEST, f"Такого свойства нет: «{name[:60]}».", row)
    elif name in told:
        yield Remark(MANIFEST, f"Свойство «{name}» названо дважды.", row)
    else:
        told[name] = value


def _is_known(name: str) -> bool:
    of_file = name.startswith("file.") and name.removeprefix("file.") in files()
    return of_file or name in VERSIONS or name in _SOURCE


def _missing(told: dict[str, str], modes: dict[str, str]) -> Iterator[Remark]:
    for name, version in VERSIONS.items():
        if told.get(name) != version:
            yield Remark(MANIFEST, f"Нужна строка {name},{version}.")
    for name, mode in modes.items():
        if mode not in _MODES:
            words = f"Нужна строка file.{name} со словом absent, bulk или delta."
            yield Remark(MANIFEST, words)
