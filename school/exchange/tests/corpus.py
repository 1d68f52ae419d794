"""Awkward packages, each as some program or somebody's hand would leave it.

``corpus()`` makes them all anew, out of one sound package: by their names, what they
are. None is kept as bytes.
"""

import io
import struct
import zipfile
from collections.abc import Callable
from random import Random

from school.exchange.oneroster.files import files
from school.exchange.oneroster.package import write
from school.exchange.tests import foreign
from school.exchange.tests.foreign import Files
from school.importing.tests.corpus import packed, replaced

# No index can shorten it.
_LONG = "".join(map(chr, Random(1).choices(range(0x410, 0x450), k=9_000)))  # noqa: S311


def corpus() -> dict[str, bytes]:
    """Every package by its name."""
    plain = archive(foreign.files())
    return {"plain": plain, **_archives(plain), **_texts(plain), **_schools()}


def heavy() -> bytes:
    """A school of many users with all their cells filled, as short as they can be:
    nothing of the same size takes more memory."""
    told = foreign.files()
    wide = dict.fromkeys(files()["users"].header[3:], "ab")
    lead = {"enabledUser": "true", "agentSourcedIds": "", "primaryOrgSourcedId": ""}
    told["users"] += (
        {"sourcedId": f"{number:x}", **wide, **lead} for number in range(200_000)
    )
    return archive(told)


def archive(told: Files) -> bytes:
    """The package as one writes it."""
    file = io.BytesIO()
    write(file, told.items())
    return file.getvalue()


def entries_of(content: bytes) -> dict[str, bytes]:
    """The files of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {one: opened.read(one) for one in opened.namelist() if one}


def _archives(plain: bytes) -> dict[str, bytes]:
    entries = entries_of(plain)
    each, orgs = list(entries.items()), ("orgs.csv", entries["orgs.csv"])
    directory = plain.index(b"PK\x01\x02")
    return {
        "nothing": b"",
        "an archive of nothing": packed([]),
        "an archive in an archive": packed([("school.zip", plain)]),
        "a folder": packed((f"school/{name}", one) for name, one in each),
        "a folder beside": packed([*each, ("__MACOSX/", b"")]),
        "a name that climbs": packed([*each, ("../../orgs.csv", b"x")]),
        "a name of another kind": packed([*each, ("..\\orgs.csv", b"x")]),
        "a name without letters": packed([*each, ("\x01\u202e\u0301", b"x")]),
        "a name that is empty": plain.replace(b"orgs.csv", b"\0rgs.csv"),
        "a name in capitals": packed((name.upper(), one) for name, one in each),
        "a name twice": packed([*each, ("ORGS.csv", b"x")]).replace(
            b"ORGS.csv", b"orgs.csv"
        ),
        "locked": _patched(plain, directory + 8, b"\x01"),
        "an unknown way of packing": _patched(plain, directory + 10, b"\x63"),
        "a size that lies": _patched(plain, directory + 24, b"\xff\xff\xff\x0f"),
        "a place far away": _patched(plain, directory + 42, b"\xff\xff\xff\x7f"),
        "a sum that lies": _patched(plain, directory + 16, b"\0\0\0\0"),
        "bytes before": b"MZ" * 500 + plain,
        "bytes after": plain + b"\0" * 1_000,
        "the end alone": plain[-100:],
        "half of it": plain[: len(plain) // 2],
        "bzip2": _as(each, zipfile.ZIP_BZIP2),
        "lzma": _as(each, zipfile.ZIP_LZMA),
        "not packed": _as(each, zipfile.ZIP_STORED),
        "sizes behind the files": _streamed(each),
        "zip64": _zip64(each),
        "a place of zip64": _far(each),
        "a comment": _commented(plain),
        "many files": packed([*each, *((f"{n}.csv", b"x") for n in range(50))]),
        "a bomb": packed((entries | {"users.csv": b"0" * 20_000_000}).items()),
        "one file": packed([orgs]),
        "an unread file": packed([*each, ("resources.csv", b"\0" * 100)]),
    }


def _texts(plain: bytes) -> dict[str, bytes]:
    def all_as(change: Callable[[str], bytes]) -> bytes:
        return packed((n, change(one.decode())) for n, one in entries_of(plain).items())

    def users(*changes: tuple[bytes, bytes]) -> bytes:
        return replaced(plain, "users.csv", *changes)

    return {
        "a mark of order": all_as(lambda text: text.encode("utf-8-sig")),
        "cp1251": all_as(lambda text: text.encode("cp1251")),
        "utf-16": all_as(lambda text: text.encode("utf-16")),
        "old Mac": all_as(lambda text: text.replace("\r\n", "\r").encode()),
        "Unix": all_as(lambda text: text.replace("\r\n", "\n").encode()),
        "Unix and Windows": all_as(lambda text: text.replace("\r\n", "\n", 1).encode()),
        "empty rows": all_as(lambda text: text.replace("\r\n", "\r\n\r\n").encode()),
        "semicolons": all_as(lambda text: text.replace(",", ";").encode()),
        "spaces": all_as(lambda text: text.replace(",", ", ").encode()),
        "every cell in quotes": all_as(_quoted),
        "headers alone": all_as(lambda text: text.splitlines()[0].encode()),
        "empty files": all_as(lambda _: b""),
        "capitals": all_as(lambda text: text.upper().encode()),
        "delta": replaced(plain, "manifest.csv", (b",bulk", b",delta")),
        "all absent": replaced(plain, "manifest.csv", (b",bulk", b",absent")),
        "another version": replaced(plain, "manifest.csv", (b",1.2", b",1.1")),
        "a manifest of zeros": replaced(plain, "manifest.csv", (b"file.", b"\0")),
        "a column too few": users((b",email", b"")),
        "another column": users((b"email", b"e-mail")),
        "columns in another order": users((b"sms,phone", b"phone,sms")),
        "columns of one's own": users((b"pronouns", b"pronouns,metadata.x")),
        "a quote that is not closed": users(("Глеб".encode(), '"Глеб'.encode())),
        "a break in a cell": users(("Глеб".encode(), '"Гл\r\nеб"'.encode())),
        "zeros": users(("Глеб".encode(), b"\0")),
        "half a letter": users(("Глеб".encode(), "Глеб".encode()[:-1])),
        "half of a pair": users(("Глеб".encode(), b"\xed\xa0\x80")),
        "a cell without end": users(("Глеб".encode(), "я".encode() * 150_000)),
        "an enormous cell": users(("Глеб".encode(), _LONG.encode() * 14)),
        "numbers too big": users((b"true", b"9" * 5_000)),
    }


def _schools() -> dict[str, bytes]:
    made: dict[str, bytes] = {}

    def add(what: str, file: str, row: int, **cells: str) -> None:
        told = foreign.files()
        told[file][row] |= cells
        made[what] = archive(told)

    add("another's school", "orgs", 0, sourcedId="other")
    add("no school", "orgs", 0, type="district")
    add("a school of itself", "orgs", 0, parentSourcedId="s")
    add("a year of itself", "academicSessions", 0, parentSourcedId="y")
    add("another year", "academicSessions", 0, schoolYear="2020")
    add("a year of all times", "academicSessions", 0, startDate="0001-01-01")
    add("a year without end", "academicSessions", 0, endDate="9999-12-31")
    add("a period without end", "academicSessions", 1, endDate="9999-12-31")
    add("a day after time", "enrollments", 0, beginDate="10000-01-01")
    add("a day of no calendar", "enrollments", 0, beginDate="2026-02-30")
    add("a place without end", "enrollments", 0, endDate="9999-12-31")
    add("born before time", "demographics", 0, birthDate="0001-01-01")
    add("not born yet", "demographics", 0, birthDate="9999-12-31")
    add("at work for ever", "roles", 2, beginDate="0001-01-01", endDate="9999-12-31")
    add("a key twice", "users", 1, sourcedId="p")
    add("a key of nobody", "enrollments", 0, userSourcedId="nobody")
    add("his own parent", "users", 0, agentSourcedIds="p,p,p")
    add("parents without end", "users", 0, agentSourcedIds="w," * 30_000 + "w")
    add("a class of no school", "classes", 0, title="9" * 4_000 + "А")
    add("a class in other digits", "classes", 0, title="٥Б")
    add("a group without end", "classes", 1, title=f"Математика, 5Б, {_LONG}")
    add("a name without end", "users", 0, familyName=_LONG)
    add("a name of signs", "users", 0, familyName="\u202e😀\u0301")
    add("a mailbox without end", "users", 1, email="a" * 9_000 + "@example.test")
    add("a telephone of letters", "users", 1, phone="+7 (девятьсот)")
    add("a school's name without end", "orgs", 0, name=_LONG)
    add("a period's name without end", "academicSessions", 1, title=_LONG)
    two = foreign.files()
    two["orgs"].append(foreign.org("t", "Школа № 13"))
    made["two schools"] = archive(two)
    made["no roles"] = archive({**foreign.files(), "roles": []})
    made["the orgs alone"] = archive({"orgs": foreign.files()["orgs"]})
    return made


def _patched(content: bytes, at: int, piece: bytes) -> bytes:
    return content[:at] + piece + content[at + len(piece) :]


def _quoted(text: str) -> bytes:
    rows = text.removesuffix("\r\n").split("\r\n")
    cells = (",".join(f'"{one}"' for one in row.split(",")) for row in rows)
    return "\r\n".join(cells).encode()


def _as(entries: list[tuple[str, bytes]], way: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", way) as made:
        for name, content in entries:
            made.writestr(name, content)
    return file.getvalue()


class _Wire(io.RawIOBase):
    """What cannot be gone back in: sizes are written behind each file."""

    def __init__(self) -> None:
        self.sent = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        told = bytes(memoryview(piece))  # type: ignore[arg-type]
        self.sent += told
        return len(told)


def _streamed(entries: list[tuple[str, bytes]]) -> bytes:
    wire = _Wire()
    with zipfile.ZipFile(wire, "w", zipfile.ZIP_DEFLATED) as made:  # type: ignore[arg-type]
        for name, content in entries:
            made.writestr(name, content)
    return bytes(wire.sent)


def _zip64(entries: list[tuple[str, bytes]]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in entries:
            with made.open(name, "w", force_zip64=True) as entry:
                entry.write(content)
    return file.getvalue()


def _far(entries: list[tuple[str, bytes]]) -> bytes:
    """The directory of zip64 says that it lies where no memory is."""
    content = _as(entries, zipfile.ZIP_STORED)
    end = content.rindex(b"PK\x05\x06")
    huge = 2**63 + 2**62
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 46, huge)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    last = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 46, 0xFFFFFFFF, 0)
    return content[:end] + record + locator + last


def _commented(content: bytes) -> bytes:
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a") as made:
        made.comment = b"PK\x05\x06" * 5_000
    return file.getvalue()
