"""Subjects and teachers as a list writes them."""

from datetime import date

import pytest

from school.importing.naming import Subjects, Teachers
from school.importing.verdicts import Known
from school.people.names import FullName

KNOWN = Subjects([(1, "Математика"), (2, "Русский язык")])


def test_a_slip_of_the_pen_is_offered_its_subject() -> None:
    assert KNOWN.find("русский  язык") == 2
    assert KNOWN.find("Матиматика") == (
        "Предмета «Матиматика» в справочнике нет. Может быть, «Математика»?",
        "Математика",
    )


def test_another_subject_is_not_offered_in_its_place() -> None:
    sentence, instead = KNOWN.find("Английский язык")  # type: ignore[misc]
    assert "Назовите его, как в плане" in sentence
    assert instead == ""


REGISTER = Subjects(
    enumerate(
        (
            *("Русский язык", "Литература", "Литературное чтение", "Математика"),
            *("Физика", "Физическая культура", "Труд (технология)"),
            *("Основы безопасности и защиты Родины", "Английский язык"),
            *("Алгебра", "Алгебра и начала математического анализа"),
        )
    )
)


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        *(("Рус. яз.", "Русский язык"), ("рус.яз", "Русский язык")),
        *(("Лит-ра", "Литература"), ("Лит. чтение", "Литературное чтение")),
        *(("Матем.", "Математика"), ("Физ-ра", "Физическая культура")),
        *(("Физ.", "Физика"), ("Физика", "Физика"), ("Труд", "Труд (технология)")),
        *(
            ("ОБЗР", "Основы безопасности и защиты Родины"),
            ("Aнгл.", "Английский язык"),
        ),
    ],
)
def test_a_short_form_is_its_subject(written: str, subject: str) -> None:
    assert REGISTER.find(written) == REGISTER.find(subject)
    assert isinstance(REGISTER.find(subject), int)


def test_a_short_form_of_two_subjects_is_the_one_that_is_learned_there() -> None:
    algebra, analysis = 9, 10
    assert REGISTER.find("Алгебра") == algebra
    assert REGISTER.find("Алгебра", {analysis}) == analysis
    sentence, instead = REGISTER.find("Алг.", {algebra, analysis})  # type: ignore[misc]
    assert "может быть: «Алгебра», «Алгебра и начала" in sentence
    assert instead == "Алгебра"


def test_another_writing_of_a_subject_is_no_new_one() -> None:
    latin = "Матемaтика"
    subjects = Subjects([(1, "Математика")], (latin, "Математика.", "Шахматы"))
    assert {subjects.find(one) for one in ("Математика", latin, "Математика.")} == {1}
    assert subjects.find("Шахматы") == -3
    both = Subjects([(1, "Математика"), (2, latin)])
    assert (both.find("Математика"), both.find(latin)) == (1, 2)


def test_a_subject_is_found_where_more_words_follow() -> None:
    assert REGISTER.beginning("Рус. яз. Иванова 12") == "Рус. яз."
    assert REGISTER.beginning("Труд (технология) 3") == "Труд (технология)"
    assert not REGISTER.beginning("Иванова 12")


def _teacher(pk: int, last: str, first: str, patronymic: str) -> Known:
    return Known(pk, str(pk), FullName(last, first, patronymic), date(1980, 1, 1))


TEACHERS = Teachers(
    (
        _teacher(1, "Иванова", "Мария", "Львовна"),
        _teacher(2, "Иванова", "Нина", "Львовна"),
        _teacher(3, "Лужина", "Ольга", "Игоревна"),
    )
)


@pytest.mark.parametrize(
    "written", ["Лужина", "Лужина О.", "лужина о. и.", "Лужина О.И"]
)
def test_a_teacher_is_known_by_as_much_of_the_name_as_tells_him(written: str) -> None:
    assert getattr(TEACHERS.find(written), "pk", None) == 3


def test_of_namesakes_it_is_the_one_who_teaches_there() -> None:
    assert "несколько" in str(TEACHERS.find("Иванова"))
    assert getattr(TEACHERS.find("Иванова", {2, 3}), "pk", None) == 2
    assert "в школе нет" in str(TEACHERS.find("Лужина П."))
