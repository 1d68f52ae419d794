"""«Заменить»: the card is mended in one deed with the answer; only one's own cards."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from school.academics.models import Enrolment, SchoolClass
from school.access.recognising import at_the_door
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.access.tests.test_recognising import sign_in
from school.lib import clock
from school.lib.keys import to_text
from school.people.models import Card, Kinship
from school.support.message import said_with
from school.support.models import Ticket, TicketStep
from school.support.replacing import replace as mend
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

pytestmark = pytest.mark.django_db
Refuse = Callable[..., Refused]


@pytest.fixture
def mistyped(school: rows.Rows) -> Card:
    """The mother's card has a letter too few; her child is of the class."""
    with job(school):
        card = Card.objects.get(pk=school.mother)
        card.patronymic = "Ильична"
        card.save()
        return card


def enrol(school: rows.Rows) -> None:
    with job(school):
        Enrolment.objects.create(
            school_id=school.school,
            student_id=school.child,
            school_class=SchoolClass.objects.get(),
            since_date=rows.SEPTEMBER,
        )


def told(school: rows.Rows, refuse: Refuse, **more: str) -> Refused:
    who = refuse()
    who.browser.post(who.form, filled(school, share="1", **more))
    return who


def the_card(school: rows.Rows, pk: int) -> Card:
    with job(school):
        return Card.objects.get(pk=pk)


def sent(card: Card, **more: str) -> dict[str, str]:
    return {"card": to_text(card.key), "seen": "1", **more}


def test_the_class_teacher_sees_both_sides_and_mends_the_card(
    school: rows.Rows, mistyped: Card, refuse: Refuse
) -> None:
    leads(school)
    enrol(school)
    who = told(school, refuse)
    browser, its = staff(school), address(the_ticket(school))
    page = words(browser.get(its))
    assert "Отличается: в карточке «Иванова Анна Ильична», на Госуслугах" in page
    assert 'beside__differs">ни</mark>' in page
    assert "***-***-101 85" in page
    assert "90000010185" not in page
    assert browser.post(its, sent(mistyped)).status_code == 303
    card = the_card(school, mistyped.pk)
    assert card.patronymic == "Ильинична"
    assert (card.last_name, card.birth_date) == ("Иванова", date(1988, 3, 14))
    ticket = the_ticket(school)
    assert (ticket.state, ticket.question, ticket.due_date) == ("fixed", "card", None)
    with job(school):
        step = TicketStep.objects.get()
        assert (step.what, step.role, step.to) == ("replaced", "class_teacher", "fixed")
        assert Kinship.objects.count() == 1
    page = words(browser.get(its))
    assert "Карточка исправлена по данным Госуслуг: документ видели." in page
    assert "заменять нечего" in page
    assert "Школа исправила карточку" in words(who.browser.get(who.status))


def test_history_keeps_both_values_and_the_trail_the_deed(
    school: rows.Rows, mistyped: Card, refuse: Refuse
) -> None:
    administers(school)
    told(school, refuse)
    staff(school).post(address(the_ticket(school)), sent(mistyped))
    with job(school), connection.cursor() as cursor:
        cursor.execute(
            "SELECT old->>'patronymic', new->>'patronymic', reason FROM history"
            " WHERE what = 'card' AND row_id = %s ORDER BY at DESC LIMIT 1",
            [mistyped.pk],
        )
        assert cursor.fetchone() == (
            "Ильична",
            "Ильинична",
            f"ticket:{the_ticket_pk()}",
        )
        cursor.execute(
            "SELECT action FROM audit_line WHERE action IN"
            " ('answer_ticket', 'correct_card') ORDER BY id"
        )
        assert [one for (one,) in cursor.fetchall()] == [
            "correct_card",
            "answer_ticket",
        ]


def the_ticket_pk() -> int:
    return Ticket.objects.get().pk


def test_a_number_is_mended_where_name_and_birth_date_agree(
    school: rows.Rows, refuse: Refuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    administers(school)
    who = refuse(replace(MOTHER, snils="90000020105"))
    who.browser.post(who.form, filled(school, share="1"))
    mother = the_card(school, school.mother)
    browser, its = staff(school), address(the_ticket(school))
    page = words(browser.get(its))
    assert "Отличаются цифры на местах" in page
    assert "90000020105" not in page
    browser.post(its, sent(mother))
    mended = the_card(school, school.mother)
    assert mended.snils_digest != mother.snils_digest


@pytest.mark.parametrize("more", [{"seen": ""}, {"card": "0" * 13}, {"card": "x"}])
def test_without_document_or_card_nothing_happens(
    school: rows.Rows, mistyped: Card, refuse: Refuse, more: dict[str, str]
) -> None:
    administers(school)
    told(school, refuse)
    answered = staff(school).post(
        address(the_ticket(school)), {**sent(mistyped), **more}
    )
    assert answered.status_code == 422
    assert "Не сделано." in words(answered)
    assert the_card(school, mistyped.pk).patronymic == "Ильична"
    assert the_ticket(school).state == "received"


def test_without_the_tick_of_the_sender_there_is_nothing_to_compare(
    school: rows.Rows, mistyped: Card, refuse: Refuse
) -> None:
    administers(school)
    who = refuse()
    who.browser.post(who.form, filled(school))
    browser, its = staff(school), address(the_ticket(school))
    assert "На Госуслугах" not in words(browser.get(its))
    answered = browser.post(its, sent(mistyped))
    assert answered.status_code == 422
    assert "сравнивать не с чем" in words(answered)


def test_a_class_teacher_neither_sees_nor_mends_a_card_of_another_class(
    school: rows.Rows, mistyped: Card, refuse: Refuse
) -> None:
    leads(school)
    told(school, refuse)
    browser, its = staff(school), address(the_ticket(school))
    page = words(browser.get(its))
    assert "похожей карточки среди ваших нет" in page
    assert "Ильична" not in page
    assert browser.post(its, sent(mistyped)).status_code == 422
    assert the_card(school, mistyped.pk).patronymic == "Ильична"


def test_a_card_of_another_school_is_never_beside(
    school: rows.Rows, refuse: Refuse
) -> None:
    other = rows.make_school(school.region, "Вторая")
    with job(school):
        Card.objects.filter(pk=school.mother).update(
            snils_digest=None, snils_sealed=None, birth_date=date(1990, 1, 1)
        )
    administers(school)
    told(school, refuse)
    browser, its = staff(school), address(the_ticket(school))
    theirs = the_card(other, other.mother)
    assert to_text(theirs.key) not in words(browser.get(its))
    assert browser.post(its, sent(theirs)).status_code == 422


def test_several_cards_stand_one_under_another_and_a_taken_number_is_told(
    school: rows.Rows, refuse: Refuse
) -> None:
    administers(school)
    with job(school):
        twin = Card.objects.get(pk=school.mother)
        twin.pk, twin.key = None, 77
        twin.snils_digest = twin.snils_sealed = None
        twin.save()
    told(school, refuse)
    browser, its = staff(school), address(the_ticket(school))
    page = words(browser.get(its))
    assert page.count('<div class="beside"') == 2
    assert "Такой СНИЛС уже есть в другой карточке школы" in page
    assert browser.post(its, sent(the_card(school, twin.pk))).status_code == 422


def test_every_card_beside_is_written_down_as_opened(
    school: rows.Rows, mistyped: Card, refuse: Refuse
) -> None:
    administers(school)
    told(school, refuse)
    staff(school).get(address(the_ticket(school)))
    with job(school), connection.cursor() as cursor:
        cursor.execute("SELECT card_id FROM glance")
        assert cursor.fetchall() == [(mistyped.pk,)]


def test_who_leads_the_class_no_more_mends_nothing(
    school: rows.Rows, mistyped: Card, refuse: Refuse
) -> None:
    told(school, refuse)
    token = sign_in(school, school.teacher)
    with at_the_door(token, request="x") as found:
        assert found is not None
        assert found.visitor is not None
        ticket = Ticket.objects.get()
        said = said_with(ticket)
        with pytest.raises(PermissionDenied):
            mend(
                found.visitor,
                ticket,
                said,
                mistyped.key,
                seen=True,
                at=clock.now(),
            )
