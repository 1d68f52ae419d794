"""A package is read strictly: every fault has its file, row, column and words."""

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from school.exchange.oneroster.checking import MOST, check
from school.exchange.oneroster.files import files
from school.exchange.oneroster.package import NotOpened, unpack, write
from school.exchange.oneroster.remarks import Remark
from school.exchange.tests import foreign

Package = dict[str, bytes]
ORG = {"sourcedId": "s", "name": "Школа", "type": "school"}
YEAR = {
    "sourcedId": "y",
    "title": "2026/27",
    "type": "schoolYear",
    "startDate": "2026-09-01",
    "endDate": "2027-05-27",
    "schoolYear": "2027",
}


def package() -> Package:
    """A sound package of a school and its year."""
    file = io.BytesIO()
    write(file, [("orgs", [ORG]), ("academicSessions", [YEAR])])
    found = unpack(file.getvalue())
    assert not isinstance(found, NotOpened)
    return dict(found)


def spoilt(name: str, change: Callable[[bytes], bytes]) -> tuple[Remark, ...]:
    found = package()
    found[name] = change(found[name])
    return check(found).remarks


def test_a_sound_package_has_no_remarks() -> None:
    read = check(package())
    assert read.remarks == ()
    assert [len(rows) for rows in read.rows.values()] == [1, 1]


def test_the_manifest_names_every_file_of_the_standard() -> None:
    lines = package()["manifest.csv"].decode().splitlines()
    told = dict(line.split(",") for line in lines)
    assert told.pop("propertyName") == "value"
    modes = {name: told[f"file.{name}"] for name in files()}
    assert {name for name, mode in modes.items() if mode == "bulk"} == {
        "orgs",
        "academicSessions",
    }
    assert (told["manifest.version"], told["oneroster.version"]) == ("1.0", "1.2")
    assert len(files()) == 21


@pytest.mark.parametrize(
    ("name", "old", "new", "row", "column", "words"),
    [
        ("orgs", b"s,,,", b",,,", 2, "sourcedId", "Нет ключа строки."),
        ("orgs", b"s,,,", b"s,active,,", 2, "status", "должно быть пусто"),
        ("orgs", b"school,", b"lyceum,", 2, "type", "«lyceum»: нужно одно из"),
        ("orgs", "Школа".encode(), b"", 2, "name", "Не заполнено."),
        ("orgs", b"school,,", b"school,,up", 2, "parentSourcedId", "Ключа «up» нет"),
        ("orgs", b"name,type", b"type,name", 1, "name", "а должен быть name"),
        (
            "orgs",
            b"parentSourcedId",
            b"parentSourcedID",
            1,
            "parentSourcedId",
            "должен",
        ),
        ("orgs", b"SourcedId\r", b"SourcedId,x\r", 1, "x", "Лишний столбец «x»."),
        ("orgs", b"school,,", b"school", 2, "", "Столбцов 5, а в заголовке 7."),
        ("orgs", b"school,,", b"school,,,", 2, "", "Столбцов 8, а в заголовке 7."),
        ("orgs", "Школа".encode(), b"\xd8\xea\xee", 0, "", "в строке 2"),
        ("orgs", "Школа".encode(), '"Шк\r\nола"'.encode(), 2, "name", "перевод строки"),
        ("orgs", "Школа".encode(), b"\0", 2, "name", "невидимый знак"),
        ("orgs", "Школа".encode(), '"Школа'.encode(), 0, "", "не закрыты кавычки"),
        ("academicSessions", b"2026-09-01", b"01.09.2026", 2, "startDate", "не дата"),
        ("academicSessions", b"2026-09-01", b"2026-02-30", 2, "startDate", "не дата"),
        ("academicSessions", b"2026-09-01", b"20260901", 2, "startDate", "не дата"),
        ("academicSessions", b",2027\r", b",27\r", 2, "schoolYear", "не год"),
        ("manifest", b"file.orgs,bulk", b"file.orgs,delta", 0, "", "нужен весь файл"),
        ("manifest", b"file.orgs,bulk", b"file.orgs,absent", 0, "", "написано absent"),
        ("manifest", b"file.users,absent", b"file.users,bulk", 0, "", "Файла нет"),
        ("manifest", b"file.users,absent\r\n", b"", 0, "", "Нужна строка file.users"),
        ("manifest", b"version,1.2", b"version,1.1", 0, "", "oneroster.version,1.2"),
        ("manifest", b"file.users", b"file.people", 24, "", "Такого свойства нет"),
        ("manifest", b"propertyName", b"name", 1, "", "propertyName,value"),
        ("manifest", b"file.users,absent", b"file.users", 0, "", "Нужна строка"),
    ],
)
def test_a_fault_is_told_by_file_row_and_column(
    name: str, old: bytes, new: bytes, row: int, column: str, words: str
) -> None:
    assert old in package()[f"{name}.csv"]
    found = spoilt(f"{name}.csv", lambda content: content.replace(old, new, 1))
    told = [one for one in found if words in one.sentence]
    assert told, found
    assert told[0].column == column
    assert row in (0, told[0].row)


def test_a_key_leads_to_a_file_that_is_read_before_or_is_held() -> None:
    passed = set[str]()
    for file in files().values():
        for column in file.columns:
            beyond = column.kind == "key" and column.of not in passed
            own = column.of == file.name and file.is_held
            assert not beyond or own or not files()[column.of].columns
        passed.add(file.name)


def test_marks_are_checked_and_not_held() -> None:
    head = ",".join(files()["categories"].header).encode()
    found = package() | {"categories.csv": head + b"\r\nk,,,Mark,\r\nl,,,,x\r\n"}
    manifest = found["manifest.csv"]
    found["manifest.csv"] = manifest.replace(b"categories,absent", b"categories,bulk")
    read = check(found)
    assert {(one.row, one.column) for one in read.remarks} == {
        (3, "title"),
        (3, "weight"),
    }
    assert (set(read.rows), read.counted) == (
        {"orgs", "academicSessions"},
        {"categories": 2},
    )


def test_another_code_is_found_far_down() -> None:
    rows = b"".join(b"s%d,,,x,school,,\r\n" % number for number in range(2000))
    found = spoilt("orgs.csv", lambda content: content + rows + b"t,,,\xd8,school,,")
    assert [one.sentence for one in found if "UTF-8" in one.sentence] == [
        "Файл должен быть в UTF-8; в строке 2003 — другая кодировка."
    ]


def test_a_key_twice_is_told_once() -> None:
    found = spoilt("orgs.csv", lambda content: content + content.splitlines()[1])
    assert [(one.row, one.sentence) for one in found] == [(3, "Ключ «s» уже был.")]


def test_a_word_and_a_column_of_ones_own_are_allowed() -> None:
    found = package()
    lines = found["orgs.csv"].replace(b"school", b"ext:lyceum").splitlines()
    mine = b"\r\n".join((lines[0] + b",metadata.x", lines[1] + b",1"))
    assert check(found | {"orgs.csv": b"\xef\xbb\xbf" + mine}).remarks == ()


def test_without_a_manifest_the_files_are_read_all_the_same() -> None:
    found = package()
    del found["manifest.csv"]
    read = check(found)
    assert [one.sentence for one in read.remarks] == ["Нет файла manifest.csv."]
    assert set(read.rows) == {"orgs", "academicSessions"}


def test_a_file_that_the_standard_does_not_know_is_named() -> None:
    found = check(package() | {"classes.xlsx": b"", "resources.csv": b"x"}).remarks
    assert {one.file for one in found} == {"classes.xlsx", "resources.csv"}


def test_remarks_come_to_an_end() -> None:
    row = b"s,,,,school,,\r\n"
    found = spoilt("orgs.csv", lambda content: content + row * MOST)
    assert len(found) == MOST


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "не архив"),
        (b"PK\x03\x04" + b"\0" * 100, "не архив"),
        ("folder", "без папки"),
        ("bomb", "слишком велик"),
        ("many", "лишние файлы"),
        ("crowd", "больше, чем бывает в школе"),
        ("locked", "закрыт паролем"),
        ("up", "без папки"),
        ("lying", "повреждён"),
    ],
)
def test_what_is_no_package_is_a_sentence(content: bytes | str, words: str) -> None:
    found = unpack(content if isinstance(content, bytes) else _made(content))
    assert isinstance(found, NotOpened)
    assert words in found.sentence


def _made(what: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        if what == "folder":
            archive.writestr("school/orgs.csv", "x")
        elif what == "bomb":
            archive.writestr("orgs.csv", b"0" * 10_000_000)
        elif what == "crowd":
            archive.writestr("users.csv", b"0" * (50 << 20), zipfile.ZIP_STORED)
        elif what == "many":
            for place in range(100):
                archive.writestr(f"{place}.csv", "x")
        else:
            name = "../orgs.csv" if what == "up" else "orgs.csv"
            archive.writestr(name, "x" * 100)
    content = file.getvalue()
    if what == "lying":
        # How large the file is, by the directory: less than it turns out to be.
        at = content.index(b"PK\x01\x02") + 24
        return content[:at] + b"\x02\0\0\0" + content[at + 4 :]
    if what != "locked":
        return content
    # Bit 0 of an entry's flags says that it is encrypted (APPNOTE 4.4.4).
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + b"\x01" + content[at + 1 :]


@given(st.integers(0, 400), st.integers(0, 255))
@settings(max_examples=400)
def test_a_damaged_archive_is_a_sentence_or_a_package(at: int, byte: int) -> None:
    file = io.BytesIO()
    write(file, [("orgs", [ORG]), ("academicSessions", [YEAR])])
    content = bytearray(file.getvalue())
    content[at % len(content)] = byte
    found = unpack(bytes(content))
    assert isinstance(found, NotOpened) or dict(found)


def test_a_row_of_another_width_moves_no_row_after_it() -> None:
    found = package()
    found["orgs.csv"] += b"short\r\nt,,,Other,school,,nobody\r\n"
    told = {(one.row, one.column) for one in check(found).remarks}
    assert told == {(3, ""), (4, "parentSourcedId")}


def test_a_file_that_we_do_not_read_is_no_fault() -> None:
    found = package() | {"resources.csv": b"x"}
    manifest = found["manifest.csv"]
    found["manifest.csv"] = manifest.replace(b"resources,absent", b"resources,bulk", 1)
    (remark,) = check(found).remarks
    assert (remark.file, remark.harmless) == ("resources.csv", True)


def test_a_file_that_was_not_read_makes_no_key_dangle() -> None:
    file = io.BytesIO()
    write(file, foreign.files().items())
    opened = unpack(file.getvalue())
    assert not isinstance(opened, NotOpened)
    assert check(opened).remarks == ()
    found = dict(opened)
    found["orgs.csv"] = found["orgs.csv"].replace(b"identifier", b"identifer")
    (remark,) = check(found).remarks
    assert (remark.file, remark.column) == ("orgs.csv", "identifier")
