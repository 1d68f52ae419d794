"""Spoiling a file: what wires, programs and hostile hands do to it."""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from school.importing.tests.corpus import packed

BAD = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError),
    *(ValueError, NotImplementedError, OSError, RuntimeError, IndexError),
    *(OverflowError, lzma.LZMAError),
)
_NUMBER = re.compile(rb"\d+")
_HUGE = (b"0", b"-1", b"99999999999999999999", b"1e999", b"4294967296", b"1048577")
_ENTITIES = (
    b"&#0;",
    b"&#xD800;",
    b"&unknown;",
    b"]]>",
    b"<!--",
    b"\x00",
    b"\xff\xfe",
    b"<![CDATA[",
    b'<!DOCTYPE x [<!ENTITY a "&a;">]>',
)
Spoil = Callable[[Random, bytes], bytes]


def spoiled(luck: Random, content: bytes) -> bytes:
    """The file after one to three troubles."""
    for _ in range(luck.choice((1, 1, 2, 3))):
        content = luck.choice(_TROUBLES)(luck, content)
    return content


def _flip(luck: Random, content: bytes) -> bytes:
    spoilt = bytearray(content)
    for _ in range(luck.randint(1, 8)):
        if spoilt:
            spoilt[luck.randrange(len(spoilt))] = luck.randrange(256)
    return bytes(spoilt)


def _cut(luck: Random, content: bytes) -> bytes:
    first, last = sorted(luck.randint(0, len(content)) for _ in range(2))
    return content[:first] if luck.random() < 0.5 else content[:first] + content[last:]


def _grow(luck: Random, content: bytes) -> bytes:
    at = luck.randint(0, len(content))
    piece = luck.choice((*_ENTITIES, *_HUGE, content[at : at + 200] * 3))
    return content[:at] + piece + content[at:]


def _number(luck: Random, content: bytes) -> bytes:
    found = list(_NUMBER.finditer(content))
    if not found:
        return content
    one = luck.choice(found)
    return content[: one.start()] + luck.choice(_HUGE) + content[one.end() :]


def _inside(luck: Random, content: bytes) -> bytes:
    """The same to one entry of an archive, which is then packed soundly."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = {one: archive.read(one) for one in archive.namelist() if one}
    except BAD:
        return _flip(luck, content)
    if not entries:
        return content
    name = luck.choice(sorted(entries))
    match luck.randrange(4):
        case 0:
            del entries[name]
        case 1:
            entries[name] = entries[luck.choice(sorted(entries))]
        case _:
            entries[name] = luck.choice(_PLAIN)(luck, entries[name])
    return packed(entries.items())


_PLAIN: tuple[Spoil, ...] = (_flip, _cut, _grow, _number)
_TROUBLES: tuple[Spoil, ...] = (*_PLAIN, _inside, _inside, _inside)
