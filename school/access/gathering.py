"""Gathering, at the door, everything that the decision is made of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from typing import TypeVar, cast

from django.conf import settings
from django.db.models import Model, Q, QuerySet

from school.access.facts import (
    CardFacts,
    ConsentFacts,
    ConsentOf,
    ConsentState,
    Identity,
    KinshipFacts,
    UserState,
)
from school.access.facts import Kind as CardKind
from school.access.models import Account, Attachment, Consent
from school.lib import clock
from school.people.models import Card, Employee, Kinship
from school.people.sealing import Seal, Sealable
from school.regions.models import Region
from school.rights.models import Grant
from school.rights.visitor import Role
from school.walls.actor import Actor, Kind
from school.walls.behind import Standing, behind

Dated = TypeVar("Dated", bound=Model)

# No card has this id. Without it Django would not ask the database about an empty
# list, and the time of an answer would tell that nothing was found.
_NO_CARD = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of a person who stands at the door, on one day."""

    account: int | None
    cards: tuple[CardFacts, ...]
    kinship: tuple[KinshipFacts, ...]
    consents: tuple[ConsentFacts, ...]


@cache
def seal() -> Seal:
    """The seal of this deployment's key."""
    return Seal(keys={1: settings.SEAL_KEY}, current=1)


def gather(region: Region, identity: Identity, on: date) -> Facts:
    """Look up cards by oid and by document in every school, and what hangs on them.

    One short transaction of its own. The queries are the same whether or not there is
    a card, so that the time of an answer tells nothing.
    """
    door = Actor(
        kind=Kind.DOOR,
        name=f"oid:{identity.oid}",
        oid=identity.oid,
        digests=_digests(identity),
    )
    with behind(door) as standing:
        account = Account.objects.filter(region=region, oid=identity.oid).first()
        found = {_NO_CARD, *_found_by_document(identity)}
        _go_on(standing, account, found)
        mine = Attachment.objects.filter(account=account, until_at=None)
        found |= set(mine.values_list("card_id", flat=True))
        _go_on(standing, account, found)
        return _facts(account, found, on)


def _go_on(standing: Standing, account: Account | None, cards: set[int]) -> None:
    """Let the walls know what the person has just proved to be his."""
    known = None if account is None else account.pk
    cards_now = tuple(sorted(cards))
    standing.become(replace(standing.actor, account=known, cards=cards_now))


def _digests(identity: Identity) -> tuple[str, ...]:
    by_snils = seal().digests("snils", identity.snils) if identity.snils else ()
    by_certificate = (
        seal().digests("certificate", identity.certificate)
        if identity.certificate
        else ()
    )
    return tuple(chain(by_snils, by_certificate))


def _found_by_document(identity: Identity) -> Iterable[int]:
    digests = list(_digests(identity))
    known = Q(snils_digest__in=digests) | Q(certificate_digest__in=digests)
    return Card.objects.filter(known).values_list("id", flat=True)


def _facts(account: Account | None, found: set[int], on: date) -> Facts:
    cards = list(Card.objects.filter(id__in=found))
    attached = dict(
        Attachment.objects.filter(card_id__in=found, until_at=None).values_list(
            "card_id", "oid"
        )
    )
    employed = _live(Employee.objects.filter(card_id__in=found), on)
    works = set(employed.values_list("card_id", flat=True))
    granted = _live(Grant.objects.filter(card_id__in=found), on)
    mends = set(
        granted.filter(role=Role.ADMINISTRATOR).values_list("card_id", flat=True)
    )
    kinship = _live(Kinship.objects.filter(guardian_id__in=found), on)
    consents = Consent.objects.filter(account=account).order_by("decided_at", "id")
    # The ledger only grows: of each giver's decisions the last one stands.
    standing = {(one.kind, one.given_by): one for one in consents}
    return Facts(
        account=None if account is None else account.pk,
        cards=tuple(_card(card, attached, works, mends) for card in cards),
        kinship=tuple(
            KinshipFacts(
                link.school_id, link.guardian_id, link.student_id, link.restricted
            )
            for link in kinship
        ),
        consents=tuple(_consent(one) for one in standing.values()),
    )


def _live(rows: "QuerySet[Dated]", on: date) -> "QuerySet[Dated]":
    return rows.filter(since_date__lte=on).filter(
        Q(until_date=None) | Q(until_date__gt=on)
    )


def _card(
    card: Card, attached: dict[int, int], works: set[int], mends: set[int]
) -> CardFacts:
    employee = card.kind == Card.Kind.EMPLOYEE
    return CardFacts(
        card_id=card.pk,
        school_id=card.school_id,
        kind=cast("CardKind", card.kind),
        last_name=card.last_name,
        first_name=card.first_name,
        patronymic=card.patronymic,
        birth_date=card.birth_date,
        snils=_opened("snils", card.snils_sealed),
        certificate=_opened("certificate", card.certificate_sealed),
        registered=card.registered and (not employee or card.pk in works),
        user=cast("UserState", card.user),
        attached_oid=attached.get(card.pk),
        administrator=card.pk in mends,
    )


def _opened(kind: Sealable, sealed: bytes | memoryview | None) -> str | None:
    return None if sealed is None else seal().unseal(kind, sealed)


def _consent(consent: Consent) -> ConsentFacts:
    ended = consent.expires_at is not None and consent.expires_at <= clock.now()
    state = consent.state
    if ended and state == Consent.State.GIVEN:
        state = Consent.State.EXPIRED
    return ConsentFacts(
        kind=cast("ConsentOf", consent.kind), state=cast("ConsentState", state)
    )
