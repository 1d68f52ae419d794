"""The cast of a region with two schools: who they are and what each may read.

Fixtures, to be given by a conftest; the rows are committed once for a whole package
and swept away after it.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from school.academics.models import ClassTeacher, TeachingLoad
from school.access.models import (
    Account,
    Attachment,
    Consent,
    HeldCard,
    Operator,
    Session,
)
from school.access.recognising import digest_of
from school.lib import clock
from school.people.models import Card, Kinship
from school.regions.models import Region
from school.rights.models import Grant
from school.walls.actor import Actor, Kind
from school.walls.behind import behind
from school.walls.catalogue import declarations
from tests.matrix import (
    alarms,
    campaign,
    invitations,
    logins,
    messages,
    openings,
    planting,
    uploads,
)
from tests.matrix.canaries import Aviary, word
from tests.matrix.planting import BEGIN, TODAY, Planted

# Whatever plants rows of its own in each school.
_ROOMS = (messages, invitations, logins, campaign, alarms, openings, uploads)

NOW = datetime(2026, 11, 18, 7, 0, tzinfo=UTC)  # ten in Moscow, the third lesson

# Who reads whose words: schools, classes, pupils. The person's own come on top.
_FIFTH = {"Ш1", "Ш1К5", "Ш1У1", "Ш1У2"}
# Parents of the class, with their cards; and those of the others.
_PARENTS = {"Ш1Р1", "Ш1Р2", "Ш1Р4", "Ш1Р5"}
_ALL_PARENTS = _PARENTS | {"Ш1Р3", "Ш1Р6"}
_STAFF = {
    *("Ш1ШТАТ", "TEACHER", "COLLEAGUE", "LEFT", "UNLOADED", "CHOOSER"),
    *("LEADER", "EXHEAD"),
}
SEES: dict[str, set[str]] = {
    "mother": {"Ш1", "Ш1К5", "Ш1У1"},
    "other": {"Ш1", "Ш1К5", "Ш1У2"},
    "stranger": {"Ш2", "Ш2К5", "Ш2У1"},
    "both": {"Ш1", "Ш1К9", "Ш1У3", "Ш2", "Ш2К9", "Ш2У3"},
    "father": set(),
    "former": set(),
    "pupil": {"Ш1", "Ш1К5", "Ш1У1"},
    "mate": {"Ш1", "Ш1К5", "Ш1У2"},
    "teacher": _FIFTH,
    "colleague": {"Ш1", "Ш1К9", "Ш1У3"},
    "left": set(),
    "unloaded": {"Ш1"},
    # Beside a message stands who of the school answered it.
    "leader": _FIFTH | {"Ш1СК5", "Ш1ШТАТ"} | _PARENTS,
    "head": _FIFTH | {"Ш1К9", "Ш1У3", "Ш1СК5", "Ш1СК9"} | _ALL_PARENTS | _STAFF,
    "exhead": {"Ш1"},
    "outsider": {"Ш2", "Ш2К5", "Ш2У1", "Ш2У2"},
    "chooser": {"Ш1"},
    "operator": {"Ш1", "Ш2", "Ш1Р4"},  # their names; a court's paper
    "nobody": set(),
}


@dataclass
class Person:
    """Somebody with a browser; ``cards`` are what he was admitted with."""

    name: str
    account: int | None = None
    token: str = ""
    cards: list[Card] = field(default_factory=list)

    @property
    def own(self) -> str:
        """The owner of the words about himself."""
        return self.name.upper()

    def reads(self) -> set[str]:
        """Owners of the words that he may read; of the region everybody may."""
        return SEES[self.name] | {self.own, "Р"}

    def browser(self, **more: Any) -> Client:
        """A new browser in which he is signed in."""
        client = Client(raise_request_exception=False, **more)
        if self.token:
            client.cookies[settings.SESSION_COOKIE] = self.token
        return client


@dataclass
class World:
    """Two schools, their people, and every key that an address can carry."""

    schools: dict[str, Planted]
    aviary: Aviary
    people: dict[str, Person]

    def card_of(self, name: str) -> Card:
        """The first card of somebody."""
        return self.people[name].cards[0]


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Everything, committed; swept away when the package's tests are over."""
    with django_db_blocker.unblock():
        stand_at(NOW)
        made = _make()
        clock.use(clock.Clock())
    yield made
    _sweep()


@pytest.fixture
def wednesday() -> Iterator[None]:
    """Ten in Moscow, Wednesday 18 November 2026."""
    stand_at(NOW)
    yield
    clock.use(clock.Clock())


def stand_at(moment: datetime) -> None:
    """Make it that moment."""
    clock.use(clock.Clock(start=moment - clock.Clock().now()))


def _make() -> World:
    aviary = Aviary()
    land = planting.region(aviary)
    schools = {place: planting.plant(land, place, aviary) for place in ("Ш1", "Ш2")}
    people = {name: Person(name) for name in SEES}
    world = World(schools, aviary, people)
    for here in schools.values():
        with behind(here.job):
            planting.fill(here)
            for room in _ROOMS:
                room.plant(here)
            _families(here, people)
            if here.place == "Ш1":
                _staff(here, people)
                _own(here, people)
            else:
                _teach(here, people["outsider"], 5)
                _own(here, people)
    for number, person in enumerate(people.values(), start=1):
        if person.name != "nobody":
            _sign_in(land, person, 1_000_900_000 + number)
    operator = people["operator"].account
    with behind(Actor(kind=Kind.JOB, name="test", account=operator)):
        Operator.objects.create(
            account_id=operator,
            region=land,
            short_name=word(people["operator"].own, "оператор"),
            since_at=clock.now(),
        )
    return world


def _families(here: Planted, people: dict[str, Person]) -> None:
    if here.place == "Ш2":
        people["stranger"].cards += [here.guardian("Р1", 1)]
        people["both"].cards += [here.guardian("Р3", 3)]
        return
    people["mother"].cards += [here.guardian("Р1", 1)]
    people["other"].cards += [here.guardian("Р2", 2)]
    people["both"].cards += [here.guardian("Р3", 3)]
    father = here.guardian("Р4", 1, kind=Kinship.Kind.FATHER, restricted=True)
    people["father"].cards += [father]
    people["former"].cards += [here.guardian("Р5", 1, until_date=TODAY)]
    people["pupil"].cards += [here.pupils[1]]
    people["mate"].cards += [here.pupils[2]]
    for child in here.pupils.values():
        _hold(here, child)


def _staff(here: Planted, people: dict[str, Person]) -> None:
    _teach(here, people["teacher"], 5)
    _teach(here, people["colleague"], 9)
    _teach(here, people["left"], 5, works_until=TODAY)
    _teach(here, people["unloaded"], 5, until_date=TODAY)
    _teach(here, people["chooser"], 9)
    people["chooser"].cards += [here.guardian("Р6", 3)]
    for name in ("leader", "head", "exhead"):
        people[name].cards += [here.employee("ШТАТ")]
    here.put(
        ClassTeacher,
        school_class=here.classes[5],
        teacher=people["leader"].cards[0],
        since_date=BEGIN,
    )
    for name, until in (("head", None), ("exhead", TODAY)):
        here.put(
            Grant,
            card=people[name].cards[0],
            role="administrator",
            since_date=BEGIN,
            until_date=until,
        )


def _teach(
    here: Planted,
    person: Person,
    grade: int,
    works_until: date | None = None,
    **load: Any,
) -> None:
    card = here.employee("ШТАТ", until=works_until)
    values = {"since_date": BEGIN, **load}
    here.put(TeachingLoad, teacher=card, group=here.groups[grade], **values)
    person.cards.append(card)


def _own(here: Planted, people: dict[str, Person]) -> None:
    """The key of one's own staff card is one's own: the choice of roles names it."""
    for person in people.values():
        for card in person.cards:
            if card.kind == Card.Kind.EMPLOYEE:
                here.aviary.band(person.own, card.key)


def _hold(here: Planted, child: Card) -> None:
    mine = here.place + "ШТАТ"
    now = clock.now()
    words = {"reason": word(mine, "причина"), "reference": word(mine, "номер")}
    here.put(HeldCard, card=child, since_at=now, last_at=now, **words)


def _sign_in(land: Region, person: Person, oid: int) -> None:
    name = word(person.own, "я")
    at = {"created_at": clock.now()}
    with behind(Actor(kind=Kind.DOOR, name="test", oid=oid)):
        account = Account.objects.create(region=land, oid=oid, short_name=name, **at)
    with behind(Actor(kind=Kind.JOB, name="test", account=account.pk)):
        said = {"channel": word(person.own, "канал"), "text_version": "1"}
        kinds = {"kind": Consent.Kind.OWN, "state": Consent.State.GIVEN}
        now = clock.now()
        Consent.objects.create(account=account, decided_at=now, **kinds, **said)
    for card in person.cards:
        actor = Actor(kind=Kind.JOB, name="test", schools=(card.school_id,))
        with behind(actor):
            Attachment.objects.create(
                school_id=card.school_id,
                card=card,
                account=account,
                oid=oid,
                evidence=word(person.own, "основание"),
                since_at=clock.now(),
            )
    person.account, person.token = account.pk, f"token-{person.name}"
    _open(person)


def _open(person: Person) -> None:
    first = next(iter(person.cards), None)
    staff = first is not None and first.kind == Card.Kind.EMPLOYEE
    kind = Session.Kind.STAFF if staff else Session.Kind.FAMILY
    if len({card.kind for card in person.cards}) > 1:
        kind, staff = Session.Kind.CHOOSING, False
    Session.objects.create(
        digest=digest_of(person.token),
        account_id=person.account,
        kind=kind,
        school_id=first.school_id if first and staff else None,
        card_id=first.pk if first and staff else None,
        cards=[card.pk for card in person.cards],
        opened_at=clock.now(),
        proved_at=clock.now(),
        expires_at=clock.now() + timedelta(hours=8),
    )


def _sweep() -> None:
    """Empty every table as its owner: the application may not."""
    names = ", ".join(f'"{name}"' for name in declarations())
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        owner.execute(f"TRUNCATE {names} CASCADE".encode())
