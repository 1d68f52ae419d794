"""The class list of a secretary's .xlsx, which the demo's class 5«Б» comes from."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from school.demo import invented
from school.demo.class_list import Listed, ListError, read
from school.demo.tests.make_class_list import PEOPLE, make
from school.people.names import FullName

_SNILS = "90100000189"


def test_the_kept_file_is_read_whole() -> None:
    assert len(read(invented.DATA / "class-list-5b.xlsx")) == len(PEOPLE)


def test_the_kept_file_is_what_the_script_makes(tmp_path: Path) -> None:
    make(tmp_path / "made.xlsx")
    assert read(tmp_path / "made.xlsx") == read(invented.DATA / "class-list-5b.xlsx")


def book(folder: Path, *rows: tuple[str, ...]) -> Path:
    path = folder / "list.xlsx"
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    workbook.close()
    return path


def test_a_title_and_empty_rows_are_no_people(tmp_path: Path) -> None:
    row = ("Рябов Семён Ильич", "01.08.2015", _SNILS)
    heading = ("ФИО", "Дата рождения", "СНИЛС")
    found = read(book(tmp_path, ("Список 5 «Б»",), heading, (), row))
    assert found == (
        Listed(FullName("Рябов", "Семён", "Ильич"), date(2015, 8, 1), _SNILS),
    )


def test_what_cannot_be_read_is_said_with_its_row(tmp_path: Path) -> None:
    heading = ("ФИО", "Дата рождения", "СНИЛС")
    with pytest.raises(ListError, match=r"строка 2.*не бывает"):
        read(book(tmp_path, heading, ("Рябов Семён Ильич", "31.02.2015", _SNILS)))
    with pytest.raises(ListError, match="заголовками"):
        read(book(tmp_path, ("Рябов Семён Ильич", "01.08.2015", _SNILS)))
