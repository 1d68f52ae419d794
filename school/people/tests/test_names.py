import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.people.names import (
    FullName,
    as_cyrillic,
    lookalikes,
    normalise,
    same_name,
    split,
)
from school.people.unreadable import Unreadable

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Алёна", "АЛЕНА"),
        ("Петров-Водкин", "петров – водкин"),
        ("Петров-Водкин", "Петров Водкин"),
        ("Петров-Водкин", "Петров\u2011Водкин"),
        ("Йод", "И\u0306од"),
        ("Семён", "Семе\u0308н"),
        (f" Анна{NBSP}Мария ", "Анна  Мария"),
        ("Гасан-оглы", "Гасан Оглы"),
        ("Д'Артаньян", "Д\u2019Артаньян"),
        ("Ива\u00adнов", "Иванов"),
        ("Ива\u200bнов", "Иванов"),
    ],
)
def test_names_that_are_the_same_are_equal(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Иванов", "Иванова"), ("Й", "И"), ("Соколов", "Cоколов"), ("Юлия", "Юля")],
)
def test_names_that_differ_stay_different(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    "empty", ["", " ", "-", "–", "— —", "нет", "Нет", "ОТСУТСТВУЕТ", " отсутствует "]
)
def test_an_empty_patronymic_is_written_in_many_ways(empty: str) -> None:
    assert same_name(FullName("Ли", "Мин", empty), FullName("Ли", "Мин"))
    assert FullName("Ли", "Мин", empty).full == "Ли Мин"


def test_an_empty_patronymic_is_not_any_patronymic() -> None:
    assert not same_name(
        FullName("Ли", "Мин", "нет"), FullName("Ли", "Мин", "Ивановна")
    )


@pytest.mark.parametrize(
    ("text", "positions", "repaired"),
    [
        ("Cмирнова", (0,), "Смирнова"),
        ("Смиpнoва", (3, 5), "Смирнова"),
        ("Смирнова", (), "Смирнова"),
        ("Smith", (), "Smith"),
        ("", (), ""),
        ("СмирноваW", (8,), "СмирноваW"),
        ("Семëн", (3,), "Семён"),
    ],
)
def test_latin_letters_inside_cyrillic_are_found_and_repaired(
    text: str, positions: tuple[int, ...], repaired: str
) -> None:
    found = lookalikes(text)
    assert (found.positions, found.repaired) == (positions, repaired)
    assert bool(found) == bool(positions)


def test_every_lookalike_becomes_cyrillic() -> None:
    assert as_cyrillic("ABCEHKMOPTXY aceopxy") == "АВСЕНКМОРТХУ асеорху"


@pytest.mark.parametrize(
    ("name", "short", "initials"),
    [
        (FullName("Смирнова", "Наталия", "Сергеевна"), "Наталия С.", "Смирнова Н. С."),
        (FullName("Ли", "Мин", "нет"), "Мин Л.", "Ли М."),
        (FullName("Петрова", "Анна-Мария", "-"), "Анна-Мария П.", "Петрова А.-М."),
        (
            FullName("Салтыков-Щедрин", "Михаил", "Евграфович"),
            "Михаил С.-Щ.",
            "Салтыков-Щедрин М. Е.",
        ),
        (FullName("Мамедов", "Али", "Гасан оглы"), "Али М.", "Мамедов А. Г."),
    ],
)
def test_a_name_is_shortened(name: FullName, short: str, initials: str) -> None:
    assert name.short == short.replace(" ", NBSP)
    assert name.with_initials == initials.replace(" ", NBSP)


def test_a_person_without_a_surname_is_still_shortened() -> None:
    assert FullName("", "Сухарто").short == "Сухарто"
    assert FullName("", "Сухарто").with_initials == "С."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Смирнова Наталия Сергеевна", ("Смирнова", "Наталия", "Сергеевна")),
        ("  Смирнова   Наталия\tСергеевна ", ("Смирнова", "Наталия", "Сергеевна")),
        ("СМИРНОВА НАТАЛИЯ СЕРГЕЕВНА", ("Смирнова", "Наталия", "Сергеевна")),
        ("смирнова наталия сергеевна", ("Смирнова", "Наталия", "Сергеевна")),
        ("ПЕТРОВ-ВОДКИН КУЗЬМА", ("Петров-Водкин", "Кузьма", "")),
        ("Петров - Водкин Кузьма Ильич", ("Петров-Водкин", "Кузьма", "Ильич")),
        ("Петров Водкин Кузьма Сергеевич", ("Петров Водкин", "Кузьма", "Сергеевич")),
        ("Гарсия Лопес Мария Ивановна", ("Гарсия Лопес", "Мария", "Ивановна")),
        ("Ли Мин", ("Ли", "Мин", "")),
        ("Ли Мин -", ("Ли", "Мин", "")),
        ("Ли Мин нет", ("Ли", "Мин", "")),
        ("Мамедов Али Гасан оглы", ("Мамедов", "Али", "Гасан оглы")),
        ("МАМЕДОВ АЛИ ГАСАН ОГЛЫ", ("Мамедов", "Али", "Гасан оглы")),
        ("Мамедов Али Гасан-оглы", ("Мамедов", "Али", "Гасан-оглы")),
        ("Иванов, Пётр Ильич", ("Иванов", "Пётр", "Ильич")),
        ("де ла Крус Мария Хуановна", ("де ла Крус", "Мария", "Хуановна")),
    ],
)
def test_one_column_is_taken_apart(text: str, name: tuple[str, str, str]) -> None:
    assert split(text) == FullName(*name)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "не заполнено"),
        (" - ", "не заполнено"),
        ("Смирнова", "одно слово"),
        ("Смирнова нет", "отдельные столбцы"),
        ("Смирнова Н. С.", "инициалы"),
        ("Смирнова Н.С.", "инициалы"),
        ("Смирнова Наталия 5", "цифра"),
        ("Гарсия Лопес Мария Хосе", "отдельные столбцы"),
        ("Гарсия Лопес Мария нет", "отдельные столбцы"),
    ],
)
def test_what_cannot_be_taken_apart_is_said(text: str, words: str) -> None:
    found = split(text)
    assert isinstance(found, Unreadable)
    assert words in found.sentence


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_names(text: str) -> None:
    assert isinstance(split(text), FullName | Unreadable)
    assert normalise(normalise(text)) == normalise(text)
    assert len(as_cyrillic(text)) <= len(text) + 40
    name = FullName(text, text, text)
    assert isinstance(name.short + name.with_initials + name.full, str)
