"""A link: who ends it, and a court's word, which is lifted by two."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from school.access.facts import Identity
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.access.tests.test_papering import TODAY, session_of
from school.audit.models import AuditLine
from school.people.models import Card, Employee, Kinship
from school.registry.models import CourtWord
from school.registry.tests.conftest import HEAD, Office, browser, words
from school.rights.granting import grant
from school.rights.visitor import Role

pytestmark = pytest.mark.django_db

SECOND = replace(HEAD, oid=4300)
RULING = {"document": "Решение суда № 2-77", "on": "2026-10-01"}


def address(office: Office, then: str = "") -> str:
    child, mother = (
        office.key(card) for card in (office.rows.child, office.rows.mother)
    )
    return f"/registry/cards/{child}/links/{mother}/{then}"


def link(office: Office) -> Kinship:
    with office.behind():
        return Kinship.objects.get()


def mother_reads(office: Office) -> bool:
    """Whether the mother, who is signed in, is let to the family's page."""
    session = session_of(office.rows, office.rows.mother, MOTHER)
    answer = browser(session).get("/family/")
    return bool(answer.status_code == 200)


def second_head(office: Office, who: Identity = SECOND) -> Client:
    """One more card that administers; its person is another one, or is told."""
    card = office.make("Второв Пётр", Card.Kind.EMPLOYEE)
    with office.behind():
        Employee.objects.create(
            school_id=office.school,
            card=card,
            name="Второв П.",
            position="директор",
            since_date=rows.SEPTEMBER,
        )
        grant(card, Role.ADMINISTRATOR, on=rows.SEPTEMBER)
    return browser(session_of(office.rows, card.pk, who))


def test_a_link_is_shown_to_who_keeps_the_student(office: Office) -> None:
    page = words(office.teacher().get(address(office)))
    assert "Иванова Анна Ильинична" in page
    assert "мать" in page
    assert "Завершить связь" not in page
    assert "Завершить связь" in words(office.head().get(address(office)))


def test_an_administrator_ends_a_link_and_the_diary_shuts_at_once(
    office: Office,
) -> None:
    assert mother_reads(office)
    head = office.head()
    unsure = head.post(address(office, "end/"))
    assert unsure.status_code == 422
    assert "Поставьте отметку" in words(unsure)
    assert mother_reads(office)
    assert head.post(address(office, "end/"), {"sure": "1"}).status_code == 303
    assert link(office).until_date == TODAY
    assert not mother_reads(office)
    with office.behind():
        assert AuditLine.objects.filter(action="end_link").count() == 1
    again = head.post(address(office, "end/"), {"sure": "1"})
    assert "уже закончена" in words(again)
    assert "Связь закончена" in words(head.get(address(office)))


def test_a_link_of_today_can_be_ended_today(office: Office) -> None:
    with office.behind():
        Kinship.objects.update(since_date=TODAY)
    office.head().post(address(office, "end/"), {"sure": "1"})
    assert not mother_reads(office)


def test_a_court_cuts_at_once_and_two_are_needed_to_undo_it(office: Office) -> None:
    head, second = office.head(), second_head(office)
    assert head.post(address(office, "restrict/"), RULING).status_code == 303
    assert link(office).restricted
    assert not mother_reads(office)
    page = words(head.get(address(office)))
    assert "Решение суда № 2-77 от 01.10.2026" in page
    lifting = RULING | {"document": "Решение суда № 2-99"}
    assert head.post(address(office, "lift/"), lifting).status_code == 303
    assert link(office).restricted
    assert "Ждёт второго человека" in words(head.get(address(office)))
    himself = head.post(address(office, "lift/"), {"agree": "1"})
    assert himself.status_code == 422
    assert "подтверждает второй человек" in words(himself)
    assert link(office).restricted
    assert "Бумагу видел" in words(second.get(address(office)))
    assert second.post(address(office, "lift/"), {"agree": "1"}).status_code == 303
    assert not link(office).restricted
    assert mother_reads(office)
    with office.behind():
        assert list(
            CourtWord.objects.order_by("id").values_list("word", flat=True)
        ) == [
            "restricted",
            "lift_asked",
            "lifted",
        ]


def test_two_cards_of_one_person_are_no_two_people(office: Office) -> None:
    head, other = office.head(), second_head(office, HEAD)
    head.post(address(office, "restrict/"), RULING)
    head.post(address(office, "lift/"), RULING)
    assert "Бумагу видел" not in words(other.get(address(office)))
    agreed = other.post(address(office, "lift/"), {"agree": "1"})
    assert agreed.status_code == 422
    assert "подтверждает второй человек" in words(agreed)
    assert link(office).restricted


def test_the_second_may_say_no_and_then_nothing_is_asked(office: Office) -> None:
    head, second = office.head(), second_head(office)
    head.post(address(office, "restrict/"), RULING)
    head.post(address(office, "lift/"), RULING)
    assert second.post(address(office, "restrict/"), RULING).status_code == 303
    refused = head.post(address(office, "lift/"), {"agree": "1"})
    assert "никто не просил" in words(refused)
    assert link(office).restricted


def test_a_restriction_that_came_from_elsewhere_is_lifted_by_two_as_well(
    office: Office,
) -> None:
    with office.behind():
        Kinship.objects.update(restricted=True)
    head, second = office.head(), second_head(office)
    assert head.post(address(office, "lift/"), {"agree": "1"}).status_code == 422
    assert head.post(address(office, "lift/"), RULING).status_code == 303
    assert second.post(address(office, "lift/"), {"agree": "1"}).status_code == 303
    assert not link(office).restricted


@pytest.mark.parametrize(
    ("then", "sent", "told"),
    [
        ("restrict/", {"document": "", "on": "2026-10-01"}, "Впишите решение"),
        ("restrict/", {"document": "7", "on": "31.02.2026"}, "Перепишите дату"),
        ("restrict/", {"document": "7", "on": "2999-01-01"}, "Перепишите дату"),
        ("restrict/", {"document": "я" * 201, "on": "2026-10-01"}, "помещается 200"),
        ("lift/", {"document": "7", "on": "2026-10-01"}, "снимать нечего"),
        ("lift/", {"document": "7"}, "снимать нечего"),
    ],
)
def test_a_wrong_paper_is_told(
    office: Office, then: str, sent: dict[str, str], told: str
) -> None:
    answer = office.head().post(address(office, then), sent)
    assert answer.status_code == 422
    assert told in words(answer)
    assert not link(office).restricted


def test_the_same_ruling_twice_is_one(office: Office) -> None:
    head = office.head()
    head.post(address(office, "restrict/"), RULING)
    again = head.post(address(office, "restrict/"), RULING)
    assert again.status_code == 422
    assert "уже записано" in words(again)


@pytest.mark.parametrize("then", ["end/", "restrict/", "lift/"])
def test_nobody_but_an_administrator_changes_a_link(
    office: Office, another_office: Callable[[], Office], then: str
) -> None:
    sent: dict[str, Any] = RULING | {"sure": "1", "agree": "1"}
    for person in (office.teacher(), office.colleague(), another_office().head()):
        assert person.post(address(office, then), sent).status_code == 404
    assert link(office).until_date is None


def test_a_link_that_is_none_is_not_found(office: Office) -> None:
    stranger = office.make("Чужова Вера")
    child = office.key(office.rows.child)
    place = f"/registry/cards/{child}/links/{office.key(stranger.pk)}/"
    assert office.head().get(place).status_code == 404
    assert office.colleague().get(address(office)).status_code == 404


def test_a_link_that_ended_is_begun_anew_by_another_row(office: Office) -> None:
    with office.behind():
        Kinship.objects.update(until_date=TODAY - timedelta(days=3))
    mother = office.card(office.rows.mother)
    sent = {
        "last_name": mother.last_name,
        "first_name": mother.first_name,
        "patronymic": mother.patronymic,
        "birth_date": date(1988, 3, 14).isoformat(),
        "kind": "mother",
        "link": office.key(mother.pk),
    }
    place = f"/registry/cards/{office.key(office.rows.child)}/guardian/"
    assert office.head().post(place, sent).status_code == 303
    assert mother_reads(office)
