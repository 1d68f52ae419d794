"""Grids of the tests: sheets as deputy heads keep their timetables."""

from collections.abc import Sequence
from datetime import date

from school.importing import uploads
from school.importing.lists import Table
from school.importing.loads.comparing import Place, Study
from school.importing.naming import Subjects
from school.importing.tables.table import Area, Book, Cell, Refused, Sheet, trimmed
from school.importing.timetable.comparing import SlotRow, Week, compare
from school.importing.timetable.kind import told_by
from school.importing.verdicts import Known
from school.people.names import FullName

TODAY = date(2026, 11, 18)
MATHS, RUSSIAN, ENGLISH, COMPUTING, SPORT, ALGEBRA = range(1, 7)
SUBJECTS = Subjects(
    (
        (MATHS, "Математика"),
        (RUSSIAN, "Русский язык"),
        (ENGLISH, "Иностранный язык (английский)"),
        (COMPUTING, "Информатика"),
        (SPORT, "Физическая культура"),
        (ALGEBRA, "Алгебра и начала математического анализа"),
    )
)
IVANOVA, PETROVA, SIDOROVA, LUZHIN = 1, 2, 3, 4


def _known(pk: int, name: str) -> Known:
    return Known(pk, str(pk), FullName(*name.split()), date(1980, 1, 1))


TEACHERS = (
    _known(IVANOVA, "Иванова Мария Львовна"),
    _known(PETROVA, "Петрова Анна Игоревна"),
    _known(SIDOROVA, "Сидорова Инна Юрьевна"),
    _known(LUZHIN, "Лужин Олег Петрович"),
)
FIFTHS = ("5А", "5Б")
GROUPS = {
    **{Place(each, MATHS, ""): frozenset({IVANOVA}) for each in FIFTHS},
    **{Place(each, RUSSIAN, ""): frozenset({PETROVA}) for each in FIFTHS},
    **{Place(each, SPORT, ""): frozenset({LUZHIN}) for each in FIFTHS},
    **{Place(each, ENGLISH, "1-я группа"): frozenset({PETROVA}) for each in FIFTHS},
    **{Place(each, ENGLISH, "2-я группа"): frozenset({SIDOROVA}) for each in FIFTHS},
    **{Place(each, COMPUTING, "1"): frozenset({SIDOROVA}) for each in FIFTHS},
    **{Place(each, COMPUTING, "2"): frozenset({LUZHIN}) for each in FIFTHS},
    Place("10А", ALGEBRA, ""): frozenset({IVANOVA}),
}
STUDY = Study(TEACHERS, SUBJECTS, frozenset({"5А", "5Б", "10А"}), GROUPS)
BELLS = frozenset((shift, number) for shift in (1, 2) for number in range(1, 9))
WEEK = Week(STUDY, (), BELLS)


def table_of(
    *rows: Sequence[Cell], merged: Sequence[Area] = (), name: str = ""
) -> Table:
    """The table as it is recognised; a refusal fails the test."""
    sheet = Sheet(name, trimmed(rows), tuple(merged))
    tables = uploads.lists_in(Book((sheet,)))
    assert not isinstance(tables, Refused), tables
    (table,) = tables
    return table


def rows_of(table: Table, week: Week = WEEK) -> tuple[SlotRow, ...]:
    """The table beside a school."""
    return compare(told_by(table, week, TODAY), week)


def told(*rows: Sequence[Cell], merged: Sequence[Area] = ()) -> list[str]:
    """«5А 1.2 Математика Иванова 12» for each lesson of a grid that has no faults."""
    return [_told(row) for row in rows_of(table_of(*rows, merged=merged))]


def _told(row: SlotRow) -> str:
    assert not row.faults, row.faults
    assert row.place is not None
    assert row.teacher is not None
    parts = (
        row.place.school_class,
        f"{row.told.weekday}.{row.told.number}",
        SUBJECTS.names[row.place.subject].partition(" ")[0],
        row.place.group.partition("-")[0],
        row.teacher.name.last,
        row.told.room,
    )
    return " ".join(filter(None, parts))


def sentences(table: Table) -> list[tuple[int, str, str]]:
    """Row, field and sentence of every fault."""
    return [
        (fault.row, str(fault.field), fault.sentence)
        for row in rows_of(table)
        for fault in row.faults
    ]
