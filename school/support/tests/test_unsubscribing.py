"""A letter's link: a look spends nothing, a press refuses, another takes it back."""

import re
from typing import Any

import pytest
from django.test import Client

from school.access.tests import rows
from school.lib import clock
from school.logins.tests.test_recovering import words
from school.mail.composing import Composed
from school.mail.kinds import RECOVERY, TICKET, Kind
from school.mail.models import Letter, Unwanted
from school.mail.sending import send_what_waits
from school.mail.tests.conftest import ADDRESS, PostOffice, kept, opened
from school.mail.unsubscribing import Refusal, link_of, read, unsubscribe
from school.mail.writing import write_letter
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
State = Letter.State


@pytest.fixture
def school(monkeypatch: pytest.MonkeyPatch) -> rows.Rows:
    # No message stands behind these letters.
    monkeypatch.setattr("school.mail.endings._hearers", {})
    return rows.make_school(rows.make_region())


def write(school: rows.Rows, kind: Kind, address: str = ADDRESS) -> None:
    words = Composed("Школа ответила", "Здравствуйте!")
    at = clock.now()
    with behind(job_of(school.school, name="test")):
        write_letter(
            words, school=school.school, address=address, kind=kind, row=1, at=at
        )


def test_a_letter_that_waits_already_is_not_sent_either(
    school: rows.Rows, settings: Any
) -> None:
    with opened(PostOffice(), settings) as post_office:
        write(school, TICKET)
        write(school, RECOVERY)
        unsubscribe(Refusal(TICKET, ADDRESS), clock.now())
        send_what_waits()
        (of_safety,) = post_office.letters
    assert of_safety["List-Unsubscribe"] is None
    assert [one.state for one in kept(school)] == [State.UNWANTED, State.SENT]


def test_one_press_of_a_mail_program_and_no_more_such_letters(
    school: rows.Rows, settings: Any
) -> None:
    with opened(PostOffice(), settings) as post_office:
        write(school, TICKET)
        write(school, RECOVERY)
        send_what_waits()
        of_ticket, of_safety = post_office.letters
        assert of_safety["List-Unsubscribe"] is None
        assert of_safety["List-Unsubscribe-Post"] is None
        assert of_ticket["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        said = of_ticket["List-Unsubscribe"].strip()
        address = re.fullmatch(r"<https?://[^/]+(/.+)>", said)
        assert address
        assert ADDRESS.split("@")[0] not in address[1]
        program = Client(enforce_csrf_checks=True)
        assert program.get(address[1]).status_code == 200
        assert not Unwanted.objects.exists(), "a look spends nothing"
        done = program.post(address[1], {"List-Unsubscribe": "One-Click"})
        assert done.status_code == 200, "RFC 8058, 3.1: no redirect"
        write(school, TICKET, ADDRESS.upper())
        write(school, TICKET, "other@example.test")
        write(school, RECOVERY)
        send_what_waits()
        assert len(post_office.letters) == 4
    states = [one.state for one in kept(school)]
    assert states == [State.SENT, State.SENT, State.UNWANTED, State.SENT, State.SENT]


def test_in_both_dresses_stands_the_link_and_it_is_taken_back(
    school: rows.Rows, settings: Any
) -> None:
    with opened(PostOffice(), settings) as post_office:
        write(school, TICKET)
        send_what_waits()
        (came,) = post_office.letters
        texts = [came.get_body((each,)) for each in ("plain", "html")]
        (address,) = {
            re.search(r"https?://[^/\s]+(/support/letters/[\w-]+/)", one.get_content())[
                1
            ]  # type: ignore[index,union-attr]
            for one in texts
        }
        reader = Client()
        assert "приходят письма об ответах" in words(reader.get(address))
        assert "не приходят" in words(reader.post(address))
        assert "Подписаться снова" in words(reader.get(address))
        assert "снова будут приходить" in words(reader.post(address, {"want": "yes"}))
        write(school, TICKET)
        send_what_waits()
        assert len(post_office.letters) == 2


@pytest.mark.parametrize("token", ["x", "%00", "а", "A" * 60, "=", "A" * 3000])
def test_a_forged_link_opens_nothing(db: None, token: str) -> None:
    reader = Client()
    assert reader.get(f"/support/letters/{token}/").status_code == 404
    assert reader.post(f"/support/letters/{token}/").status_code == 404
    assert not Unwanted.objects.exists()


def test_nobody_unsubscribes_from_safety(school: rows.Rows) -> None:
    link = link_of(Refusal(RECOVERY, ADDRESS))
    assert read(link.split("/")[-2]) is None
    true = link_of(Refusal(TICKET, ADDRESS)).split("/")[-2]
    assert read(true) == Refusal(TICKET, ADDRESS)
    assert read(true[:-4] + "AAAA") is None
