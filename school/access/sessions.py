"""Sessions: opened at the door, given a role, closed."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from school.access.models import Session
from school.access.recognising import Arrival, Way, digest_of
from school.lib import clock

# A family reads on its own phone for weeks; staff works on a shared computer.
_FAMILY = timedelta(days=30)
_STAFF = timedelta(hours=8)

# One statement, so that a token never outlives the one that took its place.
_OPEN = """
WITH former AS (DELETE FROM session WHERE digest = %(former)s)
INSERT INTO session (digest, account_id, kind, school_id, card_id, cards, opened_at,
                     expires_at)
VALUES (%(digest)s, %(account)s, %(kind)s, %(school)s, %(card)s, %(cards)s::bigint[],
        %(opened)s, %(expires)s)
"""


def open_session(
    account: int,
    cards: tuple[int, ...],
    *,
    at: datetime,
    staff: bool,
    instead_of: str = "",
) -> str:
    """Open a session for the admitted cards and return its token for the cookie.

    Nobody is chosen yet: with one way to look it is taken at the first request. With
    a staff card among the cards the session is short; choosing the family makes it
    long. ``instead_of`` is the token of a session that ends in the same moment.
    """
    return _open(
        Way(Session.Kind.CHOOSING),
        account=account,
        cards=list(cards),
        opened=at,
        expires=at + (_STAFF if staff else _FAMILY),
        former=digest_of(instead_of),
    )


def choose(session: Arrival, way: Way, *, at: datetime) -> str:
    """Look from now on in this way: a new token in place of the old one.

    As staff it is short; as a family it lasts as long as any family's.
    """
    lasts = _STAFF if way.kind == Session.Kind.STAFF else _FAMILY
    opened_at = datetime.fromisoformat(session.opened_at)
    return _open(
        way,
        account=session.account_id,
        cards=session.cards,
        opened=session.opened_at,
        expires=min(opened_at + _FAMILY, at + lasts),
        former=session.digest,
    )


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


def _open(way: Way, **values: Any) -> str:  # noqa: ANN401 - columns
    token = secrets.token_urlsafe(32)
    looks = {"kind": way.kind, "school": way.school, "card": way.card}
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, {**values, **looks, "digest": digest_of(token)})
    return token
