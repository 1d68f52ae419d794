"""What the door gathers about somebody who stands at it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from school.access.attaching import attach, hold, open_account
from school.access.consents.standing import last_words
from school.access.facts import Admitted, Held, Identity, Profile
from school.access.gathering import gather
from school.access.models import Account, Attachment, HeldCard
from school.access.reasons import Reason
from school.access.tests import rows
from school.people.models import Card, Employee
from school.regions.models import Region
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

MOTHER = Identity(
    oid=1000,
    last_name="Иванова",
    first_name="Анна",
    patronymic="Ильинична",
    birth_date=date(1988, 3, 14),
    snils=rows.MOTHER,
    certificate=None,
    level="confirmed",
)
STRANGER = replace(MOTHER, oid=2000, snils="90000019999")


@pytest.fixture
def school() -> rows.Rows:
    return rows.make_school(rows.make_region())


def at_the_door(account: int) -> Actor:
    return Actor(kind=Kind.DOOR, name="test:door", account=account)


def test_cards_of_every_school_are_found_by_the_document(school: rows.Rows) -> None:
    other = rows.make_school(school.region, "Вторая")
    facts = gather(school.region, MOTHER, rows.TODAY)
    assert {card.card_id for card in facts.cards} == {school.mother, other.mother}
    assert {link.student_id for link in facts.kinship} == {school.child, other.child}
    assert {card.snils for card in facts.cards} == {rows.MOTHER}


def test_a_stranger_finds_nothing_with_the_same_queries(school: rows.Rows) -> None:
    gather(school.region, MOTHER, rows.TODAY)
    with CaptureQueriesContext(connection) as found:
        gather(school.region, MOTHER, rows.TODAY)
    with CaptureQueriesContext(connection) as missed:
        facts = gather(school.region, STRANGER, rows.TODAY)
    assert (facts.cards, facts.kinship, facts.account) == ((), (), None)
    assert len(found) == len(missed)


def test_somebody_who_left_is_no_longer_in_the_register(school: rows.Rows) -> None:
    with behind(job_of(school.school, name="test")):
        Employee.objects.update(until_date=rows.TODAY)
    teacher = replace(MOTHER, snils=rows.TEACHER)
    (card,) = gather(school.region, teacher, rows.TODAY).cards
    assert (card.kind, card.registered) == ("employee", False)


def test_of_each_givers_decisions_the_last_one_stands(school: rows.Rows) -> None:
    account = open_account(school.region, MOTHER, rows.MOMENT)
    for state in ("given", "withdrawn"):
        rows.agreed(school.region, account, state, at=rows.MOMENT)
    facts = gather(school.region, MOTHER, rows.TODAY)
    assert [word.state for word in last_words(facts.words)] == ["withdrawn"]


def test_a_card_is_tied_once_and_shows_whose_it_is(school: rows.Rows) -> None:
    admitted = Admitted((Profile("guardian", school.school, school.mother),))
    account = open_account(school.region, MOTHER, rows.MOMENT)
    for _ in range(2):
        facts = gather(school.region, MOTHER, rows.TODAY)
        attach(account, MOTHER, admitted.profiles, facts, (), rows.MOMENT)
    other = replace(MOTHER, oid=3000)
    facts = gather(school.region, other, rows.TODAY)
    theirs = open_account(school.region, other, rows.MOMENT)
    attach(theirs, other, admitted.profiles, facts, (), rows.MOMENT)
    with behind(job_of(school.school, name="test")):
        assert list(Attachment.objects.values_list("oid", flat=True)) == [1000]
    (card,) = gather(school.region, other, rows.TODAY).cards
    assert card.attached_oid == 1000


def test_an_attached_card_is_found_though_its_number_was_changed(
    school: rows.Rows,
) -> None:
    admitted = Admitted((Profile("guardian", school.school, school.mother),))
    account = open_account(school.region, MOTHER, rows.MOMENT)
    facts = gather(school.region, MOTHER, rows.TODAY)
    attach(account, MOTHER, admitted.profiles, facts, (), rows.MOMENT)
    with behind(job_of(school.school, name="test")):
        Card.objects.filter(pk=school.mother).update(snils_digest="1:other")
    facts = gather(school.region, MOTHER, rows.TODAY)
    assert [card.card_id for card in facts.cards] == [school.mother]


def test_an_account_is_one_and_follows_the_name_at_gosuslugi(
    school: rows.Rows,
) -> None:
    first = open_account(school.region, MOTHER, rows.MOMENT)
    renamed = replace(MOTHER, last_name="Яковлева")
    assert open_account(school.region, renamed, rows.MOMENT) == first
    with behind(at_the_door(first)):
        assert Account.objects.get().short_name == "Анна\N{NO-BREAK SPACE}Я."


def test_the_school_is_told_of_a_held_card_once_and_again(school: rows.Rows) -> None:
    held = [Held(school.school, school.mother, Reason.BIRTH_DATE_DIFFERS)]
    facts = gather(school.region, MOTHER, rows.TODAY)
    hold(held, facts, "ЭШ-2611-777777", rows.MOMENT)
    hold(held, facts, "ЭШ-2611-888888", rows.MOMENT)
    with behind(job_of(school.school, name="test")):
        row = HeldCard.objects.get()
    assert (row.times, row.reference, row.reason) == (
        2,
        "ЭШ-2611-888888",
        "birth_date_differs",
    )


def test_a_card_that_no_longer_agrees_is_untied_at_once(school: rows.Rows) -> None:
    admitted = Admitted((Profile("guardian", school.school, school.mother),))
    account = open_account(school.region, MOTHER, rows.MOMENT)
    before = gather(school.region, MOTHER, rows.TODAY)
    attach(account, MOTHER, admitted.profiles, before, (), rows.MOMENT)
    held = [Held(school.school, school.mother, Reason.BIRTH_DATE_DIFFERS)]
    hold(held, gather(school.region, MOTHER, rows.TODAY), "ЭШ-2611-777777", rows.MOMENT)
    assert gather(school.region, MOTHER, rows.TODAY).tied == frozenset()


def test_a_card_of_another_region_is_not_found(school: rows.Rows) -> None:
    other = Region.objects.create(slug="o", name="Другая", policy_line="ryazan")
    assert gather(other, MOTHER, rows.TODAY).cards == ()


def test_when_somebody_first_came_in_is_kept(school: rows.Rows) -> None:
    account = open_account(school.region, MOTHER, rows.MOMENT)
    waits = [Held(school.school, school.mother, Reason.OWN_CONSENT_NOT_ASKED)]
    comes_in = [Profile("guardian", school.school, school.mother)]
    kept = []
    for days, matched in enumerate((waits, comes_in, comes_in)):
        facts = gather(school.region, MOTHER, rows.TODAY)
        assert facts.waiting == ({school.mother} if days == 1 else frozenset())
        attach(account, MOTHER, matched, facts, (), rows.MOMENT + timedelta(days=days))
        with behind(job_of(school.school, name="test")):
            kept.append(Attachment.objects.get().entered_at)
    assert kept == [None, *[rows.MOMENT + timedelta(days=1)] * 2]
