"""A link is made for its days: none is open before it begins or after it is over."""

from datetime import timedelta

import pytest

from school.access.tests.test_gathering import MOTHER
from school.access.tests.test_papering import TODAY, session_of
from school.people.models import Kinship
from school.registry.tests.conftest import Office, browser, words
from school.registry.tests.test_arriving import add

pytestmark = pytest.mark.django_db

YESTERDAY, TOMORROW = (TODAY + timedelta(days=n) for n in (-1, 1))


def relink(office: Office, since: str = "", until: str = "") -> bool:
    """The mother's link anew for these days; whether she reads then."""
    session = browser(session_of(office.rows, office.rows.mother, MOTHER))
    with office.behind():
        Kinship.objects.update(since_date=TODAY, until_date=TODAY)
    mother = office.card(office.rows.mother)
    who = {name: getattr(mother, name) for name in ("last_name", "first_name")}
    who |= {"patronymic": mother.patronymic, "kind": "mother", "snils": ""}
    born = {"birth_date": mother.birth_date.isoformat(), "link": office.key(mother.pk)}
    answer = add(office, **who, **born, since=since, until=until)
    assert answer.status_code == 303, words(answer)
    return bool(session.get("/family/").status_code == 200)


def test_without_days_it_begins_today(office: Office) -> None:
    assert relink(office)


def test_one_that_begins_tomorrow_opens_nothing_today(office: Office) -> None:
    assert not relink(office, since=TOMORROW.isoformat())
    page = words(office.head().get(f"/registry/cards/{office.key(office.rows.child)}/"))
    assert f"с {TOMORROW:%d.%m.%Y}" in page


def test_one_that_was_is_history_and_opens_nothing(office: Office) -> None:
    assert not relink(office, since="01.02.2025", until=YESTERDAY.isoformat())
    with office.behind():
        assert Kinship.objects.filter(until_date=YESTERDAY).exists()


def test_one_with_an_end_ahead_is_open_till_then(office: Office) -> None:
    assert relink(office, since="2026-09-01", until=TOMORROW.isoformat())


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("31.02.2026", "", "Перепишите день"),
        ("1899-01-01", "", "Перепишите день"),
        ("2999-01-01", "", "Перепишите день"),
        ("", "2026-11-18", "Этот день позже начала"),
        ("2026-09-01", "2026-08-31", "Этот день позже начала"),
        ("2026-09-01", "x", "Этот день позже начала"),
    ],
)
def test_wrong_days_are_told_and_kept(
    office: Office, since: str, until: str, told: str
) -> None:
    answer = add(office, since=since, until=until)
    assert answer.status_code == 422
    assert told in words(answer)
    assert f'value="{since or until}"' in words(answer)


def test_days_that_meet_another_link_of_the_two_are_refused(office: Office) -> None:
    relink(office, since=TOMORROW.isoformat())
    mother = office.card(office.rows.mother)
    again = add(
        office,
        last_name=mother.last_name,
        first_name=mother.first_name,
        patronymic=mother.patronymic,
        birth_date=mother.birth_date.isoformat(),
        snils="",
        link=office.key(mother.pk),
    )
    assert again.status_code == 422
    assert "уже связаны" in words(again)
