"""Nobody decides of himself, under whichever of his cards of the school."""

from datetime import date

import pytest
from django.test import Client

from school.access.tests.test_papering import session_of
from school.people.models import Card
from school.registry.models import SecondWord
from school.registry.restricting import RESTRICTED_HIMSELF
from school.registry.tests.conftest import HEAD, Office, words
from school.registry.tests.test_links import (
    RULING,
    SECOND,
    address,
    link,
    second_head,
)
from school.registry.tests.test_merging import merge
from school.registry.tests.test_saving import save

pytestmark = pytest.mark.django_db

LIFTING = RULING | {"document": "Решение суда № 2-99"}


def by_gosuslugi(office: Office, card: int) -> None:
    """The second administrator came in with this card too, once."""
    session_of(office.rows, card, SECOND)


def by_document(office: Office, card: int) -> None:
    """This card, with which nobody has come in, has the second one's СНИЛС."""
    with office.behind():
        digest = Card.objects.get(pk=card).snils_digest
        Card.objects.filter(last_name="Второв").update(snils_digest=digest)


def by_both(office: Office, card: int) -> None:
    """A card of the same СНИЛС came in with him, and another has a document of that."""
    with office.behind():
        digest = Card.objects.get(pk=card).snils_digest
    between = office.make("Второв Пётр", snils_digest=digest)
    by_gosuslugi(office, between.pk)


@pytest.fixture
def second(office: Office) -> Client:
    return second_head(office)


@pytest.mark.parametrize("is_one_human", [by_gosuslugi, by_document, by_both])
def test_who_is_restricted_himself_is_no_second(
    office: Office, second: Client, is_one_human: object
) -> None:
    head = office.head()
    head.post(address(office, "restrict/"), RULING)
    head.post(address(office, "lift/"), LIFTING)
    page = words(second.get(address(office)))
    assert "Бумагу видел" in page
    is_one_human(office, office.rows.mother)  # type: ignore[operator]
    page = words(second.get(address(office)))
    assert "Бумагу видел" not in page
    assert "Суд ограничил вас самих, поэтому подтверждает другой человек." in page
    answer = second.post(address(office, "lift/"), {"agree": "1"})
    assert answer.status_code == 422
    assert RESTRICTED_HIMSELF in words(answer)
    assert link(office).restricted


@pytest.mark.parametrize("is_one_human", [by_gosuslugi, by_document, by_both])
def test_where_nobody_else_administers_the_municipality_is_asked(
    office: Office, second: Client, is_one_human: object
) -> None:
    is_one_human(office, office.rows.mother)  # type: ignore[operator]
    head = office.head()
    head.post(address(office, "restrict/"), RULING)
    head.post(address(office, "lift/"), LIFTING)
    with office.behind():
        assert SecondWord.objects.get().waits
    assert "Ждёт муниципалитет" in words(head.get(address(office)))


def own_family_cards(office: Office) -> tuple[int, int]:
    """Two cards of one guardian, the first of which is the administrator's too."""
    born = date(1988, 3, 14)
    first, other = (office.make("Громова Тамара", birth_date=born) for _ in range(2))
    session_of(office.rows, first.pk, HEAD)
    return first.pk, other.pk


def test_nobody_merges_a_family_s_card_of_his_own(office: Office) -> None:
    first, other = own_family_cards(office)
    for pair in ((first, other), (other, first)):
        answer = merge(office, *pair)
        assert answer.status_code == 422
        assert "другой администратор" in words(answer)


def test_nobody_switches_off_a_card_of_his_own(office: Office) -> None:
    first, other = own_family_cards(office)
    with office.behind():
        Card.objects.filter(pk__in=(first, other)).update(user=Card.User.ACTIVE)
    head = office.head()
    answer = save(office, "entries", first, by=head, registered="1", user="inactive")
    assert answer.status_code == 422
    assert "Себя не отключают" in words(answer)
    answer = save(office, "entries", other, by=head, registered="1", user="inactive")
    assert answer.status_code == 303


def test_what_is_off_already_may_be_put_into_the_registry(office: Office) -> None:
    first, _ = own_family_cards(office)
    with office.behind():
        Card.objects.filter(pk=first).update(user=Card.User.INACTIVE)
    head = office.head()
    sent = {"registered": "1", "user": "inactive"}
    assert save(office, "entries", first, by=head, **sent).status_code == 303
