"""The cast: two schools, Мария (11) in the city and Кирилл (15) in the village."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from school.academics.models import ClassTeacher
from school.access.gathering import seal
from school.access.models import Account, Attachment, Session
from school.access.recognising import digest_of
from school.diary.tests.cast import BEGIN, Place
from school.diary.tests.conftest import (
    Family,
    _a_school_day,
    _account,
    city,
    family_of,
    village,
)
from school.lib import clock
from school.people import snils
from school.people.models import Card, Employee
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

__all__ = ["Family", "_a_school_day", "city", "family_of", "village"]

Make = Callable[..., Family]
CHILDS_OID = 1000900777


def words(answer: Any) -> str:
    """The page as it is read: with ordinary spaces."""
    return str(answer.content.decode()).replace("\xa0", " ")


def documents(number: int) -> dict[str, object]:
    """A СНИЛС as a card keeps it."""
    digits = snils.complete(number)
    return {
        "snils_sealed": seal().seal("snils", digits),
        "snils_digest": seal().digest("snils", digits),
    }


def change(card: Card, **values: Any) -> None:
    """Other values for a card."""
    with behind(job_of(card.school_id, name="test")):
        Card.objects.filter(pk=card.pk).update(**values)


def came(card: Card, oid: int = CHILDS_OID) -> Client:
    """The child of this card has come in by himself; his browser."""
    account = _account(oid)
    with behind(Actor(Kind.JOB, "job:test", account=account.pk)):
        Account.objects.filter(pk=account.pk).update(short_name=card.first_name)
    with behind(job_of(card.school_id, name="test")):
        Attachment.objects.create(
            school_id=card.school_id,
            card=card,
            account=account,
            oid=oid,
            evidence="snils",
            since_at=clock.now(),
        )
    Session.objects.create(
        digest=digest_of(f"child-{oid}"),
        account_id=account.pk,
        kind="family",
        cards=[card.pk],
        opened_at=clock.now(),
        expires_at=clock.now() + timedelta(days=30),
    )
    browser = Client()
    browser.cookies["session"] = f"child-{oid}"
    return browser


@pytest.fixture
def maria(city: Place) -> Card:
    """In 5«Б» of the city, whose class teacher the school names."""
    card = city.pupil("Мария", patronymic="Алексеевна", **documents(900_000_201))
    group = city.group("Математика")
    city.enrol(card, group)
    since = {"since_date": BEGIN}
    city.put(Employee, card=city.teacher, name="Петрова И. В.", position="у", **since)
    of_class = {"school_class_id": group.school_class_id, "teacher": city.teacher}
    city.put(ClassTeacher, **of_class, **since)
    return card


@pytest.fixture
def kirill(village: Place) -> Card:
    """In 9«А» of the village, which nobody leads."""
    born = {"birth_date": date(2011, 3, 2), "patronymic": "Алексеевич"}
    card = village.pupil("Кирилл", **born, **documents(900_000_202))
    village.enrol(card, village.group("Алгебра", grade=9, letter="А"))
    return card


@pytest.fixture
def family(family_of: Make, maria: Card, kirill: Card) -> Family:
    """Their mother, signed in once."""
    return family_of(maria, kirill)
