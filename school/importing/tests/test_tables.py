"""Files that come: read whatever saved them, refused in a sentence, never run."""

import io
import os
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from school.importing.tables import apart, limits
from school.importing.tables.reading import read
from school.importing.tables.table import Book, Refused, of_json, to_json
from school.importing.tests.books import xlsx
from school.importing.tests.corpus import ods, row, table, text
from school.lib import apart as process

ROWS = [["ФИО", "Класс"], ["Орлов Пётр", "5А"], ["Ёлкина; Анна", "5Б"]]
TEXT = 'ФИО;Класс\r\nОрлов Пётр;5А\r\n"Ёлкина; Анна";5Б\r\n'


def spanned(words: str, way: str, far: object) -> str:
    """A cell of an .ods that covers others."""
    said = f'<table:table-cell table:{way}="{far}"'
    return text(words).replace("<table:table-cell", said, 1)


def rows(content: bytes) -> list[list[object]]:
    book = read(content)
    assert isinstance(book, Book), book
    return [list(row) for row in book.sheets[0].rows]


def refusal(content: bytes) -> str:
    book = read(content)
    assert isinstance(book, Refused)
    return book.sentence


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_text_is_read_in_every_encoding(encoding: str) -> None:
    assert rows(TEXT.encode(encoding)) == ROWS


@pytest.mark.parametrize("separator", [",", "\t", "|"])
def test_a_text_is_cut_by_the_separator_that_fits(separator: str) -> None:
    text = TEXT.replace("Ёлкина; Анна", "Ёлкина Анна").replace(";", separator)
    assert rows(text.encode())[1] == ROWS[1]
    told = "sep=;\n" + TEXT
    assert rows(told.encode()) == ROWS


def test_the_name_of_a_file_says_nothing_of_what_is_in_it() -> None:
    assert rows(xlsx(*ROWS)) == ROWS
    assert "не таблица" in refusal(b"<html><table><tr><td>5</td></tr></table></html>")
    assert "PDF" in refusal(b"%PDF-1.7 ...")


def test_a_formula_is_what_it_gave_when_it_was_saved() -> None:
    assert rows(xlsx(["a", "=1+1"]))[0][1] in (0.0, None)
    assert rows(b"a;=1+1\nb;=HYPERLINK(1)\n")[0] == ["a", "=1+1"]


def _archive(*entries: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = _archive(("xl/workbook.xml", b"0" * (limits.UNPACKED + 1)))
    many = _archive(("content.xml", b""), *((f"{n}", b"") for n in range(201)))
    assert len(bomb) < 200_000
    for content in (bomb, many):
        assert "слишком много" in refusal(content)
    assert "больше 10 МБ" in refusal(b"1;2\n" * 3_000_000)


def test_a_bomb_that_lies_of_its_size_kills_only_its_own_process() -> None:
    """The directory says a kilobyte for every entry; the entries say more."""
    sheet = b"<x>" + b"0" * 80_000_000
    honest = _archive(("xl/workbook.xml", b"<x/>"), ("xl/worksheets/sheet1.xml", sheet))
    at = honest.index(b"PK\x01\x02", honest.index(b"PK\x01\x02") + 4)
    lying = honest[: at + 24] + (1000).to_bytes(4, "little") + honest[at + 28 :]
    assert isinstance(apart.read(lying), Refused)


def test_a_password_and_a_broken_file_are_sentences() -> None:
    compound = bytes.fromhex("d0cf11e0a1b11ae1")
    locked = compound + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert "паролем" in refusal(locked)
    assert "повреждён" in refusal(compound + b"\0" * 600)
    assert "повреждён" in refusal(xlsx(*ROWS)[:-100])
    assert "документ Word" in refusal(_archive(("word/document.xml", b"<x/>")))
    assert "нет таблицы" in refusal(_archive(("readme.txt", b"x")))
    assert "ни одной" in refusal(xlsx())
    assert "Файл пустой" in refusal(b"")


def test_an_entity_of_a_billion_laughs_is_no_expense() -> None:
    laughs = b"".join(
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10)
    )
    strings = (
        b'<!DOCTYPE x [<!ENTITY l0 "ha">'
        + laughs
        + b"]><sst><si><t>&l9;</t></si></sst>"
    )
    whole = xlsx(*ROWS)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        entries = [
            (one, strings if one == "xl/sharedStrings.xml" else archive.read(one))
            for one in archive.namelist()
        ]
    read_apart = apart.read(_archive(*entries))
    assert isinstance(read_apart, Book | Refused)


def test_a_quotation_that_nobody_closes_is_told_by_its_line() -> None:
    told = refusal(b'a;b\n1;2\n"3;4\n' + b"5;6\n" * 100)
    assert "В строке 3" in told


def test_too_many_columns_and_rows_are_refused() -> None:
    assert "столбцов больше 160" in refusal(b";".join([b"1"] * 161) + b"\n")
    many = (b";".join([b"1"] * 160) + b"\n") * 8_000
    assert "слишком много ячеек" in refusal(many)
    assert "строк больше 20000" in refusal(b"1;2\n" * 20_001)


def test_a_table_comes_through_json_as_it_was() -> None:
    book = read(xlsx(*ROWS, [1.5, None]))
    assert of_json(to_json(book)) == book
    assert apart.read(TEXT.encode()) == read(TEXT.encode())


def test_what_is_merged_is_known_and_comes_through_json() -> None:
    book = read(xlsx(*ROWS, merged=[(3, 0, 1, "7Б")]))
    assert isinstance(book, Book)
    assert book.sheets[0].merged == ((3, 0, 3, 1),)
    assert of_json(to_json(book)) == book


def test_what_is_merged_in_an_ods_is_known_too() -> None:
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    twice = row(text("Пн")).replace(
        "<table:table-row", '<table:table-row table:number-rows-repeated="2"', 1
    )
    lessons = row(text("а"), spanned("Физика", "number-columns-spanned", 2), covered)
    day = row(spanned("Вт", "number-rows-spanned", 9))
    book = read(
        ods(table(twice, lessons, name="Неделя"), table(day, row(text("б")), name="2"))
    )
    assert isinstance(book, Book)
    assert [sheet.merged for sheet in book.sheets] == [((2, 1, 2, 2),), ((0, 0, 8, 0),)]


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 5_000, "١", "9" * 30])
def test_a_span_that_is_no_number_harms_nothing(number: str) -> None:
    book = read(ods(table(row(spanned("а", "number-rows-spanned", number)))))
    assert isinstance(book, Book)
    assert all(bottom < limits.ROWS for _, _, bottom, _ in book.sheets[0].merged)


def test_the_reading_process_knows_no_key_of_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SCHOOL_SEAL_KEY", "secret")
    assert "SCHOOL_SEAL_KEY" not in process._little_of_ours()
    assert "PATH" in os.environ


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=3000))
def test_anything_at_all_is_a_table_or_a_sentence(content: bytes) -> None:
    assert isinstance(read(content), Book | Refused)


@settings(max_examples=200)
@given(st.binary(min_size=1, max_size=8), st.integers(0, 5000))
def test_a_book_damaged_anywhere_is_a_table_or_a_sentence(
    damage: bytes, where: int
) -> None:
    whole = xlsx(*ROWS)
    where %= len(whole)
    content = whole[:where] + damage + whole[where + len(damage) :]
    assert isinstance(read(content), Book | Refused)
