"""Grids of every shape that schools keep: the lessons they tell, without a database."""

from collections.abc import Sequence

import pytest

from school.importing.tables.table import Cell, Sheet
from school.importing.tests.grids import TODAY, WEEK, table_of, told
from school.importing.timetable import grids
from school.importing.timetable.cells import is_room
from school.importing.timetable.kind import told_by
from school.importing.timetable.sides import (
    class_among,
    class_of,
    number_of,
    shift_of,
)

HEAD = ("День", "№", "5А", "5Б")
MONDAY = ["5А 1.1 Математика Иванова", "5Б 1.1 Русский Петрова"]
FIRST_TWO = [*MONDAY, "5А 1.2 Русский Петрова", "5Б 1.2 Математика Иванова"]
TUESDAY = ["5А 2.1 Физическая Лужин"]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            (
                ("Расписание уроков на 2026/27 учебный год",),
                HEAD,
                ("ПОНЕДЕЛЬНИК", 1.0, "Математика", "Рус. яз."),
                (None, 2.0, "Русский язык", "Матем."),
                ("ВТОРНИК", 1.0, "Физ-ра", "—"),
            ),
            id="the day beside its first lesson",
        ),
        pytest.param(
            (
                ("", "", "5 «А» класс", "5Б кл. (26 чел.)"),
                ("П О Н Е Д Е Л Ь Н И К",),
                ("", "1.", "Математика", "Рус.яз"),
                ("", "2.", "Рус.яз", "Математика"),
                ("вторник",),
                ("", "1.", "Физкультура"),
            ),
            id="the day in a row of its own",
        ),
        pytest.param(
            (
                ("понедельник", "", "", ""),
                ("№", "Время", "5-А", "5-Б"),
                ("1 урок", "8:30–9:10", "Математика", "Русский язык"),
                ("2 урок", "9:20-10:00", "Русский", "Математика"),
                ("вторник", "", "", ""),
                ("№", "Время", "5-А", "5-Б"),
                ("1 урок", "8:30–9:10", "Физра", "нет"),
                ("2 урок", "9.20-10.00"),
            ),
            id="the day over a heading of its own",
        ),
        pytest.param(
            (
                HEAD,
                ("", "I", "Математика", "Русский язык"),
                ("П\nО\nН\nЕ\nД\nЕ\nЛ\nЬ\nН\nИ\nК", "II", "Русский язык", "Мат-ка"),
                ("", "I", "Физкульт.", "-"),
                ("Вт", "II", None, None),
            ),
            id="the day in the middle of its lessons",
        ),
        pytest.param(
            (
                ("Время", "Урок", "5а", "5б", "Урок"),
                ("Понедельник", "", "", "", ""),
                ("8.30 - 9.10", 1.0, "Математика", "Рус. язык", 1.0),
                ("9.20 - 10.00", 2.0, "Рус. язык", "Математика", 2.0),
                ("Вторник", "", "", "", ""),
                ("8.30 - 9.10", 1.0, "Физ. культура", "", 1.0),
            ),
            id="numbers at both sides",
        ),
    ],
)
def test_a_day_is_found_wherever_it_stands(rows: Sequence[Sequence[Cell]]) -> None:
    assert sorted(told(*rows)) == sorted([*FIRST_TWO, *TUESDAY])


def test_rooms_stand_in_columns_of_their_own() -> None:
    rows = ("пн", 1.0, "Математика", 12.0, "Рус. яз.", "с/з")
    expected = ["5А 1.1 Математика Иванова 12", "5Б 1.1 Русский Петрова с/з"]
    rest = ("", 2.0)
    assert told(("", "", "5А", "каб.", "5Б", "каб."), rows, rest) == expected
    assert told(("", "", "5А", "", "5Б", ""), rows, rest) == expected
    below = ("", "", "предмет", "каб", "предмет", "каб")
    assert told(("", "", "5А", "", "5Б", ""), below, rows, rest) == expected


def test_a_column_of_rooms_tells_one_for_each_group() -> None:
    english = ("пн", 1.0, "Англ. яз. Петрова\nСидорова", "7/8", "", "")
    assert told(("", "", "5А", "каб.", "5Б", "каб."), english, ("", 2.0)) == [
        "5А 1.1 Иностранный 1 Петрова 7",
        "5А 1.1 Иностранный 2 Сидорова 8",
    ]


def test_groups_stand_in_columns_side_by_side() -> None:
    row = ("пн", 1.0, "Англ. Петрова", "Информ. Лужин", "Матем.", "")
    assert told(("", "", "5А", "", "5Б", ""), row, ("", 2.0)) == [
        "5А 1.1 Иностранный 1 Петрова",
        "5А 1.1 Информатика 2 Лужин",
        "5Б 1.1 Математика Иванова",
    ]


def test_a_lesson_takes_two_rows() -> None:
    rows = (
        HEAD,
        ("пн", 1.0, "Англ. Петрова", "Матем."),
        ("", "", "Англ. Сидорова", "12"),
        ("", 2.0, "Матем.", ""),
    )
    expected = [
        "5А 1.1 Иностранный 1 Петрова",
        "5А 1.1 Иностранный 2 Сидорова",
        "5Б 1.1 Математика Иванова 12",
        "5А 1.2 Математика Иванова",
    ]
    assert told(*rows) == expected
    assert told(*rows, merged=[(1, 0, 3, 0), (1, 1, 2, 1)]) == expected


def test_a_row_of_rooms_is_no_heading() -> None:
    assert told(
        HEAD,
        ("пн", 1.0, "Матем.", "Рус. яз."),
        ("", "", 5.0, 7.0),
        ("", 2.0, "Рус. яз.", "Матем."),
        ("", "", "5а", "7б"),
        ("", 3.0, "", "Физ-ра"),
    )[:2] == ["5А 1.1 Математика Иванова 5", "5Б 1.1 Русский Петрова 7"]


def test_classes_with_and_without_letters_stand_together() -> None:
    table = table_of(
        ("", "", "5А", "5Б", 6.0, 7.0), ("пн", 1.0, *["Матем."] * 4), ("", 2.0)
    )
    assert [one.school_class for one in told_by(table, WEEK, TODAY)] == [
        *("5А", "5Б", "6", "7")
    ]


def test_a_merged_lesson_is_of_every_hour_and_class_that_it_covers() -> None:
    rows = (HEAD, ("пн", 1.0, "Физ-ра", None), ("", 2.0, None, None))
    assert told(*rows, merged=[(1, 2, 2, 3)]) == [
        f"{one} 1.{number} Физическая Лужин"
        for number in (1, 2)
        for one in ("5А", "5Б")
    ]


def test_days_stand_across_where_a_class_is_named_above() -> None:
    assert told(
        ("Расписание 5 «А» класса",),
        ("№", "Понедельник", "Вторник", "Среда"),
        (1.0, "Математика", "Рус. яз. 7", ""),
        (2.0, "", "", "Физ-ра"),
        ("5Б класс",),
        ("№", "Пн", "Вт", "Ср"),
        (1.0, "Матем.", "", ""),
        (2.0, "", "", ""),
    ) == [
        "5А 1.1 Математика Иванова",
        "5А 2.1 Русский Петрова 7",
        "5А 3.2 Физическая Лужин",
        "5Б 1.1 Математика Иванова",
    ]


def test_a_school_with_one_class_of_a_year_names_it_by_its_number() -> None:
    table = table_of(
        ("", "", 5.0, 6.0, 7.0), ("пн", 1.0, "Матем.", "", ""), ("", 2.0, "", "", "")
    )
    (slot,) = told_by(table, WEEK, TODAY)
    assert (slot.school_class, slot.number, slot.subject) == ("5", 1, "Матем.")


def test_a_second_shift_is_of_the_same_day() -> None:
    table = table_of(
        ("", "", "5А", "5Б"),
        ("понедельник", 1.0, "Матем.", ""),
        ("", 2.0, "", "Матем."),
        ("2 смена", 1.0, "", "Рус. яз."),
    )
    assert [
        (one.weekday, one.shift, one.number) for one in told_by(table, WEEK, TODAY)
    ] == [
        (1, 1, 1),
        (1, 1, 2),
        (1, 2, 1),
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("1", 1), ("1.", 1), ("3 урок", 3), ("3-й урок", 3), ("VII", 7), ("0", 0)),
        *(("8:30", 0), ("8.30-9.10", 0), ("8 - 9", 0), ("16", 0), ("Итого", 0)),
        *(("1. 8:30–9:10", 1), ("1 8:30", 1), ("Урок 2", 2), ("XX", 0)),
    ],
)
def test_a_number_of_a_lesson_is_no_time(text: str, number: int) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("text", "label"),
    [
        *(("5А", "5А"), ("5 «а» класс", "5А"), ("10ФМ", "10ФМ"), ("7-б", "7Б")),
        *(("5A", "5А"), ("11 класс", "11"), ("5А\nИванова М. Л.", "5А"), ("12А", "")),
        *(("1 урок", ""), ("5 каб.", ""), ("Математика", ""), ("8:30", "")),
    ],
)
def test_a_class_is_known_by_its_heading(text: str, label: str) -> None:
    assert class_of(text) == label


def test_a_title_names_a_class_among_words() -> None:
    assert class_among("Расписание уроков 9 «В» класса на 2026 год") == "9В"
    assert class_among("Класс: 10А") == "10А"
    assert not class_among("Расписание на 2 четверть")


def test_a_cell_as_long_as_excel_takes_is_not_thought_about_for_hours() -> None:
    spaces = " " * 30_000
    assert not class_among(f"Расписание 5{spaces}!")
    assert class_among("Расписание 5   «А»   класса") == "5А"
    assert number_of(f"5{spaces}x") in {0, 5}
    assert not shift_of("1" * 30_000)
    assert not is_room(f"каб{spaces}!")


def test_however_many_headings_each_cell_is_asked_for_a_number_a_few_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def number(text: str) -> int:
        asked.append(text)
        return number_of(text)

    monkeypatch.setattr(grids, "number_of", number)
    head, lesson = ("й", "5А", "5Б"), ("1", "Физика", "Химия")
    sheet = Sheet("", (head,) * 300 + (lesson,) * 2)
    assert grids.grid_of(sheet) is not None
    assert 0 < len(asked) <= 3 * len(sheet.rows)
