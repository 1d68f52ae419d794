"""Asking once more, by hand: «Запросить ещё раз» on the page of a refused sign-in."""

from dataclasses import dataclass
from datetime import date, datetime

from school.access.consents import ledger, standing
from school.access.consents.channels.chosen import channel
from school.access.consents.texts import texts_of
from school.access.gathering import look_at_account
from school.access.models import Account
from school.regions.in_force import policy_of
from school.walls.actor import Actor, Kind
from school.walls.behind import behind


@dataclass(frozen=True, slots=True)
class Requested:
    """When the parents were last asked, and whether they may be asked again now.

    ``at`` is None where nobody was asked: the rules send no requests, or a court has
    restricted one of the parents.
    """

    at: datetime | None
    may_ask: bool


def requested(last: datetime | None, now: datetime) -> Requested:
    """How it stands with a request that was sent last at that time, None for never."""
    return Requested(last, channel().asks and standing.again_after(last, now))


def ask_again(account: int, now: datetime) -> bool:
    """Ask every parent once more; whether anybody was asked.

    Only after a first request, and not within a day of the last; nobody is while the
    register is silent. A call of the network: never inside a transaction.
    """
    owner = _owner(account)
    on = _today(owner, now)
    texts = texts_of(policy_of(owner.region, on))
    cards, words = look_at_account(account, on)
    said = [word for word in words if word.kind == "parent"]
    was_asked = standing.asked_at(said) is not None
    if owner.oid is None or not was_asked or not standing.may_ask_by_hand(said, now):
        return False
    asked = channel().ask(owner.oid, "parent", texts.parent)
    ledger.write(account, asked, texts, now)
    ledger.copy(asked, [(card.school_id, card.card_id) for card in cards])
    return bool(asked)


def _owner(account: int) -> Account:
    with behind(Actor(Kind.DOOR, name=f"account:{account}", account=account)):
        return Account.objects.select_related("region").get(pk=account)


def _today(owner: Account, now: datetime) -> date:
    return now.astimezone(owner.region.zone()).date()
