"""Gathering, at the door, everything that the decision is made of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

from django.conf import settings

from school.access.consents.standing import Word
from school.access.facts import CardFacts, Identity, KinshipFacts
from school.lib.postgres.queries import Query
from school.people.sealing import Seal, Sealable
from school.regions.models import Region
from school.walls.actor import Actor, Kind
from school.walls.behind import Standing, behind

_FOUND = Query(__file__, "found")
_OWN = Query(__file__, "own")
_CARDS = Query(__file__, "cards")
_CHILDREN = Query(__file__, "children")

# No card has this id. An empty list would be another statement to the driver, and the
# time of an answer would tell that nothing was found.
_NO_CARD = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of a person who stands at the door, on one day.

    ``account`` and ``short_name`` are his own, None and empty before the first time;
    ``tied`` are the cards that are his already, ``waiting`` those of them with which
    he has not come in yet, ``words`` all that was said about his consents so far, the
    first said first.
    """

    account: int | None
    short_name: str
    tied: frozenset[int]
    cards: tuple[CardFacts, ...]
    kinship: tuple[KinshipFacts, ...]
    words: tuple[Word, ...]
    waiting: frozenset[int] = frozenset()


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
        own = _OWN.rows({"account": known.account, "cards": list(cards)})
        tied = frozenset(own[0].cards or ())
        if not tied <= cards:
            # A card of his whose documents the school has changed since.
            cards |= tied
            standing.become(replace(door, account=known.account, cards=tuple(cards)))
        rows = _CARDS.rows({"cards": list(cards), "day": on})
        links = _links(standing, replace(door, account=known.account), rows)
    return Facts(
        account=known.account,
        short_name=known.short_name or "",
        tied=tied,
        cards=tuple(card_of(row) for row in _once(rows)),
        kinship=links,
        words=tuple(word_of(row) for row in own if row.kind is not None),
        waiting=frozenset(own[0].waiting or ()),
    )


def look_at(card: int, on: date) -> tuple[CardFacts, tuple[KinshipFacts, ...]]:
    """One card and its links as the door would read them. A transaction of its own."""
    door = Actor(kind=Kind.DOOR, name="command", cards=(card,))
    with behind(door) as standing:
        rows = _CARDS.rows({"cards": [card], "day": on})
        links = _links(standing, door, rows)
    return card_of(rows[0]), links


def look_at_account(
    account: int, on: date
) -> tuple[tuple[CardFacts, ...], tuple[Word, ...]]:
    """The cards tied to an account and all words about its person's consents.

    A transaction of its own.
    """
    door = Actor(Kind.DOOR, name=f"account:{account}", account=account)
    with behind(door) as standing:
        own = _OWN.rows({"account": account, "cards": [_NO_CARD]})
        cards = [_NO_CARD, *(own[0].cards or ())]
        standing.become(replace(door, cards=tuple(cards)))
        own = _OWN.rows({"account": account, "cards": cards})
        rows = _CARDS.rows({"cards": cards, "day": on})
    words = tuple(word_of(row) for row in own if row.kind is not None)
    return tuple(card_of(row) for row in _once(rows)), words


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


def card_of(row: Any) -> CardFacts:  # noqa: ANN401 - a row of cards.sql
    """A card as the decision needs it, its documents unsealed."""
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


def _links(
    standing: Standing, door: Actor, rows: list[Any]
) -> tuple[KinshipFacts, ...]:
    """The links among the rows of cards.sql, each with what its child is and says.

    The walls are told of the children last: nothing else is asked after that.
    """
    linked = [row for row in rows if row.student_id is not None]
    children = {_NO_CARD, *(row.student_id for row in linked)}
    standing.become(replace(door, cards=tuple(children)))
    found = _CHILDREN.rows({"children": list(children)})
    known = {(row.school_id, row.id): row for row in found}
    return tuple(_link(row, known[row.school_id, row.student_id]) for row in linked)


def _link(row: Any, child: Any) -> KinshipFacts:  # noqa: ANN401 - likewise
    return KinshipFacts(
        row.school_id,
        row.id,
        row.student_id,
        row.restricted,
        born=child.birth_date,
        allows=child.allowed,
    )


def word_of(row: Any) -> Word:  # noqa: ANN401 - a row of own.sql
    """One word about a consent; `consents.standing.facts` says where they all stand."""
    return Word(
        kind=row.kind,
        state=row.state,
        by_oid=row.by_oid,
        at=row.decided_at,
        channel=row.channel,
        text=row.text_version,
        expires_at=row.expires_at,
        card=row.card_id,
    )


def _opened(kind: Sealable, sealed: bytes | memoryview | None) -> str | None:
    return None if sealed is None else seal().unseal(kind, sealed)
