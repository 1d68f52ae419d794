"""Letters and a mail server: once, put off, refused for ever, never twice at once."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.db.models.functions import Now
from django.test import Client

from school.access.tests import rows
from school.lib import clock
from school.mail.clearing import KEPT, clear
from school.mail.handing_in import message_id
from school.mail.models import Letter
from school.mail.sending import send_what_waits
from school.mail.tests.conftest import ADDRESS, PostOffice, kept, opened, write
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
State = Letter.State


def let_it_be_time(school: rows.Rows) -> None:
    """The pause is over."""
    with behind(job_of(school.school, name="test")):
        Letter.objects.update(after=Now() - timedelta(seconds=1))


def test_a_letter_goes_once_in_both_dresses(
    school: rows.Rows, office: PostOffice
) -> None:
    write(school)
    assert send_what_waits() == 1
    assert send_what_waits() == 0
    (came,) = office.letters
    (letter,) = kept(school)
    assert came["To"] == ADDRESS
    assert came["From"] == "Электронная школа <school@example.test>"
    assert came["Subject"] == "Школа ответила"
    assert came["Message-ID"] == message_id(letter)
    assert came["Auto-Submitted"] == "auto-generated"
    plain, html = came.get_body(("plain",)), came.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "https://school.example.test/x/" in plain.get_content()
    assert '<a href="https://school.example.test/x/">' in html.get_content()
    assert letter.state == State.SENT
    assert letter.ended_at is not None


def test_several_letters_go_to_their_own_addresses_alone(
    school: rows.Rows, office: PostOffice
) -> None:
    for number in range(3):
        write(school, f"a{number}@example.test")
    assert send_what_waits() == 3
    assert sorted(one["To"] for one in office.letters) == [
        f"a{number}@example.test" for number in range(3)
    ]


def test_an_address_that_the_server_does_not_know_is_written_down_and_asked_once(
    school: rows.Rows, office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    office.says[ADDRESS] = f"550 5.1.1 <{ADDRESS}> unknown"
    write(school)
    write(school, "good@example.test")
    with caplog.at_level(logging.DEBUG, logger="school"):
        send_what_waits()
    refused, good = kept(school)
    assert (refused.state, refused.answer) == (State.REFUSED, "550")
    assert good.state == State.SENT
    let_it_be_time(school)
    assert send_what_waits() == 0
    assert ADDRESS not in caplog.text


def test_a_letter_that_is_not_taken_now_goes_later(
    school: rows.Rows, office: PostOffice
) -> None:
    office.says[ADDRESS] = "451 4.7.1 Greylisted"
    write(school)
    send_what_waits()
    assert send_what_waits() == 0  # it rests
    assert kept(school)[0].state == State.WAITING
    office.says.clear()
    let_it_be_time(school)
    send_what_waits()
    assert kept(school)[0].state == State.SENT
    assert len(office.letters) == 1


def test_words_that_the_server_refuses_are_refused_for_ever(
    school: rows.Rows, office: PostOffice
) -> None:
    office.of_data = "554 5.7.1 Looks like spam"
    write(school)
    send_what_waits()
    assert (kept(school)[0].state, kept(school)[0].answer) == (State.REFUSED, "554")


def test_a_server_that_is_away_is_asked_again_with_growing_pauses_and_then_no_more(
    school: rows.Rows, office: PostOffice, settings: Any
) -> None:
    settings.EMAIL_SERVER = {"host": "127.0.0.1", "port": 1}
    write(school)
    rests = []
    while kept(school)[0].state == State.WAITING:
        assert send_what_waits() in (0, 1)
        with behind(job_of(school.school, name="test")):
            rest = Letter.objects.annotate(rest=F("after") - Now()).get()
        rests.append(rest.rest)
        let_it_be_time(school)
    assert kept(school)[0].state == State.LATE
    assert rests[1] > 2 * rests[0]
    assert office.letters == []


def test_a_server_that_is_away_is_asked_once_for_all_that_wait(
    school: rows.Rows, office: PostOffice, settings: Any
) -> None:
    settings.EMAIL_SERVER = {"host": "127.0.0.1", "port": 1}
    for number in range(25):
        write(school, f"a{number}@example.test")
    assert send_what_waits() == 10
    assert send_what_waits() == 0
    assert {one.tries for one in kept(school)} == {0, 1}


def test_a_server_without_encryption_gets_nothing_where_it_is_asked_for(
    school: rows.Rows, office: PostOffice, settings: Any
) -> None:
    settings.EMAIL_SERVER |= {"use_tls": True, "username": "u", "password": "hush"}
    write(school)
    send_what_waits()
    assert office.letters == []
    assert kept(school)[0].state == State.WAITING


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize(("password", "came"), [("hush", 1), ("loud", 0)])
def test_a_server_lets_in_by_name_and_password(
    school: rows.Rows, settings: Any, password: str, came: int
) -> None:
    with opened(PostOffice(password="hush"), settings) as office:
        settings.EMAIL_SERVER |= {"username": "u", "password": password}
        write(school)
        send_what_waits()
        assert len(office.letters) == came
    assert (kept(school)[0].state == State.SENT) is bool(came)


def test_an_address_of_a_cyrillic_domain_is_written_as_mail_writes_it(
    school: rows.Rows, office: PostOffice
) -> None:
    write(school, "mama@почта.рф")
    send_what_waits()
    assert kept(school)[0].state == State.SENT
    assert office.letters[0]["To"] == "mama@xn--80a1acny.xn--p1ai"


def test_without_a_server_a_letter_is_written_down_and_never_goes(
    school: rows.Rows, office: PostOffice, settings: Any
) -> None:
    server = settings.EMAIL_SERVER
    settings.EMAIL_SERVER = {}
    write(school)
    assert kept(school)[0].state == State.UNSENT
    settings.EMAIL_SERVER = server
    assert send_what_waits() == 0
    assert office.letters == []


def test_health_says_how_long_the_oldest_letter_waits(
    school: rows.Rows, office: PostOffice
) -> None:
    def waits() -> object:
        return Client().get("/health/ready").json()["mail"]["oldest_waiting_s"]

    assert waits() is None
    write(school)
    with behind(job_of(school.school, name="test")):
        Letter.objects.update(written_at=F("written_at") - timedelta(days=2))
    write(school)
    two_days = timedelta(days=2).total_seconds()
    assert two_days <= float(str(waits())) < two_days + 3600
    send_what_waits()
    assert waits() is None


def test_what_ended_long_ago_is_forgotten_and_what_waits_is_not(
    school: rows.Rows, office: PostOffice
) -> None:
    write(school)
    send_what_waits()
    write(school)
    later = clock.now() + KEPT
    assert clear(later - timedelta(days=1)) == 0
    assert clear(later) == 1
    assert [one.state for one in kept(school)] == [State.WAITING]
    assert clear(later) == 0
