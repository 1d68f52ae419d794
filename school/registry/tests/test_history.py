"""What became of a card: both values, who and when, documents masked."""

import pytest

from school.access.tests import rows
from school.people import snils
from school.people.models import Kinship
from school.registry.tests.conftest import Office, words
from school.registry.tests.test_saving import FREE, MOTHERS_NAME, save

pytestmark = pytest.mark.django_db


def history(office: Office, card: int = 0) -> str:
    key = office.key(card or office.rows.mother)
    return words(office.head().get(f"/registry/cards/{key}/history/"))


def test_both_values_stay_and_who_changed_them(office: Office) -> None:
    save(office, "name", **MOTHERS_NAME | {"last_name": "Петрова"})
    page = history(office)
    assert "<s>Иванова</s> Петрова" in page
    assert "Иванова Е. И., учитель" in page
    assert "Карточка заведена" in page
    assert "программа" in page  # the test's own job made it


def test_numbers_stay_masked(office: Office) -> None:
    save(office, "documents", snils=FREE)
    page = history(office)
    assert f"<s>{snils.masked(rows.MOTHER)}</s> {snils.masked(FREE)}" in page
    assert snils.shown(FREE) not in page
    assert FREE not in page


def test_what_became_of_a_link_is_told_on_both_cards(office: Office) -> None:
    with office.behind():
        Kinship.objects.update(restricted=True)
    for card, other in (
        (office.rows.mother, "Иванова Пётр"),
        (office.rows.child, "Иванова Анна"),
    ):
        page = history(office, card)
        assert f"Ограничение судом: {other}" in page
        assert "<s>нет</s> да" in page


def test_entries_and_contacts_are_told_in_words(office: Office) -> None:
    save(office, "entries", user="inactive")
    save(office, "contacts", phone="9001234567")
    page = history(office)
    assert "<s>включён</s> отключён" in page
    assert "<s>да</s> нет" in page
    assert "+7 900 123-45-67" in page
