"""What the cells of a grid say, and what is said where they do not."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from school.importing.lines import remark_of
from school.importing.rows import cell_name
from school.importing.tests.grids import TODAY, WEEK, rows_of, sentences, table_of, told
from school.importing.timetable.cells import is_free
from school.importing.timetable.kind import TIMETABLE, told_by
from school.importing.told import Part

HEAD = ("День", "№", "5А", "5Б")


def _one(cell: str) -> list[str]:
    return told(HEAD, ("пн", 1.0, cell, ""), ("", 2.0, "", ""))


@pytest.mark.parametrize(
    ("cell", "lessons"),
    [
        ("Математика", ["Математика Иванова"]),
        ("Математика 12", ["Математика Иванова 12"]),
        ("МАТЕМАТИКА, каб. 12", ["Математика Иванова 12"]),
        ("Математика (каб. 12а)", ["Математика Иванова 12а"]),
        ("Математика каб.№ 2-14", ["Математика Иванова 2-14"]),
        ("Матем.12", ["Математика Иванова 12"]),
        ("Физ-ра с/з", ["Физическая Лужин с/з"]),
        ("Математика\nИванова М. Л.\n12", ["Математика Иванова 12"]),
        ("Математика\nМ.Л. Иванова\nкаб.12", ["Математика Иванова 12"]),
        ("Математика Иванова", ["Математика Иванова"]),
        ("Русский\nязык 7", ["Русский Петрова 7"]),
        (
            "Англ. яз. (1) Петрова / Англ. яз. (2) Сидорова",
            ["Иностранный 1 Петрова", "Иностранный 2 Сидорова"],
        ),
        (
            "Англ. яз. Сидорова 7 / Петрова 8",
            ["Иностранный 2 Сидорова 7", "Иностранный 1 Петрова 8"],
        ),
        (
            "Англ. яз.\nПетрова / Сидорова\n12/14",
            ["Иностранный 1 Петрова 12", "Иностранный 2 Сидорова 14"],
        ),
        (
            "Англ. 1 гр. / Информатика (2 группа)",
            ["Иностранный 1 Петрова", "Информатика 2 Лужин"],
        ),
        ("Англ. яз. 2-я группа", ["Иностранный 2 Сидорова"]),
        ("Иностранный язык (английский) 1гр 9", ["Иностранный 1 Петрова 9"]),
        ("Англ. яз. 12", ["Иностранный 1 Петрова 12", "Иностранный 2 Сидорова 12"]),
        *((free, []) for free in ("—", "-", "", "нет", "- - -", "Окно")),
    ],
)
def test_a_cell_tells_its_lessons(cell: str, lessons: list[str]) -> None:
    assert _one(cell) == [f"5А 1.1 {lesson}" for lesson in lessons]


def test_a_class_learns_what_a_short_word_means_there() -> None:
    assert told(
        ("", "", "10А", "5А"), ("пн", 1.0, "Алгебра", ""), ("", 2.0, "", "")
    ) == ["10А 1.1 Алгебра Иванова"]


@pytest.mark.parametrize(
    ("cell", "field", "sentence"),
    [
        ("Матиматика 12", "subject", "Может быть, «Математика»?"),
        ("Математика Кузнецова", "teacher", "«Кузнецова» в школе нет"),
        ("Математика Сидорова", "teacher", "нет нагрузки здесь"),
        ("Англ. яз. / Информатика", "group", "«1-я группа», «2-я группа»"),
        ("12", "subject", "Предмет не указан"),
        ("щ" * 400, "subject", "в справочнике нет"),
        ("/".join(["Матем. 1"] * 7), "subject", "в справочнике нет"),
    ],
)
def test_what_a_cell_does_not_tell_is_said(
    cell: str, field: str, sentence: str
) -> None:
    table = table_of(HEAD, ("пн", 1.0, cell, ""), ("", 2.0, "", ""))
    found = [one for one in sentences(table) if one[1] == field]
    assert sentence in found[0][2]
    line, *_ = [TIMETABLE.line_of(row) for row in rows_of(table) if row.faults]
    assert line.cell == "C2"
    assert "Понедельник, 1 урок." in line.words
    assert remark_of(line).startswith("C2 5А. ")


def test_a_cell_is_mended_by_its_place() -> None:
    table = table_of(
        HEAD, ("пн", 1.0, "Матиматика 12", "Англ. / Информ. (1)"), ("", 2.0, "", "")
    )
    faults = [fault for row in rows_of(table) for fault in row.faults]
    names = [cell_name(one.row, one.whose, one.field) for one in faults]
    assert names == ["1.2-0.subject", "1.3-0.group"]
    table.mended |= dict(zip(names, ("Математика", "2"), strict=True))
    assert [row.faults for row in rows_of(table)] == [(), (), ()]


def test_lessons_without_a_day_are_told_once_and_come_when_it_is_written() -> None:
    table = table_of(HEAD, ("", 1.0, "Матем.", "Рус. яз."), ("", 2.0, "Рус. яз.", ""))
    ((row, field, sentence),) = sentences(table)
    assert (row, field) == (1, "day")
    assert "Пока не прочитано: 3" in sentence
    table.mended["1.row.day"] = "вторник"
    assert [(one.weekday, one.number) for one in told_by(table, WEEK, TODAY)] == [
        *((2, 1), (2, 1), (2, 2))
    ]


def test_a_row_without_a_number_is_told_once_and_comes_when_it_is_written() -> None:
    table = table_of(
        HEAD,
        ("пн", 1.0, "Матем.", "Рус. яз."),
        ("", "второй", "Рус. яз.", "Матем."),
        ("", 3.0, "Физ-ра", "Физ-ра"),
    )
    assert [one[:2] for one in sentences(table)] == [(2, "number")]
    table.mended["2.row.number"] = "2"
    assert not sentences(table)
    assert len(rows_of(table)) == 6


def test_days_across_without_a_class_are_told_once() -> None:
    table = table_of(
        ("№", "пн", "вт", "ср"), (1.0, "Матем.", "", ""), (2.0, "", "Матем.", "")
    )
    assert [one[:2] for one in sentences(table)] == [(0, "class")]
    table.mended["0.row.class"] = "5Б"
    assert not sentences(table)


def test_a_number_that_has_no_bell_is_told_in_its_cell() -> None:
    table = table_of(HEAD, ("пн", 1.0, "", ""), ("", 9.0, "Матем.", ""))
    assert [one[1] for one in sentences(table)] == ["number"]


WORDS = st.lists(
    st.sampled_from(
        (
            *("Матем.", "Рус. яз.", "Англ.", "Иванова", "Петрова А. И.", "Никто", "12"),
            *("/", "\n", "(1)", "2 гр.", "каб. 7", "с/з", "—", "щука", ";", "5А", "пн"),
        )
    ),
    max_size=6,
).map(" ".join)


@example([("", ""), ("5А", "5А")])
@example([("пн", "пн"), ("", "")])
@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=2, max_size=6))
def test_no_cell_that_says_anything_goes_without_a_row(
    lessons: list[tuple[str, str]],
) -> None:
    rows = [
        ("пн" if n == 1 else "", float(n), *pair) for n, pair in enumerate(lessons, 1)
    ]
    told_of = {
        (one.row, one.owner.column)
        for one in told_by(table_of(HEAD, *rows), WEEK, TODAY)
        if isinstance(one.owner, Part)
    }
    assert told_of == {
        (n, place)
        for n, pair in enumerate(lessons, 1)
        for place, text in enumerate(pair, 2)
        if not is_free(text)
    }


def test_one_group_twice_in_a_cell_is_told() -> None:
    table = table_of(HEAD, ("пн", 1.0, "Матем. 12 / Матем. 14", ""), ("", 2.0, "", ""))
    assert len(sentences(table)) == 1


def test_columns_that_are_no_classes_are_named() -> None:
    table = table_of(
        ("День", "Урок", "5А", "5Б", "Дежурный учитель", "Примечание"),
        ("пн", 1.0, "Матем.", "Матем.", "Иванова", "сбор в 8:00"),
        ("", 2.0, "", "", "", ""),
    )
    assert "Примечание" in table.heading.ignored
    assert len(rows_of(table)) == 2
