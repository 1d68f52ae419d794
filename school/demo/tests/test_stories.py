"""Every person of the sandbox's cast ends where its page promises, and some go on."""

import re
import time
import tomllib
from collections.abc import Callable, Iterator
from html import unescape

import httpx
import pytest

from school.demo.tests.conftest import ROOT, Demo, cloned
from school.demo.tests.lived import PASSWORD, Lived, Visitor, lived_in, visitor
from tests.signing_in_smoke import Page, follow

_CAST = tomllib.loads((ROOT / "sandbox" / "cast.toml").read_text())["citizen"]
_STORIES = tomllib.loads((ROOT / "sandbox" / "stories.toml").read_text())
_KEYS = [row["key"] for row in _CAST]
_INSIDE = ("desk", "diary", "journal", "roles")
# Their region opens at «Другой регион», as the steps of their stories say.
_ELSEWHERE = {29, 30, "Сотрудники Мещёрской области"}
_CLASS = re.compile(r"\d+ (?:«[А-Я]»|класс)")
_SCHOOL = re.compile(r"Луговская школа|Озёрная школа|[Шш]кола № 12")
_BIRTHDAY = "2026-11-25T12:00+03:00"
_TIMUR = {
    "last_name": "Лебедев",
    "first_name": "Тимур",
    "patronymic": "Ильич",
    "gender": "M",
    "birth_date": "06.02.2017",
    "series": "IV-ОЯ",
    "number": "540031",
    "snils": "",
}
_ACCOUNT = {"email": "child@example.test", "phone": "", "password": PASSWORD}


@pytest.fixture(scope="module")
def lived(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """The product and the sandbox over a copy of the demo."""
    home = tmp_path_factory.mktemp("lived")
    with cloned(demo, "lived") as copied, lived_in(copied, home) as running:
        yield running


@pytest.fixture
def anew(lived: Lived) -> Iterator[Lived]:
    """The same; Госуслуги are as new, and again afterwards."""
    lived.control("POST", "reset")
    yield lived
    lived.control("POST", "reset")


@pytest.fixture(scope="module")
def promised(lived: Lived) -> dict[str, tuple[str, str]]:
    """By key, what the cast page says: a word for machines, sentences for people."""
    page = httpx.get(f"{lived.sandbox}/", trust_env=False).text
    found = {}
    for part in page.split('data-citizen="')[1:]:
        ends = re.search(r'data-ends="(\w+)">([^<]+)</strong>([^<]*)', part)
        assert ends is not None, part[:300]
        found[part.partition('"')[0]] = ends[1], plain(ends[2] + ends[3])
    return found


def plain(text: str) -> str:
    """Text of a page with the spaces that everybody types."""
    return unescape(text).replace("\N{NO-BREAK SPACE}", " ")


def squeezed(text: str) -> str:
    """Letters without spaces and capitals: «4 «А»» is «4«А»» in the diary."""
    return text.replace(" ", "").lower()


def region_of(key: str) -> str:
    """The region whose door a person's story opens."""
    his = (row for row in _STORIES["story"] if key in row["people"])
    named = {row.get("number", row["title"]) for row in his}
    return "meshchora" if named & _ELSEWHERE else "zaokskaya"


def test_every_ending_of_the_cast_has_words_and_somebody() -> None:
    assert {row["ends"] for row in _CAST} == set(_STORIES["ending"])
    for row in _CAST:
        low = row["level"] in ("standard", "simplified")
        assert low is (row["ends"] == "account_not_confirmed"), row["key"]


def wait_until(happened: Callable[[], bool]) -> None:
    """The worker looks at the register three times a minute."""
    until = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < until, "nothing has happened within a minute"
        time.sleep(0.5)


def agree(lived: Lived, parent: str, *, about: str, word: str = "given") -> None:
    """A parent's word about a child, given at Госуслуги by the parent himself."""
    (asked,) = (
        row
        for row in lived.control("GET", "consents")
        if row["key"] == parent and row["about"] == lived.oid(about)
    )
    with visitor(lived, 60) as giver:
        giver.enter(f"{parent}@example.test")
        giver.press(f"/profile/consents/{asked['id']}", do=word)


@pytest.mark.parametrize("key", _KEYS)
def test_a_person_ends_where_the_cast_page_says(
    lived: Lived, promised: dict[str, tuple[str, str]], key: str
) -> None:
    ends, sentences = promised[key]
    with visitor(lived, _KEYS.index(key)) as person:
        landed = person.sign_in(f"{key}@example.test", region_of(key))
        assert person.ends(landed) == ends, plain(landed.text)
    assert sentences.startswith("Входит") is (ends in _INSIDE)
    if ends == "diary":
        read = squeezed(plain(landed.text))
        said = (*_CLASS.findall(sentences), *_SCHOOL.findall(sentences))
        lost = [words for words in said if squeezed(words) not in read]
        assert lost == [], sentences


def test_who_confirms_his_account_comes_in(anew: Lived) -> None:
    with visitor(anew, 1) as olga:
        olga.sign_in("olga@example.test")
        assert "Подтверждена" in olga.press("/profile", do="confirm", way="centre")
        assert olga.ends(olga.sign_in("olga@example.test")) == "diary"
    with visitor(anew, 2) as denis:
        denis.sign_in("denis@example.test")
        by_bank = {"do": "confirm", "way": "bank"}
        assert "Банк отказал" in denis.press("/profile", **by_bank, card="child")
        assert denis.ends(denis.sign_in("denis@example.test")) != "diary"
        assert "Подтверждена" in denis.press("/profile", **by_bank, card="own")
        assert denis.ends(denis.sign_in("denis@example.test")) == "diary"


def test_a_child_whom_his_mother_enters_is_known_by_his_certificate(
    anew: Lived,
) -> None:
    with visitor(anew, 3) as vera:
        vera.sign_in("vera@example.test")
        vera.press("/profile/family/new", **_TIMUR)
        card = vera.child("Лебедев")
        assert "Проверка пройдена" in vera.press(card, do="hurry")
        vera.press(f"{card}/account", **_ACCOUNT)
    with visitor(anew, 4) as timur:
        landed = timur.sign_in(_ACCOUNT["email"])
        assert timur.ends(landed) == "parent_consent_asked"
        agree(anew, "vera", about=_ACCOUNT["email"])
        assert timur.ends(timur.sign_in(_ACCOUNT["email"])) == "diary"


def test_a_child_of_fifteen_confirms_the_account_his_mother_made(anew: Lived) -> None:
    with visitor(anew, 5) as marina:
        marina.sign_in("marina@example.test")
        marina.press(f"{marina.child('Власов')}/account", **_ACCOUNT)
    with visitor(anew, 6) as artur:
        landed = artur.sign_in(_ACCOUNT["email"])
        assert artur.ends(landed) == "account_not_confirmed"
        papers = {"passport": "61 00 123456", "snils": "112-233-445 95"}
        artur.press("/profile", do="documents", **papers)
        artur.press("/profile", do="confirm", way="centre")
        landed = artur.sign_in(_ACCOUNT["email"])
        assert artur.ends(landed) == "parent_consent_asked"
        agree(anew, "marina", about=_ACCOUNT["email"])
        assert artur.ends(artur.sign_in(_ACCOUNT["email"])) == "diary"


def test_on_his_eighteenth_birthday_a_pupil_is_asked_himself(anew: Lived) -> None:
    anew.control("POST", "clock", now=_BIRTHDAY)
    with visitor(anew, 7) as nikita:
        asked = nikita.sign_in("nikita@example.test", does="refuse")
        assert nikita.ends(asked) == "esia_denied"
        assert nikita.ends(nikita.sign_in("nikita@example.test")) == "diary"


def test_from_that_birthday_on_his_mother_reads_as_he_said(anew: Lived) -> None:
    with visitor(anew, 11) as nikita, visitor(anew, 12) as zhanna:
        nikita.sign_in("nikita@example.test")
        assert "Не видят" in say_of_parents(nikita, "no")
        assert zhanna.ends(zhanna.sign_in("zhanna@example.test")) == "diary"
        anew.control("POST", "clock", now=_BIRTHDAY)
        landed = zhanna.sign_in("zhanna@example.test")
        assert zhanna.ends(landed) == "closed_by_student"


def say_of_parents(pupil: Visitor, word: str) -> str:
    """Turn his switch «Родители видят мой дневник»; what the page says then."""
    school = pupil.lived.school
    page = pupil.browser.get(f"{school}/access/reading/")
    address, fields = Page(page).form("/access/reading/")
    headers = {"Origin": school, "Referer": address}
    typed = fields | {"parents": word}
    answer = pupil.browser.post(address, data=typed, headers=headers)
    return plain(follow(pupil.browser, answer).text)


def test_one_of_two_parents_is_enough_and_to_take_it_back_shuts_the_diary(
    anew: Lived,
) -> None:
    with visitor(anew, 9) as alisa:
        alisa.sign_in("alisa@example.test")
        agree(anew, "yulia", about="alisa")
        assert alisa.ends(alisa.sign_in("alisa@example.test")) == "diary"
        agree(anew, "yulia", about="alisa", word="withdrawn")
        wait_until(lambda: alisa.is_out())
        landed = alisa.sign_in("alisa@example.test")
        assert alisa.ends(landed) == "parent_consent_asked"
    with visitor(anew, 10) as yulia:
        assert yulia.ends(yulia.sign_in("yulia@example.test")) == "diary"


@pytest.mark.parametrize(
    ("region", "message"),
    [("meshchora", "NOT_IN_SYSTEM"), ("zaokskaya", "DIARY_NOT_FOUND")],
)
def test_a_stranger_reads_the_words_of_the_region(
    lived: Lived, region: str, message: str
) -> None:
    with visitor(lived, 8) as stepan:
        landed = stepan.sign_in("stepan@example.test", region)
        assert f'data-message="{message}"' in landed.text
