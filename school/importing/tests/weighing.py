"""A file read as in life, in a process of its own that is weighed; and then judged."""

import os
import subprocess
import threading
from dataclasses import dataclass
from datetime import date

from school.importing import clashes, comparing, pages, students, uploads
from school.importing.tables import apart
from school.importing.tables.table import Book, Refused, of_json
from school.importing.verdicts import Standing
from school.lib import apart as process_of

_TODAY = date(2026, 11, 18)
_EMPTY = Standing((), (), frozenset(), frozenset(), frozenset({"5А", "5Б"}))


@dataclass(frozen=True)
class Weighed:
    """What was read, and the most memory that its process held, in bytes."""

    read: Book | Refused
    bytes: int


def weighed(content: bytes) -> Weighed:
    """By the command of `apart`, whose answer this must be."""
    process = subprocess.Popen(
        process_of.command_of("school.importing.tables"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=process_of._ROOT,
        env=process_of._little_of_ours(),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    giving = threading.Thread(target=_give, args=(process, content))
    giving.start()
    told = process.stdout.read().decode()
    giving.join()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    book = of_json(told) if process.returncode == 0 else apart._TOO_MUCH
    return Weighed(book, used.ru_maxrss * 1024)


def judged(book: Book | Refused) -> int:
    """Go the whole way of a list with it, up to its page; how many rows it shows."""
    table = book if isinstance(book, Refused) else uploads.list_in(book)
    if isinstance(table, Refused):
        assert table.sentence
        return 0
    told = students.read(
        table.sheet, table.heading, today=_TODAY, from_1904=table.from_1904
    )
    marked = clashes.marked(told)
    rows = comparing.compare(marked, _EMPTY, lambda _, text: text, {})
    return sum(bool(pages.remark_of(row)) for row in rows)


def _give(process: "subprocess.Popen[bytes]", content: bytes) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(content)
        process.stdin.close()
    except BrokenPipeError:  # felled before it had read everything
        pass
