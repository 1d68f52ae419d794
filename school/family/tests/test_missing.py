"""«Не все дети здесь?»: a message that looks nothing up and betrays no held card."""

import re
from datetime import date
from urllib.parse import unquote

import pytest
from django.test import Client

from school.academics.models import SchoolClass
from school.access.models import Attempt, HeldCard
from school.diary.tests import cast
from school.diary.tests.cast import Place
from school.diary.tests.conftest import Family
from school.family.tests.conftest import Make, came, words
from school.lib import clock
from school.lib.keys import to_text
from school.people.models import Card
from school.regions.models import Region
from school.support.messages import MISSES
from school.support.models import Ticket
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
FORM = "/family/missing/"


def filled(place: Place, **more: str) -> dict[str, str]:
    typed = {
        "school": to_text(place.school.key),
        "class_typed": "9А",
        "child": "Смирнов Кирилл Алексеевич",
        "comment": "Смирнова Наталия Сергеевна",
        "once": "one-form",
    }
    return typed | more


def tickets(place: Place) -> list[Ticket]:
    with behind(job_of(place.school.pk, name="test")):
        return list(Ticket.objects.order_by("pk"))


@pytest.fixture
def mother(family_of: Make, maria: Card) -> Family:
    """In with Мария; her card in the village, where Кирилл is, was held."""
    return family_of(maria)


def test_story_13_the_message_reaches_the_school_of_the_wrong_card(
    mother: Family, village: Place, kirill: Card
) -> None:
    sent = mother.client.post(FORM, filled(village))
    assert sent.status_code == 303
    (ticket,) = tickets(village)
    with behind(job_of(village.school.pk, name="test")):
        assert ticket.school_class == SchoolClass.objects.get()
    assert (ticket.reason, ticket.audience) == ("", "parent")
    assert ticket.child == "Смирнов Кирилл Алексеевич"
    assert unquote(sent["Location"]) == f"/support/{ticket.reference}/?sent=1"
    status = words(Client().get(f"/support/{ticket.reference}/"))
    assert "Получено" in status
    assert "Кирилл" not in status
    assert "вошёл, но видит не всех" in MISSES


def test_a_held_card_changes_nothing_on_any_page(
    mother: Family, village: Place, kirill: Card
) -> None:
    def pages() -> list[str]:
        found = [mother.client.get(path) for path in ("/family/", FORM)]
        found.append(mother.client.post(FORM, filled(village, child="")))
        changing = r'name="(csrfmiddlewaretoken|once)" value="[^"]*"'
        return [re.sub(changing, "", words(page)) for page in found]

    before = pages()
    with behind(job_of(village.school.pk, name="test")):
        card = Card.objects.create(
            school=village.school,
            kind="guardian",
            last_name="Смирнова",
            first_name="Наталья",
            birth_date=date(1988, 3, 14),
        )
        HeldCard.objects.create(
            school=village.school,
            card=card,
            reason="typo_in_name",
            reference="ЭШ-2611-234678",
            since_at=clock.now(),
            last_at=clock.now(),
        )
    assert pages() == before


def test_the_same_form_sent_twice_is_one_message(
    mother: Family, village: Place
) -> None:
    first, second = (mother.client.post(FORM, filled(village)) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert len(tickets(village)) == 1
    mother.client.post(FORM, filled(village, once="another"))
    assert len(tickets(village)) == 2


def test_the_same_number_of_a_form_is_another_message_of_another_person(
    mother: Family, family_of: Make, city: Place, village: Place
) -> None:
    other = family_of(city.pupil("Зоя"), oid=1000900002)
    for one in (mother, other):
        one.client.post(FORM, filled(village))
    assert len({ticket.reference for ticket in tickets(village)}) == 2


def test_the_number_belongs_to_nobody_else_and_opens_no_form(
    mother: Family, village: Place
) -> None:
    mother.client.post(FORM, filled(village))
    (ticket,) = tickets(village)
    attempt = Attempt.objects.get(reference=ticket.reference)
    assert (attempt.outcome, attempt.reason) == ("admitted", "")
    again = Client().post(f"/support/{ticket.reference}/report/", {"child": "x"})
    assert again.status_code == 404
    assert len(tickets(village)) == 1


def test_what_is_missing_is_said_and_what_was_typed_stays(
    mother: Family, village: Place
) -> None:
    answered = mother.client.post(FORM, filled(village, child="", class_typed="9Я"))
    assert answered.status_code == 422
    assert "фамилию, имя и отчество" in words(answered)
    assert 'value="9Я"' in words(answered)
    assert tickets(village) == []


def test_a_school_is_looked_for_and_nothing_is_sent(
    mother: Family, village: Place
) -> None:
    found = words(mother.client.post(FORM, filled(village, find="1", search="луг")))
    assert "Луговская школа — Заречинск" in found
    assert tickets(village) == []


def test_whoever_writes_too_often_waits_and_keeps_his_words(
    mother: Family, village: Place
) -> None:
    for number in range(5):
        mother.client.post(FORM, filled(village, once=str(number)))
    slowed = mother.client.post(FORM, filled(village, once="sixth"))
    assert slowed.status_code == 429
    assert int(slowed["Retry-After"]) > 0
    assert "Смирнов Кирилл Алексеевич" in words(slowed)
    assert len(tickets(village)) == 5


def test_where_the_region_has_a_platform_it_is_named_instead(mother: Family) -> None:
    cast.region()
    Region.objects.update(feedback_url="https://pos.example.test/")
    assert 'href="https://pos.example.test/"' in words(mother.client.get("/family/"))
    assert mother.client.get(FORM)["Location"] == "https://pos.example.test/"


def test_the_diary_asks_a_parent_and_not_a_pupil(mother: Family, maria: Card) -> None:
    week = "/diary/2026-11-16/"
    asked = words(mother.client.get(week, follow=True))
    assert '<a href="/family/#missing">' in asked
    assert "Не все дети" not in words(came(maria).get(week, follow=True))
