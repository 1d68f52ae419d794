"""The class list of a secretary's .xlsx: what is read and what is said of the rest."""

from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from school.demo import invented
from school.demo.class_list import ClassList, Listed, Problem, read
from school.demo.tests.make_class_list import PEOPLE, make
from school.people.names import FullName
from school.people.unreadable import Unreadable

_SNILS = "90100000189"
_HEADING = ("ФИО", "Дата рождения", "СНИЛС")


def book(path: Path, *rows: tuple[object, ...]) -> ClassList | Unreadable:
    """Read a sheet of these rows; dates are written as real dates."""
    workbook = xlsxwriter.Workbook(path / "list.xlsx")
    sheet = workbook.add_worksheet()
    dated = workbook.add_format({"num_format": "dd.mm.yyyy"})
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(y, x, cell, dated)
            else:
                sheet.write(y, x, cell)
    workbook.close()
    return read(path / "list.xlsx")


def people_of(found: ClassList | Unreadable) -> tuple[Listed, ...]:
    assert isinstance(found, ClassList)
    assert found.problems == ()
    return found.people


def problem_of(found: ClassList | Unreadable) -> Problem:
    assert isinstance(found, ClassList)
    assert found.people == ()
    return found.problems[0]


def test_the_kept_file_is_read_without_a_problem() -> None:
    assert len(people_of(read(invented.DATA / "class-list-5b.xlsx"))) == len(PEOPLE)


def test_the_kept_file_is_what_the_script_makes(tmp_path: Path) -> None:
    make(tmp_path / "made.xlsx")
    assert read(tmp_path / "made.xlsx") == read(invented.DATA / "class-list-5b.xlsx")


def test_stray_spaces_and_loose_hyphens_are_forgiven(tmp_path: Path) -> None:
    found = book(
        tmp_path,
        ("Список 5 «Б»",),
        _HEADING,
        (" Жидкова - Лапшина  Ульяна Сергеевна ", " 20.05.2015 ", " 901-000-001 89"),
    )
    (person,) = people_of(found)
    assert person.name == FullName("Жидкова-Лапшина", "Ульяна", "Сергеевна")
    assert (person.row, person.born, person.snils) == (3, date(2015, 5, 20), _SNILS)


def test_columns_are_known_by_their_words(tmp_path: Path) -> None:
    found = book(
        tmp_path,
        ("СНИЛС", "Дата рожд.", "Ф. И. О. ученика"),
        (_SNILS, "20.05.2015", "Петросян Давид"),
    )
    assert people_of(found)[0].name == FullName("Петросян", "Давид")


def test_real_dates_and_numbers_are_read_too(tmp_path: Path) -> None:
    row = ("Рябов Семён Ильич", datetime(2015, 8, 1), 90100000189)  # noqa: DTZ001
    (person,) = people_of(book(tmp_path, _HEADING, row))
    assert (person.born, person.snils) == (date(2015, 8, 1), _SNILS)


def test_empty_rows_between_are_skipped(tmp_path: Path) -> None:
    row = ("Рябов Семён Ильич", "01.08.2015", _SNILS)
    assert len(people_of(book(tmp_path, _HEADING, ("",), row, (" ",)))) == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("Рябов С. И.", "01.08.2015", _SNILS), "инициалы"),
        (("Рябов", "01.08.2015", _SNILS), "одно слово"),
        (("Рябов Семён Ильич", "31.02.2015", _SNILS), "не бывает"),
        (("Рябов Семён Ильич", "май 2015", _SNILS), "не дата"),
        (("Рябов Семён Ильич", "", _SNILS), "не заполнена"),
        (("Рябов Семён Ильич", "01.08.2015", "90100000188"), "не сходятся"),
        (("Рябов Семён Ильич", "01.08.2015", ""), "не заполнен"),
        (("Рябов Семён Ильич", "01.08.2015"), "не заполнен"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_row(
    tmp_path: Path, row: tuple[object, ...], words: str
) -> None:
    problem = problem_of(book(tmp_path, _HEADING, row))
    assert problem.row == 2
    assert words in problem.sentences[0]


def test_a_row_names_all_its_problems(tmp_path: Path) -> None:
    problem = problem_of(book(tmp_path, _HEADING, ("Рябов", "вчера", "1")))
    assert len(problem.sentences) == 3


def test_a_sheet_without_a_heading_is_explained(tmp_path: Path) -> None:
    found = book(tmp_path, ("Рябов Семён Ильич", "01.08.2015", _SNILS))
    assert isinstance(found, Unreadable)
    assert "заголовками" in found.sentence


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", "Рябов;Семён".encode()])
def test_a_file_that_is_no_book_is_explained(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "список.xlsx"
    path.write_bytes(content)
    found = read(path)
    assert isinstance(found, Unreadable)
    assert "не читается" in found.sentence


def test_a_missing_file_is_explained(tmp_path: Path) -> None:
    assert isinstance(read(tmp_path / "нет.xlsx"), Unreadable)
