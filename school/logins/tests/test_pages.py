"""The pages: whom they are shown, what they answer, what they leave in a browser."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from school.access.models import Session
from school.logins import hashing
from school.logins.tests.steps import PASSWORD, Desk
from school.logins.views import enter
from school.regions.models import Region
from school.registry.tests.conftest import words

pytestmark = pytest.mark.django_db


def sent(card: Any, **changed: str) -> dict[str, str]:
    form = {"login": card.login, "code": card.code, "born": "20.05.2015"}
    return form | {"password": PASSWORD} | changed


def test_from_the_paper_to_the_diary(desk: Desk) -> None:
    card, child = desk.card(), Client()
    page = words(child.get("/access/"))
    assert "Ученикам младше 14,5 года" in page
    assert "/login/activate/" in page
    done = child.post("/login/activate/", sent(card))
    assert (done.status_code, done["Location"]) == (303, "/")
    assert child.get("/").headers["Location"].startswith("/diary/")
    again = Client()
    came = again.post("/login/", {"login": card.login, "password": PASSWORD})
    assert (came.status_code, came["Location"]) == (303, "/")
    assert again.get("/login/").status_code == 302, "who is in needs no form"


def test_in_a_region_without_passwords_there_is_no_such_page(desk: Desk) -> None:
    card = desk.activated()
    Region.objects.update(policy_line="ryazan")
    browser = Client()
    assert "Логин и пароль" not in words(browser.get("/access/"))
    form = {"login": card.login, "password": PASSWORD}
    for answer in (
        browser.get("/login/"),
        browser.post("/login/", form),
        browser.get("/login/activate/"),
        browser.post("/login/activate/", sent(card)),
    ):
        assert answer.status_code == 404
        assert "входят через Госуслуги" in words(answer)
    assert "session" not in browser.cookies


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"login": ""}, "Впишите логин с карточки."),
        ({"code": " "}, "Впишите код с карточки: десять знаков."),
        ({"born": "вчера"}, "Впишите день, месяц и год: например, 09.03.2015."),
        ({"password": ""}, "Придумайте пароль."),
        ({"password": "1234567"}, "не меньше 8 знаков"),
        ({"password": "qwertyui"}, "по которым подбирают пароли"),
        ({"password": "20.05.2015 кот"}, "то, что о вас знают в классе"),
        ({"code": "7K4MX2PTBA"}, "Логин, код или дата рождения не подошли."),
        ({"born": "2015-05-21"}, "Логин, код или дата рождения не подошли."),
        ({"login": "\0"}, "Впишите логин с карточки."),
    ],
)
def test_each_fault_of_the_first_sign_in_is_said(
    desk: Desk, changed: dict[str, str], said: str
) -> None:
    card, child = desk.card(), Client()
    page = child.post("/login/activate/", sent(card, **changed))
    assert page.status_code == 422
    assert said in words(page)
    assert PASSWORD not in words(page)
    assert f'value="{sent(card, **changed)["login"].strip(chr(0))}"' in words(page)


def test_a_wrong_password_keeps_the_login_in_the_form_and_no_password(
    desk: Desk,
) -> None:
    card = desk.activated()
    page = Client().post("/login/", {"login": card.login, "password": "не тот пароль"})
    assert page.status_code == 422
    assert "Не вошли." in words(page)
    assert "Логин или пароль не подошли" in words(page)
    assert f'value="{card.login}"' in words(page)
    assert "не тот пароль" not in words(page)


def test_too_many_wrong_passwords_are_told_when_to_come_again(desk: Desk) -> None:
    card, browser = desk.activated(), Client()
    form = {"login": card.login, "password": "не тот пароль"}
    for _ in range(5):
        assert browser.post("/login/", form).status_code == 422
    page = browser.post("/login/", form)
    assert page.status_code == 429
    assert 0 < int(page["Retry-After"]) <= 360
    assert "Следующая попытка — в " in words(page)


def test_the_browser_that_came_in_before_has_tries_of_its_own(desk: Desk) -> None:
    card, his = desk.activated(), Client()
    right = {"login": card.login, "password": PASSWORD}
    assert his.post("/login/", right).status_code == 303
    for _ in range(6):
        Client().post("/login/", right | {"password": "не тот пароль"})
    assert Client().post("/login/", right).status_code == 429
    assert his.post("/login/", right).status_code == 303
    other = Client()
    other.cookies["login"] = "forged"
    assert other.post("/login/", right).status_code == 429


def test_when_all_are_busy_it_is_said_and_not_counted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, browser = desk.activated(), Client()

    def busy(*_: object, **__: object) -> None:
        raise hashing.Busy

    monkeypatch.setattr(enter, "come_in", busy)
    page = browser.post("/login/", {"login": card.login, "password": PASSWORD})
    assert page.status_code == 503
    assert int(page["Retry-After"]) > 0
    assert "попытка не засчитана" in words(page)


def test_past_the_border_the_page_says_what_is_needed(desk: Desk) -> None:
    card = desk.activated()
    desk.born(date(2011, 5, 20))
    page = Client().post("/login/", {"login": card.login, "password": PASSWORD})
    assert page.status_code == 403
    said = words(page)
    assert "Теперь вход через Госуслуги" in said
    assert "ученику с 14,5 года — своя подтверждённая запись" in said
    assert 'action="/access/esia/"' in said


def test_a_borrowed_device_forgets_him_with_its_window(desk: Desk) -> None:
    card, library = desk.activated(), Client()
    library.post(
        "/login/", {"login": card.login, "password": PASSWORD, "borrowed": "1"}
    )
    assert library.cookies["session"]["max-age"] == ""
    assert "login" not in library.cookies
    assert Session.objects.filter(borrowed=True).count() == 1


def test_whoever_leaves_is_not_told_that_gosuslugi_are_open(desk: Desk) -> None:
    page = words(Client().get("/access/?left=1"))
    assert "Если входили через Госуслуги" in page
