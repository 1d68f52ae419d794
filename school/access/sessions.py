"""Sessions: opened at the door, given a role, closed."""

import secrets
from datetime import datetime, timedelta

from school.access.models import Session
from school.access.recognising import Way, digest_of

# A family reads on its own phone for weeks; staff works on a shared computer.
_FAMILY = timedelta(days=30)
_STAFF = timedelta(hours=8)


def open_session(
    account: int, cards: tuple[int, ...], *, at: datetime, staff: bool
) -> str:
    """Open a session for the admitted cards and return its token for the cookie.

    Nobody is chosen yet: with one way to look it is taken at the first request. With
    a staff card among the cards the session is short; choosing the family makes it
    long.
    """
    token = secrets.token_urlsafe(32)
    Session.objects.create(
        digest=digest_of(token),
        account_id=account,
        kind=Session.Kind.CHOOSING,
        cards=list(cards),
        opened_at=at,
        expires_at=at + (_STAFF if staff else _FAMILY),
    )
    return token


def choose(session: Session, way: Way, *, at: datetime) -> str:
    """Look from now on in this way: a new token in place of the old one.

    As staff it is short; as a family it lasts as long as any family's.
    """
    token = secrets.token_urlsafe(32)
    lasts = _STAFF if way.kind == Session.Kind.STAFF else _FAMILY
    Session.objects.create(
        digest=digest_of(token),
        account_id=session.account_id,
        kind=way.kind,
        school_id=way.school,
        card_id=way.card,
        cards=session.cards,
        opened_at=session.opened_at,
        expires_at=min(session.opened_at + _FAMILY, at + lasts),
    )
    Session.objects.filter(digest=session.digest).delete()
    return token


def close(token: str | None) -> None:
    """End the session of this token, if there is one."""
    if token:
        Session.objects.filter(digest=digest_of(token)).delete()
