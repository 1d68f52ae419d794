"""Sessions: opened at the door, given a role, seen on a list of devices, closed."""

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from school.access.devices import UNKNOWN, Device
from school.access.lifetimes import FAMILY, GOVERNING, STAFF, Lifetime, shorter
from school.access.models import Session
from school.access.recognising import Arrival, Way, digest_of
from school.lib import clock

CHOOSING = Way(Session.Kind.CHOOSING)


class Begun(NamedTuple):
    """A session's token for the cookie, and whether the device is another's."""

    token: str
    borrowed: bool


# One statement, so that a token never outlives the one that took its place, and the
# device that was used least lately makes room where there are too many.
_OPEN = """
WITH former AS (DELETE FROM session WHERE digest = %(former)s),
crowded AS (
    DELETE FROM session WHERE digest IN (
        SELECT digest FROM session
        WHERE account_id = %(account)s AND digest <> %(former)s
        ORDER BY coalesce(seen_at, opened_at) DESC, digest OFFSET %(others)s)
)
INSERT INTO session (digest, account_id, kind, school_id, card_id, cards, opened_at,
                     expires_at, seen_at, idle, ends_at, device, borrowed, stands_until,
                     proved_at, office_at)
VALUES (%(digest)s, %(account)s, %(kind)s, %(school)s, %(card)s, %(cards)s::bigint[],
        %(opened)s, %(expires)s, %(at)s, %(idle)s, %(ends)s, %(device)s, %(borrowed)s,
        %(until)s, %(proved)s, %(office)s)
"""


def open_session(
    account: int,
    cards: tuple[int, ...],
    *,
    at: datetime,
    lasts: Lifetime,
    until: datetime | None = None,
    on: Device = UNKNOWN,
    instead_of: str = "",
    way: Way = CHOOSING,
    proved: datetime | None = None,
) -> str:
    """Open a session for the admitted cards and return its token for the cookie.

    It ends at the latest ``until``, when the consent ends by which he came in.

    Nobody is chosen yet: with one way to look it is taken at the first request, unless
    a ``way`` goes on. ``instead_of`` is the token of a session that ends in the same
    moment; ``proved`` is when he typed his password at Госуслуги.
    """
    lasts = shorter(lasts, borrowed=on.borrowed)
    return _open(
        way,
        lasts,
        at=at,
        ends=at + lasts.absolute,
        until=until,
        account=account,
        cards=list(cards),
        opened=at,
        device=on.name,
        borrowed=on.borrowed,
        former=digest_of(instead_of),
        # A clock of theirs that is fast makes nobody fresh for longer.
        proved=None if proved is None else min(proved, at),
        office=None,
    )


def way_of(token: str, account: int, cards: Collection[int]) -> Way | None:
    """As whom the account looks in the session of this token; None of another's.

    Not chosen, where it is an employee's card that is none of these.
    """
    found = Session.objects.filter(digest=digest_of(token), account_id=account).first()
    if found is None:
        return None
    if found.card_id is not None and found.card_id not in cards:
        return CHOOSING
    return Way(Session.Kind(found.kind), found.school_id, found.card_id)


def choose(session: Arrival, way: Way, *, at: datetime) -> Begun | None:
    """Look from now on in this way: a new token in place of the old one.

    As staff it is short; as a family it lasts as long as any family's. None when the
    session was ended from another device meanwhile.
    """
    opened_at = datetime.fromisoformat(session.opened_at)
    former = Session.objects.filter(digest=session.digest).first()
    if former is None:
        return None
    lasts = shorter(_lifetime_of(way), borrowed=former.borrowed)
    longest = shorter(FAMILY, borrowed=former.borrowed).absolute
    token = _open(
        way,
        lasts,
        at=at,
        ends=min(opened_at + longest, at + lasts.absolute),
        until=former.stands_until,
        account=session.account_id,
        cards=session.cards,
        opened=opened_at,
        device=former.device,
        borrowed=former.borrowed,
        former=session.digest,
        proved=former.proved_at,
        office=former.office_at,
    )
    return Begun(token, former.borrowed)


def is_open(token: str | None) -> bool:
    """Whether a live session has this token."""
    if not token:
        return False
    alive = Session.objects.filter(digest=digest_of(token), expires_at__gt=clock.now())
    return alive.exists()


def close(token: str | None) -> None:
    """End the session of this token, if there is one."""
    if token:
        Session.objects.filter(digest=digest_of(token)).delete()


def devices_of(account: int) -> list[Session]:
    """Where an account is signed in now, the one used last first."""
    alive = Session.objects.filter(account_id=account, expires_at__gt=clock.now())
    return sorted(alive, key=lambda one: one.seen_at or one.opened_at, reverse=True)


def close_device(account: int, digest: str) -> None:
    """End one of the account's own sessions; another's stays whatever is asked."""
    Session.objects.filter(account_id=account, digest=digest).delete()


def close_everywhere(account: int) -> None:
    """End all sessions of an account."""
    Session.objects.filter(account_id=account).delete()


def close_with(account: int, cards: Collection[int]) -> int:
    """End the account's sessions that were opened with any of these cards; how many."""
    found = Session.objects.filter(account_id=account, cards__overlap=list(cards))
    return found.delete()[0]


def _lifetime_of(way: Way) -> Lifetime:
    if way.kind != Session.Kind.STAFF:
        return FAMILY
    return GOVERNING if way.governs else STAFF


def _open(
    way: Way,
    lasts: Lifetime,
    *,
    at: datetime,
    ends: datetime,
    until: datetime | None,
    **values: Any,  # noqa: ANN401 - columns
) -> str:
    token = secrets.token_urlsafe(32)
    ends = ends if until is None else min(ends, until)
    looks = {"kind": way.kind, "school": way.school, "card": way.card}
    ending = {"at": at, "ends": ends, "idle": lasts.idle, "until": until}
    first = {"expires": min(ends, at + lasts.idle), "others": lasts.devices - 1}
    values |= {**looks, **ending, **first, "digest": digest_of(token)}
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, values)
    return token
