"""Gathering, at the door, everything that the decision is made of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

from django.conf import settings

from school.access.facts import (
    CardFacts,
    ConsentFacts,
    Identity,
    KinshipFacts,
)
from school.access.models import Consent
from school.lib import clock
from school.lib.postgres.queries import Query
from school.people.sealing import Seal, Sealable
from school.regions.models import Region
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

_FOUND = Query(__file__, "found")
_OWN = Query(__file__, "own")
_CARDS = Query(__file__, "cards")

# No card has this id. An empty list would be another statement to the driver, and the
# time of an answer would tell that nothing was found.
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
        own = _OWN.rows({"account": known.account})
        tied = frozenset(own[0].cards or ())
        if not tied <= cards:
            # A card of his whose documents the school has changed since.
            cards |= tied
            standing.become(replace(door, account=known.account, cards=tuple(cards)))
        rows = _CARDS.rows({"cards": list(cards), "day": on})
    return Facts(
        account=known.account,
        short_name=known.short_name or "",
        tied=tied,
        cards=tuple(_card(row) for row in _once(rows)),
        kinship=tuple(_link(row) for row in rows if row.student_id is not None),
        consents=tuple(_consent(row) for row in own if row.kind is not None),
    )


def look_at(card: int, on: date) -> tuple[CardFacts, tuple[KinshipFacts, ...]]:
    """One card and its links as the door would read them. A transaction of its own."""
    with behind(Actor(kind=Kind.DOOR, name="command", cards=(card,))):
        rows = _CARDS.rows({"cards": [card], "day": on})
    links = tuple(_link(row) for row in rows if row.student_id is not None)
    return _card(rows[0]), links


def _digests(identity: Identity) -> tuple[str, ...]:
    by_snils = seal().digests("snils", identity.snils) if identity.snils else ()
    by_certificate = (
        seal().digests("certificate", identity.certificate)
        if identity.certificate
        else ()
    )
    return tuple(chain(by_snils, by_certificate))


def _once(rows: list[Any]) -> Iterable[Any]:
    """One of the rows of each card."""
    return {(row.school_id, row.id): row for row in rows}.values()


def _card(row: Any) -> CardFacts:  # noqa: ANN401 - a row of cards.sql
    return CardFacts(
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


def _link(row: Any) -> KinshipFacts:  # noqa: ANN401 - likewise
    return KinshipFacts(row.school_id, row.id, row.student_id, row.restricted)


def _consent(row: Any) -> ConsentFacts:  # noqa: ANN401 - a row of own.sql
    ended = row.expires_at is not None and row.expires_at <= clock.now()
    if ended and row.state == Consent.State.GIVEN:
        return ConsentFacts(kind=row.kind, state="expired")
    return ConsentFacts(kind=row.kind, state=row.state)


def _opened(kind: Sealable, sealed: bytes | memoryview | None) -> str | None:
    return None if sealed is None else seal().unseal(kind, sealed)
