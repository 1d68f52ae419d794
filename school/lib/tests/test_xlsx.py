"""A workbook is read back by another program's reader, cell by cell."""

import io

import pytest
from python_calamine import CalamineWorkbook

from school.lib.xlsx import workbook


def read(file: bytes) -> list[list[object]]:
    return (
        CalamineWorkbook.from_filelike(io.BytesIO(file))
        .get_sheet_by_index(0)
        .to_python()
    )


def test_what_is_written_is_read_back() -> None:
    rows = [("Иванова", "5«Б»"), ("Ким & <Ли>", "")]
    file = workbook("Ученики", ("ФИО", "Класс"), rows, (30, 10))
    assert read(file) == [["ФИО", "Класс"], ["Иванова", "5«Б»"], ["Ким & <Ли>", ""]]


@pytest.mark.parametrize("typed", ["=1+1", "+79001000001", "-1", "@SUM(A1)", "007"])
def test_nothing_that_is_typed_becomes_a_formula_or_a_number(typed: str) -> None:
    file = workbook("Лист", ("а",), [(typed,)], (10,))
    assert read(file)[1] == [typed]
    assert b"<f>" not in file


def test_what_a_file_cannot_carry_is_left_out() -> None:
    file = workbook("[Лист]:*?/\\" + "я" * 40, ("а",), [("а\x00\x1b\ud800б",)], (10,))
    assert read(file)[1] == ["аб"]
