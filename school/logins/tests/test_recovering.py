"""«Забыли пароль?»: one answer to all, a real letter, a link that works once."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.access.models import Session
from school.importing import cells
from school.lib import clock
from school.logins import passwords, recovering
from school.logins.models import Login, LoginPassword, Recovery, RecoveryAsked
from school.logins.recovering import answer_what_waits
from school.logins.tests.steps import PASSWORD, Desk
from school.mail.models import Letter
from school.mail.sending import send_what_waits
from school.mail.tests.conftest import PostOffice, opened
from school.notices.models import Delivery, Notice
from school.people.models import Card
from school.registry.forms import ContactsForm
from school.registry.tests.conftest import words

pytestmark = pytest.mark.django_db
MAIL = "child@example.test"
NEW = "лужа прыгнула в сапог"


@pytest.fixture
def login(desk: Desk) -> str:
    """The child has an e-mail in the card and a password that he forgot."""
    mailed(desk, MAIL)
    return desk.activated().login


def mailed(desk: Desk, address: str) -> None:
    with desk.office.behind():
        Card.objects.filter(pk=desk.child).update(email=address)


def ask(who: str) -> str:
    """Ask on the page; what it says."""
    page = Client().post("/login/forgotten/", {"who": who})
    assert page.status_code == 200, words(page)
    return words(page)


def letters(desk: Desk) -> list[Letter]:
    answer_what_waits()
    with desk.office.behind():
        return list(Letter.objects.order_by("id"))


def link(desk: Desk) -> str:
    """The address in the last letter, without the site."""
    found = re.search(r"https?://\S+?(/login/new/\S+)", letters(desk)[-1].text)
    assert found
    return found[1]


def test_a_real_letter_brings_login_and_link_and_no_name(
    desk: Desk, login: str, settings: Any
) -> None:
    with opened(PostOffice(), settings) as post_office:
        ask(login)
        assert answer_what_waits() == 1
        assert not RecoveryAsked.objects.exists()
        send_what_waits()
        (came,) = post_office.letters
    body = came.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert came["To"] == MAIL
    assert login in text
    assert "/login/new/" in text
    assert PASSWORD not in text
    assert not re.search("Иванов|Пётр", str(came))


def test_the_answer_and_its_work_are_the_same_for_everybody(
    desk: Desk, login: str
) -> None:
    said, asked = set(), set()
    for who in (login, MAIL, "kvt48273", "nobody@example.test", "что-то"):
        with CaptureQueriesContext(connection) as found:
            said.add(ask(who))
        asked.add(tuple(one["sql"].split()[0] for one in found.captured_queries))
    assert len(asked) == 1
    plain = {re.sub(r'value="[^"]{64}"', "", each) for each in said}
    assert len({re.sub(r"csrf\S+ \S+", "", each) for each in plain}) == 1
    assert len(letters(desk)) == 2


def test_a_link_works_once_and_the_former_password_and_sessions_are_over(
    desk: Desk, login: str
) -> None:
    former = Client()
    former.post("/login/", {"login": login, "password": PASSWORD})
    assert former.get("/").headers["Location"].startswith("/diary/")
    ask(MAIL.upper())
    address = link(desk)
    child = Client()
    for _ in range(3):
        page = child.get(address)
        assert page.status_code == 200
        assert login in words(page)
    done = child.post(address, {"password": NEW})
    assert (done.status_code, done["Location"]) == (303, "/")
    assert child.get("/").headers["Location"].startswith("/diary/")
    assert former.get("/").headers["Location"] == "/access/"
    again = Client().post(address, {"password": "ещё один новый пароль"})
    assert again.status_code == 404
    form = {"login": login, "password": PASSWORD}
    assert Client().post("/login/", form).status_code == 422
    assert Client().post("/login/", form | {"password": NEW}).status_code == 303


def test_an_unfit_password_leaves_the_link(desk: Desk, login: str) -> None:
    ask(login)
    address = link(desk)
    page = Client().post(address, {"password": "12345678"})
    assert page.status_code == 422
    assert "подбирают пароли" in words(page)
    assert Client().post(address, {"password": NEW}).status_code == 303


def test_after_half_an_hour_or_another_change_a_link_is_over(
    desk: Desk, login: str
) -> None:
    ask(login)
    address = link(desk)
    token = address.split("/")[-2]
    later = clock.now() + recovering.LASTS
    assert recovering.renew(token, NEW, at=later) == recovering.OVER
    ask(login)
    second = link(desk)
    assert Client().post(second, {"password": NEW}).status_code == 303
    assert Client().get(address).status_code == 404, "the other link ends too"


def test_guessed_links_open_nothing(desk: Desk, login: str) -> None:
    ask(login)
    link(desk)
    for token in ("x", "0" * 43, "%00", "..", "'"):
        assert Client().get(f"/login/new/{token}/").status_code == 404
    with desk.office.behind():
        assert Recovery.objects.get().used_at is None


def test_three_letters_an_hour_and_five_a_day_are_all(
    desk: Desk, login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = clock.now()
    for hour, due in [(0, 3), (2, 5), (4, 5), (25, 8)]:
        at = begun + timedelta(hours=hour)
        monkeypatch.setattr(clock, "now", lambda at=at: at)
        for _ in range(4):
            recovering.ask(desk.office.rows.region, login, at=at)
        assert len(letters(desk)) == due


def test_without_an_email_or_a_way_in_no_letter_goes(desk: Desk, login: str) -> None:
    mailed(desk, "")
    ask(login)
    mailed(desk, MAIL)
    with desk.office.behind():
        Card.objects.filter(pk=desk.child).update(user=Card.User.INACTIVE)
    ask(login)
    with desk.office.behind():
        Card.objects.filter(pk=desk.child).update(user=Card.User.ACTIVE)
        LoginPassword.objects.all().delete()
    ask(login)
    assert letters(desk) == []
    assert "новую карточку" in words(Client().get("/login/forgotten/"))


def test_a_mothers_address_in_two_cards_brings_two_letters(
    desk: Desk, login: str
) -> None:
    other = desk.office.make(
        "Орлов Глеб", "student", birth_date=desk.office.card(desk.child).birth_date
    )
    with desk.office.behind():
        Card.objects.filter(pk=other.pk).update(email=MAIL)
        his = Login.objects.create(
            school_id=desk.office.school,
            student=other,
            name="xyz22222",
            digest="x",
            made_at=clock.now(),
        )
        LoginPassword.objects.create(
            school_id=desk.office.school, login=his, hash="x", chosen_at=clock.now()
        )
    ask(MAIL)
    texts = [one.text for one in letters(desk)]
    assert len(texts) == 2
    assert any("xyz22222" in text for text in texts)


def test_the_class_teacher_is_told(desk: Desk, login: str) -> None:
    ask(login)
    Client().post(link(desk), {"password": NEW})
    with desk.office.behind():
        assert Notice.objects.get().what == "password"
        assert Delivery.objects.get().card_id == desk.office.rows.teacher


def test_a_new_password_says_its_rules(desk: Desk, login: str) -> None:
    ask(login)
    page = Client().post(link(desk), {"password": f"{login}{login}"})
    assert passwords.ABOUT in words(page)
    assert not Session.objects.filter(borrowed=True).exists()


def test_an_address_is_kept_in_small_letters_and_found_however_it_is_typed(
    desk: Desk, login: str
) -> None:
    assert ContactsForm.of({"email": "Child@Example.TEST"}).email == MAIL
    assert cells.email("Child@Example.TEST") == MAIL
    for typed in (MAIL, MAIL.upper(), MAIL.title()):
        ask(typed)
    assert len(letters(desk)) == 3
    # As a school wrote it before.
    mailed(desk, "Child@Example.test")
    with desk.office.behind():
        Recovery.objects.all().delete()
    ask("Child@Example.test")
    assert len(letters(desk)) == 4
