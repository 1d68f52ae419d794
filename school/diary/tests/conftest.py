"""The cast of the diary's tests.

Наталия is the mother of Мария (city, 5«Б») and Кирилл (village, 9). Wednesday is
18 November 2026, today.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from school.access.models import Account, Attachment, Session
from school.access.recognising import digest_of
from school.diary.tests import cast
from school.diary.tests.cast import Place
from school.lib import clock
from school.people.models import Card, Kinship
from school.rights.visitor import Followed, Role, Visitor
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

WEDNESDAY = date(2026, 11, 18)
MONDAY = date(2026, 11, 16)
_BEFORE = 1_000_000_000


@pytest.fixture(autouse=True)
def _a_school_day() -> Iterator[None]:
    """Every test happens on Wednesday, 18 November 2026, at ten in Moscow."""
    moment = datetime(2026, 11, 18, 7, tzinfo=UTC)
    clock.use(clock.Clock(start=moment - clock.Clock().now()))
    yield
    clock.use(clock.Clock())


@pytest.fixture
def city(db: None) -> Place:
    """A city school."""
    return cast.place("Школа № 12")


@pytest.fixture
def village(db: None) -> Place:
    """A village school."""
    return cast.place("Луговская школа")


@dataclass
class Family:
    """A mother, her visitor, her children's cards, and her browser."""

    visitor: Visitor
    client: Client
    children: tuple[Card, ...]


@pytest.fixture
def family_of() -> Callable[..., Family]:
    """Make a mother of student cards, signed in."""

    def make(*children: Card, oid: int = 1000900001) -> Family:
        account = _account(oid)
        guardians = [_guardian(account, child) for child in children]
        followed = tuple(
            Followed(child.school_id, child.pk, Role.GUARDIAN) for child in children
        )
        visitor = Visitor(
            account=account.pk,
            oid=oid,
            short_name="Наталия С.",
            zone=ZoneInfo("Europe/Moscow"),
            today=WEDNESDAY,
            followed=followed,
        )
        return Family(visitor, _browser(account, guardians, oid), children)

    return make


def _account(oid: int) -> Account:
    number = _BEFORE + oid
    with behind(Actor(kind=Kind.JOB, name="job:test", account=number)):
        return Account.objects.create(
            id=number,
            region=cast.region(),
            oid=oid,
            short_name="Наталия С.",
            created_at=clock.now(),
        )


def _guardian(account: Account, child: Card) -> Card:
    with behind(job_of(child.school_id, name="test")):
        card = Card.objects.create(
            school_id=child.school_id,
            kind="guardian",
            last_name="Смирнова",
            first_name="Наталия",
            birth_date=date(1988, 3, 14),
        )
        Kinship.objects.create(
            school_id=child.school_id,
            guardian=card,
            student=child,
            kind="mother",
            since_date=cast.BEGIN,
        )
        Attachment.objects.create(
            school_id=child.school_id,
            card=card,
            account=account,
            oid=account.oid,
            evidence="test",
            since_at=clock.now(),
        )
    return card


def _browser(account: Account, cards: list[Card], oid: int) -> Client:
    token = f"token-{oid}"
    Session.objects.create(
        digest=digest_of(token),
        account_id=account.pk,
        kind="family",
        cards=[card.pk for card in cards],
        opened_at=clock.now(),
        expires_at=clock.now() + timedelta(days=30),
    )
    client = Client()
    client.cookies["session"] = token
    return client


@pytest.fixture
def maria(city: Place) -> Card:
    """A pupil with mathematics on Wednesday: homework, a mark for a test, a delay."""
    maria, group = city.pupil("Мария"), city.group("Математика")
    city.enrol(maria, group)
    lesson = city.lesson(
        group, WEDNESDAY, topic="Дроби", homework="№ 412", work_kind=city.test
    )
    city.mark(lesson, maria, "5", comment="Решила <всё>")
    city.absence(lesson, maria, "О", minutes_late=5)
    city.lesson(group, MONDAY)
    city.lesson(group, WEDNESDAY + timedelta(1))
    return maria
