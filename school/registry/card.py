"""The personal card as somebody who keeps it reads it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from school.academics.models import Enrolment
from school.access.gathering import seal
from school.access.models import Attachment
from school.lib.dates import age, numeric
from school.lib.keys import to_text
from school.people import certificates, snils
from school.people.documents import certificate_of, snils_of
from school.people.models import Card, Employee, Kinship
from school.people.names import FullName, lookalikes
from school.registry.keeping import kept_cards
from school.registry.sharing import Sharer, twins_of
from school.registry.shown import Section, token_of
from school.rights.visitor import Visitor

KINSHIP: dict[str, str] = {
    Kinship.Kind.MOTHER: "мать",
    Kinship.Kind.FATHER: "отец",
    Kinship.Kind.GUARDIAN: "опекун",
    Kinship.Kind.TRUSTEE: "попечитель",
    Kinship.Kind.FOSTER_PARENT: "приёмный родитель",
    Kinship.Kind.ORGANISATION: "организация для детей-сирот",
}
_NAMES = ("last_name", "first_name", "patronymic")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of a name; ``is_latin`` where it only looks Cyrillic."""

    text: str
    is_latin: bool


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody of the card's family, and what he is to the student.

    ``key`` is that card's, empty where the reader does not keep it; ``pk`` the link's
    own. ``lasts`` is false for a link that has ended; ``restricted``: a court cut it.
    ``address`` is the link's own page, empty likewise of the student.
    """

    pk: int
    key: str
    address: str
    name: str
    kind: str
    document: str
    since: date
    until: date | None
    restricted: bool
    lasts: bool


@dataclass(frozen=True, slots=True)
class Stay:
    """A place in a class or at work, with its days."""

    what: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Documents:
    """СНИЛС and birth certificate as they may be shown; empty: there is none."""

    snils: str
    certificate: str


@dataclass(frozen=True, slots=True)
class CardPage:
    """All that the page of a card says."""

    card: Card
    key: str
    name: str
    born: str
    letters: tuple[Letter, ...]
    documents: Documents
    links: tuple[Link, ...]
    stays: tuple[Stay, ...]
    twins: tuple[Sharer, ...]
    came: date | None
    tokens: dict[str, str]

    @property
    def has_latin(self) -> bool:
        """Whether a name mixes the alphabets."""
        return any(letter.is_latin for letter in self.letters)


def read(by: Visitor, card: Card) -> CardPage:
    """The card with its links, places and twins. Six queries."""
    return CardPage(
        card=card,
        key=to_text(card.key),
        name=name_of(card),
        born=_born(card, by.today),
        letters=_letters(card),
        documents=masked(card),
        links=tuple(_links(by, card)),
        stays=tuple(_stays(card)),
        twins=tuple(twins_of(by, card)),
        came=_came(card, by),
        tokens={section: token_of(card, section) for section in Section},
    )


def name_of(card: Card) -> str:
    """«Иванова Мария Андреевна»."""
    return FullName(card.last_name, card.first_name, card.patronymic).full


def masked(card: Card) -> Documents:
    """The card's documents without their beginnings."""
    number, paper = snils_of(card, seal()), certificate_of(card, seal())
    return Documents(
        snils.masked(number) if number else "",
        certificates.masked(paper) if paper else "",
    )


def opened(card: Card) -> Documents:
    """The card's documents whole: that it was looked at is for the caller to write."""
    number = snils_of(card, seal())
    return Documents(
        snils.shown(number) if number else "", certificate_of(card, seal())
    )


def _born(card: Card, today: date) -> str:
    return f"{numeric(card.birth_date)} ({age(card.birth_date, today)})"


def _letters(card: Card) -> tuple[Letter, ...]:
    """The name letter by letter, the Latin ones inside Cyrillic parts marked."""
    found: list[Letter] = []
    for part in filter(None, (getattr(card, name) for name in _NAMES)):
        latin = set(lookalikes(part).positions)
        found += [Letter(" ", is_latin=False)] if found else []
        found += [Letter(letter, place in latin) for place, letter in enumerate(part)]
    return tuple(found)


def _links(by: Visitor, card: Card) -> list[Link]:
    is_student = card.kind == Card.Kind.STUDENT
    other = "guardian" if is_student else "student"
    mine = {"student" if is_student else "guardian": card}
    found = Kinship.objects.filter(school=card.school_id, **mine)
    rows = list(found.select_related(other).order_by("since_date", "id"))
    cards = [getattr(row, other) for row in rows]
    keys = [one.pk for one in cards]
    kept = set(kept_cards(by).filter(pk__in=keys).values_list("pk", flat=True))
    return [
        _link(
            row,
            one,
            by.today,
            key=to_text(one.key) if one.pk in kept else "",
            address=_address(card, one) if is_student or one.pk in kept else "",
        )
        for row, one in zip(rows, cards, strict=True)
    ]


def _address(card: Card, other: Card) -> str:
    is_student = card.kind == Card.Kind.STUDENT
    student, guardian = (card, other) if is_student else (other, card)
    keys = {"card": to_text(student.key), "guardian": to_text(guardian.key)}
    return reverse("registry:link", kwargs=keys)


def _link(row: Kinship, card: Card, today: date, *, key: str, address: str) -> Link:
    return Link(
        pk=row.pk,
        key=key,
        address=address,
        name=name_of(card),
        kind=KINSHIP[row.kind],
        document=row.document,
        since=row.since_date,
        until=row.until_date,
        restricted=row.restricted,
        lasts=row.until_date is None or row.until_date > today,
    )


def _stays(card: Card) -> list[Stay]:
    if card.kind == Card.Kind.EMPLOYEE:
        works = Employee.objects.filter(school=card.school_id, card=card)
        return [
            Stay(work.position, work.since_date, work.until_date)
            for work in works.order_by("-since_date")
        ]
    if card.kind == Card.Kind.GUARDIAN:
        return []
    places = Enrolment.objects.filter(school=card.school_id, student=card)
    return [
        Stay(place.school_class.label(), place.since_date, place.until_date)
        for place in places.select_related("school_class").order_by("-since_date")
    ]


def _came(card: Card, by: Visitor) -> date | None:
    """The day of the first sign-in with this card; None before it."""
    ties = Attachment.objects.filter(Q(until_at=None), school=card.school_id, card=card)
    since = ties.values_list("since_at", flat=True).first()
    return None if since is None else since.astimezone(by.zone).date()
