"""Codes, passwords, ages and hashes: without a database."""

from datetime import date
from threading import BoundedSemaphore, Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.logins import hashing, passwords
from school.logins.codes import (
    ALPHABET,
    LENGTH,
    new_code,
    new_login,
    read_code,
    read_login,
    shown,
)
from school.logins.hashing import Busy, Places, hash_of, is_dated, is_right
from school.logins.passwords import Around, unfit
from school.logins.rules import no_password, password_ends
from school.regions.in_force import lines

TODAY = date(2026, 11, 18)
MESHCHORA = lines()["meshchora"]
AROUND = Around(
    words=("Зорина", "Мария", "Олеговна", "kvt48273", "Школа № 12 имени Есенина"),
    birth_date=date(2015, 3, 9),
)


def test_a_code_has_49_bits_and_no_sign_looks_like_another() -> None:
    assert len(set(ALPHABET)) == 30
    assert 30**LENGTH > 2**49
    assert not set(ALPHABET) & set("IOQJ01l")


def test_logins_follow_from_nothing() -> None:
    made = {new_login() for _ in range(1000)}
    assert len(made) > 990
    assert all(read_login(one) == one for one in made)


@given(st.integers())
def test_a_printed_code_is_read_again(seed: int) -> None:
    code = new_code()
    for typed in (code, shown(code), shown(code).lower(), f" {code[:5]}-{code[5:]} "):
        assert read_code(typed) == code


def test_cyrillic_letters_of_the_same_look_are_read() -> None:
    assert read_code("АВЕКМ НРСТХ") == "ABEKMHPCTX"
    assert read_login("КХМ48273") == "kxm48273"


@pytest.mark.parametrize("typed", ["", "x", "7K4MX", "\0" * 10, "O" * 10, "7" * 11])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None
    assert read_login(typed) is None


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("ворона-9", ""),
        ("дождь сядет на зонт", ""),
        ("коротко", passwords.SHORT),
        ("я" * 129, passwords.LONG),
        ("11111111", passwords.PLAIN),
        ("12345678", passwords.COMMON),
        ("Password1", passwords.COMMON),
        ("gfhjkm2015", passwords.COMMON),
        ("ПАРОЛЬ123!", passwords.COMMON),
        ("natasha2014", passwords.COMMON),
        ("йцукенгш", passwords.COMMON),
        ("солнышко", passwords.COMMON),
        ("зорина-и-кот", passwords.ABOUT),
        ("pjhbyf-и-кот", passwords.ABOUT),
        ("zorina-i-kot", passwords.ABOUT),
        ("моя_есенина_5", passwords.ABOUT),
        ("kvt48273kvt", passwords.ABOUT),
        ("кот09.03.2015", passwords.ABOUT),
        ("кот-2015-03-09", passwords.ABOUT),
        ("кот090315кот", passwords.ABOUT),
        ("9 3 2015 кот", passwords.ABOUT),
    ],
)
def test_a_password_is_fit_or_the_sentence_says_why_not(
    password: str, said: str
) -> None:
    assert unfit(password, AROUND) == said


@given(st.text(max_size=200))
def test_any_text_gets_an_answer(password: str) -> None:
    assert isinstance(unfit(password, AROUND), str)


def test_a_hash_opens_to_its_password_alone_and_says_how_it_was_made() -> None:
    kept = hash_of("ворона-9")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert is_right("ворона-9", kept)
    assert not is_right("ворона-8", kept)
    assert not is_right("ворона-9", "")
    assert hash_of("ворона-9") != kept
    assert not is_dated(kept)


def test_a_hash_of_other_parameters_still_opens_and_is_dated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hashing, "ROUNDS", 1)
    kept = hash_of("ворона-9")
    monkeypatch.undo()
    assert is_dated(kept)
    assert is_right("ворона-9", kept)


def test_whoever_finds_all_places_taken_is_told_so_and_not_kept() -> None:
    places = Places(BoundedSemaphore(1), wait_s=0.01)
    taken, done = Event(), Event()

    def hold() -> None:
        with places.one():
            taken.set()
            done.wait()

    other = Thread(target=hold)
    other.start()
    taken.wait()
    for known in ("", "$argon2id$v=19$m=19456,t=2,p=1$x$x"):
        with pytest.raises(Busy):
            is_right("ворона-9", known, places)
    done.set()
    other.join()
    assert not is_right("ворона-9", "", places)


def test_at_fourteen_and_a_half_the_password_ends_on_the_very_day() -> None:
    born = date(2012, 6, 1)
    last, first = date(2026, 11, 30), date(2026, 12, 1)
    assert no_password(MESHCHORA, born, last) is None
    assert password_ends(MESHCHORA, born, TODAY) == first
    why = no_password(MESHCHORA, born, first)
    assert why is not None
    assert "ученикам младше 14,5 года" in why.sentence.replace("\xa0", " ")
    assert "Госуслуги" in why.sentence
    assert "подтверждённая" in why.needed.text


def test_a_child_of_today_ends_by_the_rules_of_the_years_to_come() -> None:
    assert password_ends(MESHCHORA, date(2019, 8, 31), TODAY) == date(2034, 2, 28)


def test_newer_rules_end_it_on_their_first_day() -> None:
    ryazan = lines()["ryazan"]
    born, on = date(2015, 1, 1), date(2022, 9, 1)
    assert no_password(ryazan, born, on) is None
    assert password_ends(ryazan, born, on) == date(2023, 11, 17)


def test_where_the_rules_know_no_password_the_sentence_says_so() -> None:
    why = no_password(lines()["vologda"], date(2018, 1, 1), TODAY)
    assert why is not None
    assert "карточек с логином нет" in why.sentence
