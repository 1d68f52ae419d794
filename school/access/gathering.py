"""Gathering, at the door, everything that the decision is made of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from typing import cast

from django.conf import settings
from django.db.models import Q

from school.access.facts import (
    CardFacts,
    ConsentFacts,
    ConsentOf,
    ConsentState,
    Identity,
    KinshipFacts,
)
from school.access.models import Attachment, Consent
from school.lib import clock
from school.lib.postgres.queries import Query
from school.people.models import Kinship
from school.people.sealing import Seal, Sealable
from school.regions.models import Region
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

_FOUND = Query(__file__, "found")
_CARDS = Query(__file__, "cards")

# No card has this id. Without it Django would not ask the database about an empty
# list, and the time of an answer would tell that nothing was found.
_NO_CARD = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of a person who stands at the door, on one day.

    ``account`` and ``short_name`` are his own, None and empty before the first time;
    ``tied`` are the cards that are his already.
    """

    account: int | None
    short_name: str
    tied: frozenset[int]
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
        (known,) = _FOUND.rows(
            {"region": region.pk, "oid": identity.oid, "digests": list(door.digests)}
        )
        cards = {_NO_CARD, *(known.cards or ())}
        standing.become(replace(door, account=known.account, cards=tuple(cards)))
        tied = set(_tied(known.account))
        if not tied <= cards:
            # A card of his whose documents the school has changed since.
            cards |= tied
            standing.become(replace(door, account=known.account, cards=tuple(cards)))
        return Facts(
            account=known.account,
            short_name=known.short_name or "",
            tied=frozenset(tied),
            cards=_cards(cards, on),
            kinship=_kinship(cards, on),
            consents=_consents(known.account),
        )


def _digests(identity: Identity) -> tuple[str, ...]:
    by_snils = seal().digests("snils", identity.snils) if identity.snils else ()
    by_certificate = (
        seal().digests("certificate", identity.certificate)
        if identity.certificate
        else ()
    )
    return tuple(chain(by_snils, by_certificate))


def _tied(account: int | None) -> Iterable[int]:
    tied = Attachment.objects.filter(account=account, until_at=None)
    return tied.values_list("card_id", flat=True)


def _cards(cards: set[int], on: date) -> tuple[CardFacts, ...]:
    rows = _CARDS.rows({"cards": list(cards), "day": on})
    return tuple(
        CardFacts(
            card_id=row.id,
            school_id=row.school_id,
            kind=row.kind,
            last_name=row.last_name,
            first_name=row.first_name,
            patronymic=row.patronymic,
            birth_date=row.birth_date,
            snils=_opened("snils", row.snils_sealed),
            certificate=_opened("certificate", row.certificate_sealed),
            registered=row.registered,
            user=row.user,
            attached_oid=row.attached_oid,
            administrator=row.administrator,
        )
        for row in rows
    )


def _kinship(cards: set[int], on: date) -> tuple[KinshipFacts, ...]:
    live = Kinship.objects.filter(guardian_id__in=cards, since_date__lte=on).filter(
        Q(until_date=None) | Q(until_date__gt=on)
    )
    return tuple(
        KinshipFacts(link.school_id, link.guardian_id, link.student_id, link.restricted)
        for link in live
    )


def _consents(account: int | None) -> tuple[ConsentFacts, ...]:
    """Of each giver's decisions the last one: the ledger only grows."""
    ledger = Consent.objects.filter(account=account).order_by("decided_at", "id")
    standing = {(one.kind, one.given_by): one for one in ledger}
    return tuple(_consent(one) for one in standing.values())


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
