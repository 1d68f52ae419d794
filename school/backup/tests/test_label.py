"""A label survives the way through a file; anything else is none."""

from datetime import UTC, datetime

import pytest

from school.backup.label import Label, read, seal_of
from school.backup.progress import amount, number

LABEL = Label(
    made_at=datetime(2026, 11, 18, 7, 0, tzinfo=UTC),
    server=18,
    seal=seal_of(b"k" * 32),
    roles=("school_app", "school_owner"),
    rows={"public.mark": 1479, "keep.row": 0},
)


def test_a_label_is_one_line_that_reads_back() -> None:
    line = LABEL.line()
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert read(line) == LABEL


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b"[]",
        b"1",
        b"\xff",
        b'{"school_backup": 1}',
        LABEL.line().replace(b'"school_backup": 1', b'"school_backup": 2'),
        LABEL.line().replace(b'"server"', b'"servant"'),
        LABEL.line().replace(b"2026-11-18T", b"yesterday"),
    ],
)
def test_what_is_no_label_is_none(line: bytes) -> None:
    assert read(line) is None


def test_a_label_tells_keys_apart_and_nothing_of_them() -> None:
    assert seal_of(b"k" * 32) != seal_of(b"l" * 32)
    assert b"k" * 4 not in LABEL.line()


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 Б"),
        (999, "999 Б"),
        (5_325_771, "5,3 МБ"),
        (7e10, "70,0 ГБ"),
        (2_000, "2 КБ"),
    ],
)
def test_bytes_are_told_to_a_person(size: float, words: str) -> None:
    assert amount(size) == words
    assert number(1234567) == "1 234 567"
