"""Operators: people who keep a region going, and may have no card in any school."""

from school.access.facts import Identity
from school.access.models import Operator
from school.walls.actor import Actor, Kind
from school.walls.behind import behind


def may_come_in(account: int | None, identity: Identity) -> bool:
    """Whether this person is an operator today; his account must be a confirmed one.

    A short transaction of its own.
    """
    if account is None or identity.level != "confirmed":
        return False
    with behind(Actor(Kind.DOOR, name=f"account:{account}", account=account)):
        return role_of(account) is not None


def role_of(account: int) -> Operator | None:
    """The live role of an account with its region. Behind walls that know it."""
    live = Operator.objects.filter(account_id=account, until_at=None)
    return live.select_related("region").first()
