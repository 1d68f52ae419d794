"""Spoiling a package: its bytes as any file's, or its rows, so that it still opens."""

import csv
import io
from random import Random

from school.exchange.tests.corpus import entries_of
from school.importing.tests.corpus import packed
from school.importing.tests.spoiling import BAD, spoiled

_VALUES = (
    *("", "0001-01-01", "9999-12-31", "2026-08-31", "2026-09-01", "2027-09-01"),
    *("true", "false", "male", "female", "1e999", "-0.0", "9" * 400),
    *("student", "teacher", "parent", "guardian", "relative", "siteAdministrator"),
    *("homeroom", "scheduled", "schoolYear", "gradingPeriod", "semester", "school"),
    *("5А", "5 «Б» класс", "11Я", "0А", "²Б", "Математика, 9А", "Математика", ", ,"),
    *("x,y,,z", "ext:x", "\u202e", "\u0301", "ß", "İ", "ǆ", "😀", "'", "--", "NULL"),
    *("+7 900 000-00-00", "a@example.test", "Ким", "Оглы", "м" * 101, "я" * 9_000),
)


def spoilt(luck: Random, content: bytes) -> bytes:
    """The package after some troubles; of two every second is a sound archive yet."""
    return (spoiled if luck.random() < 0.5 else _rewritten)(luck, content)


def _rewritten(luck: Random, content: bytes) -> bytes:
    try:
        entries = entries_of(content)
        for _ in range(luck.choice((1, 1, 2, 4))):
            name = luck.choice(sorted(entries.keys() - {"manifest.csv"}))
            entries[name] = _changed(luck, entries[name].decode(), entries)
        return packed(entries.items())
    except (*BAD, IndexError, csv.Error):
        return spoiled(luck, content)


def _changed(luck: Random, text: str, entries: dict[str, bytes]) -> bytes:
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    row = luck.choice(rows)
    at = luck.randrange(len(row))
    match luck.randrange(6):
        case 0:
            rows.remove(row)
        case 1:
            rows.append([f"{row[0]}{luck.randrange(9)}", *row[1:]])
        case 2:
            luck.shuffle(rows)
        case 3:
            row[at] = luck.choice(rows)[at]
        case 4:
            other = entries[luck.choice(sorted(entries))].decode()
            row[at] = luck.choice(list(csv.reader(io.StringIO(other))))[0]
        case _:
            row[at] = luck.choice(_VALUES)
    file = io.StringIO(newline="")
    csv.writer(file).writerows([head, *rows])
    return file.getvalue().encode()
