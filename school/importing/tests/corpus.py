"""Awkward files, each as some program or somebody's hand would leave it.

``corpus()`` makes them all anew: by their names, what they are. None is kept as bytes.
"""

import io
import zipfile
from collections.abc import Iterable
from datetime import date

from school.importing.tests.books import xlsx
from school.people import snils

HEAD = ("ФИО", "Дата рождения", "Класс", "СНИЛС", "ФИО матери", "Телефон матери")
BORN = date(2015, 5, 20)
NUMBER = snils.complete(31_000_001)
PEOPLE = (
    ("Орлов Пётр Ильич", BORN, "5А", snils.shown(NUMBER), "Орлова Анна Львовна", None),
    ("Ёлкина Анна Игоревна", "21.06.2015", "5 «Б»", float(NUMBER), None, "89000000000"),
)
GRID = (
    ("Расписание на 1 полугодие",),
    ("День", "Урок", "5А", "каб.", "5 «Б»", "каб."),
    ("ПОНЕДЕЛЬНИК", 1.0, "Математика", 12.0, "Рус. яз. Иванова М. Л.", "7"),
    (None, 2.0, "Англ. яз. (1) / Информатика (2)", "3/4", "Физ-ра", "с/з"),
    ("Вторник", 1.0, "—", None, "Матиматика", 12.0),
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest'
    ':1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/"'
    ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml"'
    ' manifest:media-type="text/xml"/></manifest:manifest>'
)
_CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body>"
    "</office:document-content>"
)
_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_STRING = ' office:value-type="string"><text:p>я</text:p></table:table-cell>'
_SHEET = "xl/worksheets/sheet1.xml"


def corpus() -> dict[str, bytes]:
    """Every file by its name."""
    plain = xlsx(HEAD, *PEOPLE)
    return {**_books(plain), **_archives(plain), **_open_documents(), **_texts()}


def heavy() -> bytes:
    """An .ods of some hundred bytes whose sheet fills all the memory there is."""
    full = row('<table:table-cell table:number-columns-repeated="60"' + _STRING)
    repeated = '<table:table-row table:number-rows-repeated="1048000"'
    return ods(table(full.replace("<table:table-row", repeated, 1)))


def ods(*tables: str) -> bytes:
    """An OpenDocument book as LibreOffice lays it out; ``tables`` are its XML."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", _MIME)  # first and not packed, says the standard
        archive.writestr(
            "content.xml", _CONTENT.format("".join(tables)), zipfile.ZIP_DEFLATED
        )
        archive.writestr("META-INF/manifest.xml", _MANIFEST, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def table(*rows: str, name: str = "Список") -> str:
    """A sheet; the rest down to the last row is written as one empty row."""
    rest = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row>'
    )
    return f'<table:table table:name="{name}">{"".join(rows)}{rest}</table:table>'


def row(*cells: str) -> str:
    """Cells, and the empty ones to the right as one."""
    rest = '<table:table-cell table:number-columns-repeated="16370"/>'
    return f"<table:table-row>{''.join(cells)}{rest}</table:table-row>"


def text(*lines: str) -> str:
    """A cell of text, a paragraph for each line."""
    told = "".join(f"<text:p>{line}</text:p>" for line in lines)
    return f'<table:table-cell office:value-type="string">{told}</table:table-cell>'


def day(on: date) -> str:
    """A cell with a date, and what the screen shows in it."""
    return (
        f'<table:table-cell office:value-type="date" office:date-value="{on}">'
        f"<text:p>{on:%d.%m.%y}</text:p></table:table-cell>"
    )


def number(value: int) -> str:
    """A cell with a number."""
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def of_people() -> bytes:
    """A real list as .ods: merged title, note in a cell, spaces, a repeated cell."""
    title = (
        '<table:table-cell office:value-type="string"'
        ' table:number-columns-spanned="6"><text:p>Школа'
        '<text:s text:c="3"/>№ 12</text:p></table:table-cell>'
        '<table:covered-table-cell table:number-columns-repeated="5"/>'
    )
    noted = (
        '<table:table-cell office:value-type="string"><office:annotation>'
        "<dc:date>2026-11-18</dc:date><text:p>проверить</text:p></office:annotation>"
        "<text:p>5А</text:p></table:table-cell>"
    )
    empty = '<table:table-cell table:number-columns-repeated="2"/>'
    return ods(
        table(
            row(title),
            row(*map(text, HEAD)),
            row(text("Орлов Пётр Ильич"), day(BORN), noted, number(int(NUMBER)), empty),
            row(text("Ёлкина", "Анна Игоревна"), text("21.06.2015"), text("5Б"), empty),
        )
    )


def replaced(content: bytes, name: str, *changes: tuple[bytes, bytes]) -> bytes:
    """The archive with these bytes of one entry changed for others."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = {one: archive.read(one) for one in archive.namelist()}
    for old, new in changes:
        entries[name] = entries[name].replace(old, new)
    return packed(entries.items())


def packed(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive of these entries."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def _books(plain: bytes) -> dict[str, bytes]:
    areas = [(0, 0, 5, "Расписание"), (2, 2, 5, "Классный час")]
    huge = [1e308, -1e308, 2_958_466.0, -1.0, 0.5, 9e18]
    return {
        "plain.xlsx": plain,
        "a grid.xlsx": xlsx(*GRID),
        "a grid with merged cells.xlsx": xlsx(*GRID, merged=areas),
        "merged to the end.xlsx": replaced(
            xlsx(*GRID, merged=areas), _SHEET, (b"C3:F3", b"A1:XFD1048576")
        ),
        "from 1904.xlsx": xlsx(HEAD, *PEOPLE, date_1904=True),
        "formulas.xlsx": xlsx(HEAD, ("=A1", '=HYPERLINK("http://x")', "=1/0")),
        "huge numbers.xlsx": xlsx(HEAD, huge),
        "a cell in the far corner.xlsx": replaced(
            plain, _SHEET, (b'r="A3"', b'r="XFD1048576"')
        ),
        "a dimension that lies.xlsx": replaced(
            plain, _SHEET, (b'<dimension ref="A1:F3"/>', b'<dimension ref="A1:XFD9"/>')
        ),
        "cells without places.xlsx": replaced(
            plain, _SHEET, *((b' r="%c2"' % letter, b"") for letter in b"ABCDEF")
        ),
        "strings that are not there.xlsx": replaced(
            plain, _SHEET, (b"<v>0</v>", b"<v>99999999</v>")
        ),
        "a truncated sheet.xlsx": replaced(plain, _SHEET, (b"</sheetData>", b"")),
        "NULs and halves of letters.xlsx": replaced(
            plain,
            "xl/sharedStrings.xml",
            ("Орлов".encode(), b"_x0000_&#xD83D;&#0;\x00\x01"),
        ),
        "no sheet behind the name.xlsx": replaced(
            plain, "xl/_rels/workbook.xml.rels", (b"sheet1.xml", b"sheet7.xml")
        ),
        "an outer entity.xlsx": replaced(
            plain,
            "xl/sharedStrings.xml",
            (b"<sst", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst'),
            ("Орлов".encode(), b"&e;"),
        ),
    }


def _archives(plain: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        entries = [(one, archive.read(one)) for one in archive.namelist()]
    return {
        "bytes after the end.xlsx": plain + b"\x00" * 1000,
        "a name that climbs.xlsx": packed([*entries, ("../../etc/x", b"x")]),
        "a name without letters.xlsx": packed([*entries, ("\x01\u202e\u0301", b"x")]),
        "the end alone.xlsx": b"PK\x03\x04" + plain[-200:],
        "an empty entry.xlsx": packed((one, b"") for one, _ in entries),
        "a compound without anything.xls": (
            bytes.fromhex("d0cf11e0a1b11ae1") + b"\xff" * 4096
        ),
    }


def _open_documents() -> dict[str, bytes]:
    wide = '<table:table-cell table:number-columns-repeated="{}"' + _STRING
    return {
        "people.ods": of_people(),
        "a cell repeated to the end.ods": ods(table(row(wide.format(16_384)))),
        "a cell repeated for ever.ods": ods(table(row(wide.format(2**62)))),
        "tables in a table.ods": ods(table(row(table(row(text("x")))))),
        "a date of no calendar.ods": ods(
            table(
                row(*map(text, HEAD)), row(day(BORN).replace("2015-05-20", "0-99-99"))
            )
        ),
        "no tables.ods": ods(),
    }


def _texts() -> dict[str, bytes]:
    rows = [
        HEAD,
        *(tuple("" if one is None else str(one) for one in who) for who in PEOPLE),
    ]
    told = "\r\n".join(";".join(map(str, each)) for each in rows)
    return {
        "a grid.csv": "\n".join(
            ";".join("" if one is None else str(one) for one in each) for each in GRID
        ).encode("cp1251"),
        "cp1251.csv": told.encode("cp1251"),
        "utf-16 without a mark.csv": told.encode("utf-16-le"),
        "old Mac.csv": told.replace("\r\n", "\r").encode(),
        "a NUL in it.csv": told.encode().replace(b"5", b"\x00"),
        "half a letter.csv": told.encode()[:-1],
        "nothing but separators.csv": b";;;;\n" * 500,
        "an endless line.csv": b"a" * 200_000,
        "quotes.csv": b'"' * 9_999,
        "a separator of two lines.csv": b"sep=\n" + told.encode(),
    }
