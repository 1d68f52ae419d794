"""A region's support: what has risen to it, without a name; it gives back and asks."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from school.access.models import Operator
from school.access.recognising import at_the_door
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.access.tests.test_operator_page import operator
from school.lib import clock
from school.lib.keys import to_text
from school.people.models import Card
from school.regions.models import Region
from school.support.models import (
    RaisedTicket,
    SharedIdentity,
    Ticket,
    TicketReply,
    TicketStep,
)
from school.support.tests.conftest import Refused, filled
from school.support.tests.test_messages import (
    address,
    administers,
    job,
    leads,
    staff,
    the_ticket,
    words,
)
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
Refuse = Callable[..., Refused]
LIST = "/support/raised/"


@pytest.fixture
def refused(refuse: Refuse) -> Refused:
    return refuse()


@pytest.fixture
def office(school: rows.Rows, refused: Refused) -> Client:
    """The administrator, who leads a class as well."""
    administers(school)
    leads(school)
    return staff(school)


@pytest.fixture
def raised(school: rows.Rows, office: Client, refused: Refused) -> Refused:
    """A message that the school has handed to support."""
    refused.browser.post(refused.form, filled(school, share="1"))
    its = address(the_ticket(school))
    for to in ("administrator", "support"):
        assert office.post(its, {"to": to}).status_code == 303
    return refused


@pytest.fixture
def support(
    school: rows.Rows, raised: Refused, monkeypatch: pytest.MonkeyPatch
) -> Client:
    return operator(school.region, monkeypatch)


def act(school: rows.Rows) -> str:
    with job(school):
        return f"{LIST}{to_text(RaisedTicket.objects.get().key)}/"


def test_support_reads_number_reason_steps_and_school_and_no_name(
    school: rows.Rows, raised: Refused, support: Client
) -> None:
    page = words(support.get(LIST))
    for said in (raised.reference, "Школа. Отправлено", "Родитель: "):
        assert said in page
    assert "Классный руководитель</b> Передано администратору." in page
    for secret in ("Иванов", "Пётр", "Ева", "8 900", "Сменили", "14.03.1988", "5 Б"):
        assert secret not in page


def test_the_wall_shows_support_its_rows_and_nothing_else(
    school: rows.Rows, raised: Refused, office: Client, refuse: Refuse
) -> None:
    other = refuse(replace(MOTHER, oid=77, snils="90000020105"))
    other.browser.post(other.form, filled(school))
    mine = Actor(Kind.SUPPORT, "test", schools=(school.school,))
    with behind(mine):
        assert [one.reference for one in RaisedTicket.objects.all()] == [
            raised.reference
        ]
        assert TicketStep.objects.count() == 2
        for hidden in (Ticket, SharedIdentity, TicketReply, Card):
            assert not hidden.objects.exists(), hidden  # type: ignore[attr-defined]
        assert RaisedTicket.objects.update(reference="x") == 0
        assert TicketStep.objects.update(role="x") == 0
    elsewhere = rows.make_school(school.region, "Вторая")
    with behind(Actor(Kind.SUPPORT, "test", schools=(elsewhere.school,))):
        assert not RaisedTicket.objects.exists()
    with job(school):
        ticket = Ticket.objects.get(reference=raised.reference)
    office.post(address(ticket), {"to": "administrator"})
    with behind(mine):
        assert not RaisedTicket.objects.exists()
        assert not TicketStep.objects.exists()


def test_support_gives_it_back_with_a_reason(
    school: rows.Rows, raised: Refused, support: Client
) -> None:
    where = act(school)
    assert support.post(where, {"return": "documents"}).status_code == 303
    assert support.post(where, {"return": "documents"}).status_code == 404
    assert the_ticket(school).held_by == "administrator"
    assert the_ticket(school).due_date is not None
    assert raised.reference not in words(support.get(LIST))
    with job(school):
        step = TicketStep.objects.order_by("-id").first()
        assert step is not None
        assert (step.role, step.by_id, step.sentence) == ("support", None, "documents")
        assert TicketStep.objects.count() == 3


def test_support_asks_the_person_and_his_answer_goes_to_the_school(
    school: rows.Rows, raised: Refused, support: Client
) -> None:
    assert support.post(act(school), {"ask": "gosuslugi"}).status_code == 303
    assert "Сверьте с документом" in words(Client().get(raised.status))
    ticket = the_ticket(school)
    assert (ticket.state, ticket.held_by) == ("asked", "administrator")
    with connection.cursor() as cursor, job(school):
        cursor.execute("SELECT actor FROM audit_line WHERE action = 'answer_ticket'")
        assert any(actor.endswith(" operator") for (actor,) in cursor.fetchall())


@pytest.mark.parametrize("sent", [{}, {"return": "x"}, {"ask": "card"}])
def test_no_choice_is_told_in_words(
    school: rows.Rows, raised: Refused, support: Client, sent: dict[str, str]
) -> None:
    answered = support.post(act(school), sent)
    assert answered.status_code == 422
    assert "Выберите фразу" in words(answered)
    assert the_ticket(school).held_by == "support"


def test_another_region_and_a_former_operator_find_nothing(
    school: rows.Rows, raised: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = Region.objects.create(slug="far", name="Даль", policy_line="ryazan")
    stranger = operator(far, monkeypatch)
    assert raised.reference not in words(stranger.get(LIST))
    assert stranger.post(act(school), {"return": "works"}).status_code == 404
    with at_the_door(stranger.cookies[settings.SESSION_COOKIE].value):
        Operator.objects.update(until_at=clock.now())
    assert stranger.get(LIST).status_code == 404
    assert stranger.get("/support/voice/").status_code == 404


def test_staff_of_a_school_is_no_support(office: Client, raised: Refused) -> None:
    assert Client().get(LIST).status_code == 302
    assert office.get(LIST).status_code == 404
