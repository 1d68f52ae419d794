"""Lists as schools have them: columns found, people read, faults told."""

from datetime import date

import pytest

from school.importing.columns import STUDENTS, Field, Whose, recognise
from school.importing.students import reading as students
from school.importing.tables.reading import read
from school.importing.tables.table import Book
from school.importing.tests.books import Row, xlsx
from school.importing.told import ToldStudent
from school.people import snils
from school.people.models import Kinship

TODAY = date(2026, 11, 18)
BORN = date(2015, 5, 20)
MUM = snils.complete(900000301)
CHILD = snils.complete(900000302)


def people(content: bytes) -> tuple[ToldStudent, ...]:
    book = read(content)
    assert isinstance(book, Book), book
    heading = recognise(book.sheets[0], STUDENTS)
    assert heading is not None
    return students.read(book.sheets[0], heading, today=TODAY, from_1904=book.from_1904)


def one(*rows: Row) -> ToldStudent:
    (found,) = people(xlsx(*rows))
    return found


FULL = ("ФИО ученика", "Дата рождения", "Класс", "СНИЛС")


def test_columns_are_known_by_their_words_in_any_order() -> None:
    found = one(
        ("№", "Класс", "СНИЛС", "Дата рожд.", "Ф.И.О. обучающегося", "Пол"),
        (1, "5 «А»", snils.shown(CHILD), BORN, "Орлова Анна Игоревна", "ж"),
    )
    assert found.person is not None
    assert found.person.name.key == ("орлова", "анна", "игоревна")
    assert (found.person.snils, found.person.birth_date) == (CHILD, BORN)
    assert (found.school_class, found.row) == ("5А", 1)


def test_a_heading_stands_under_titles_and_what_is_not_read_is_named() -> None:
    book = read(
        xlsx(
            ("Школа № 12",),
            ("Список обучающихся на 01.09.2026",),
            (),
            ("№ п/п", "Фамилия", "Имя", "Отчество", "Дата рождения", "Класс", "Хобби"),
            (1, "Орлов", "Пётр", "Ильич", BORN, "5А", "шахматы"),
        )
    )
    assert isinstance(book, Book)
    heading = recognise(book.sheets[0], STUDENTS)
    assert heading is not None
    assert heading.rows == 4
    assert heading.ignored == ("№ п/п", "Хобби")


def test_merged_headings_say_whose_a_column_is() -> None:
    (found,) = people(
        xlsx(
            (None,) * 9,
            ("ФИО", "Дата рождения", "Класс") + ("ФИО", "Дата рождения", "СНИЛС") * 2,
            (
                "Орлова Анна Игоревна",
                BORN,
                "5А",
                "Орлова Мария Львовна",
                date(1985, 1, 2),
                MUM,
                "Орлов Игорь Ильич",
                date(1983, 3, 4),
                None,
            ),
            merged=[(0, 0, 2, "Ребёнок"), (0, 3, 5, "Мать"), (0, 6, 8, "Отец")],
        )
    )
    mother, father = found.guardians
    assert (mother.kind, father.kind) == (Kinship.Kind.MOTHER, Kinship.Kind.FATHER)
    assert mother.person is not None
    assert (mother.person.snils, mother.person.birth_date) == (MUM, date(1985, 1, 2))
    assert father.person is not None
    assert father.person.name.last == "Орлов"


def test_words_of_other_programs_are_known() -> None:
    found = one(
        (
            "Фамилия",
            "Имя",
            "Отчество",
            "Дата рождения",
            "Параллель",
            "Литера",
            "ФИО матери",
            "СНИЛС матери",
            "Дата рождения матери",
            "Моб. телефон матери",
        ),
        (
            "ОРЛОВА",
            "АННА",
            "ИГОРЕВНА",
            "20.05.2015",
            5,
            "А",
            "Орлова Мария Львовна",
            snils.shown(MUM),
            "02.01.1985",
            "8 900 000-00-00",
        ),
    )
    assert found.person is not None
    assert (found.person.name.last, found.school_class) == ("Орлова", "5А")
    assert found.guardians[0].person is not None
    assert found.guardians[0].person.phone == "+7 900 000-00-00"


@pytest.mark.parametrize(
    "written", [BORN, "20.05.2015", "20/05/2015 г.", "2015-05-20", "20 мая 2015", 42144]
)
def test_a_day_is_read_however_it_is_written(written: str | float | date) -> None:
    person = one(FULL, ("Орлов Пётр Ильич", written, "5А", None)).person
    assert person is not None
    assert person.birth_date == BORN


def test_a_book_that_counts_from_1904_tells_the_same_day() -> None:
    rows = (FULL, ("Орлов Пётр Ильич", BORN, "5А", None))
    dated = people(xlsx(*rows, date_1904=True))
    number = (BORN - date(1904, 1, 1)).days
    counted = people(
        xlsx(FULL, ("Орлов Пётр Ильич", number, "5А", None), date_1904=True)
    )
    for (found,) in (dated, counted):
        assert found.person is not None
        assert found.person.birth_date == BORN


def test_a_number_that_lost_its_zero_gets_it_back() -> None:
    lost = snils.complete(12345678)
    person = one(FULL, ("Орлов Пётр Ильич", BORN, "5А", float(lost))).person
    assert person is not None
    assert person.snils == lost


def test_two_rows_of_one_child_are_one_child_with_two_guardians() -> None:
    heading = (*FULL, "ФИО родителя", "Дата рождения родителя")
    child = ("Орлов Пётр Ильич", BORN, "5А", None)
    (again,) = people(
        xlsx(
            heading,
            (*child, "Орлова Мария Львовна", date(1985, 1, 2)),
            (*child, "Орлов Илья Ильич", date(1983, 1, 2)),
            (*child, "Орлова Мария Львовна", date(1985, 1, 2)),
        )
    )
    (left_out,) = people(
        xlsx(
            heading,
            (*child, "Орлова Мария Львовна", date(1985, 1, 2)),
            (None, None, None, None, "Орлов Илья Ильич", date(1983, 1, 2)),
        )
    )
    for found in (again, left_out):
        assert [each.kind for each in found.guardians] == [
            Kinship.Kind.MOTHER,
            Kinship.Kind.FATHER,
        ]


def test_every_fault_is_told_by_its_cell() -> None:
    found = one(
        (*FULL, "ФИО матери", "СНИЛС матери"),
        ("Орлoв Пётр Ильич", "31.02.2015", "пятый", "1", "Орлова М. Л.", MUM),
    )
    assert found.person is None
    told = {(each.whose, each.field): each for each in found.all_faults}
    assert set(told) == {
        (Whose.STUDENT, Field.FULL_NAME),
        (Whose.STUDENT, Field.BIRTH_DATE),
        (Whose.STUDENT, Field.CLASS),
        (Whose.STUDENT, Field.SNILS),
        (Whose.MOTHER, Field.FULL_NAME),
        (Whose.MOTHER, Field.BIRTH_DATE),
    }
    latin = told[Whose.STUDENT, Field.FULL_NAME]
    assert "латинские буквы: o" in latin.sentence
    assert latin.instead == "Орлов Пётр Ильич"
    assert (latin.row, latin.place) == (1, 0)
    assert told[Whose.STUDENT, Field.BIRTH_DATE].stands == "31.02.2015"
    assert told[Whose.MOTHER, Field.BIRTH_DATE].place is None


def test_a_sheet_without_names_and_birth_dates_has_no_heading() -> None:
    book = read(xlsx(("Класс", "Телефон"), ("5А", "8 900 000-00-00")))
    assert isinstance(book, Book)
    assert recognise(book.sheets[0], STUDENTS) is None


def test_children_on_one_row_have_the_same_mother() -> None:
    head = (
        *("ФИО матери", "Дата рождения матери", "ФИО ребёнка 1"),
        *("Дата рождения ребёнка 1", "Класс ребёнка 1", "Ребёнок 2: ФИО"),
        *("Ребёнок 2: дата рождения", "Ребёнок 2: класс", "ФИО третьего ребёнка"),
        *("Дата рождения третьего ребёнка", "Класс третьего ребёнка"),
    )
    mother = ("Белова Мария Львовна", "02.01.1985")
    gleb = ("Белов Глеб Юрьевич", "20.05.2015", "5А")
    inna = ("Белова Инна Юрьевна", "21.06.2017", "3Б")
    nobody = (None, None, None)
    orlov = ("Орлов Пётр Ильич", "21.06.2016", "4А")
    found = people(
        xlsx(
            head,
            (*mother, *gleb, *inna, *nobody),
            ("Орлова Анна Ильинична", "03.04.1986", *orlov, *nobody, *nobody),
        )
    )
    assert [(one.named, one.school_class) for one in found] == [
        (gleb[0], "5А"),
        (inna[0], "3Б"),
        (orlov[0], "4А"),
    ]
    assert [len(one.guardians) for one in found] == [1, 1, 1]
    assert found[0].guardians == found[1].guardians
    assert not any(one.all_faults for one in found)


def test_a_fault_of_a_second_child_is_named_as_his() -> None:
    head = ("ФИО", "Дата рождения", "Класс", "ФИО ребёнка 2", "Дата рождения ребёнка 2")
    row = (
        "Белов Глеб Юрьевич",
        "20.05.2015",
        "5А",
        "Белова Инна Юрьевна",
        "31.02.2017",
    )
    first, second = people(xlsx(head, row))
    assert not first.faults
    assert {fault.whose for fault in second.faults} == {Whose.SECOND_CHILD}
    assert {fault.field for fault in second.faults} == {Field.BIRTH_DATE, Field.CLASS}


def test_ordinary_headings_speak_of_one_child() -> None:
    for words in ("Ученики 3 класса: ФИО", "ФИО ребёнка", "ФИО учащегося 2 класса"):
        known = STUDENTS.known(words)
        assert known == (Whose.STUDENT, Field.FULL_NAME), words
