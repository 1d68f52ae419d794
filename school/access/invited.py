"""Who came from Госуслуги by a family's invitation, in his browser for half an hour.

As with a refusal (:mod:`school.access.said`) the product keeps none of it: a sealed
cookie carries it to the page on which the person names his child.
"""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.http import HttpResponse

from school.access.facts import Identity
from school.access.gathering import seal
from school.lib.dates import age
from school.people.names import FullName
from school.people.sealing import SealError

LASTS = timedelta(minutes=30)
_GROWN = 18
_A_MONTH = timedelta(days=30)
_DIGEST = re.compile(r"[0-9]{1,3}:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Person:
    """What a card is made of: as Госуслуги gave it. ``snils`` is 11 digits."""

    name: FullName
    birth_date: date
    snils: str


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation by its digest; ``person`` is None once he has been written down."""

    digest: str
    person: Person | None = None


def invited_by(digest: str, identity: Identity, on: date) -> Invited | None:
    """The person who came by this invitation; None where he cannot be a parent here.

    An invitation is for a grown-up with a confirmed account and a СНИЛС.
    """
    is_confirmed = identity.level == "confirmed" and bool(identity.snils)
    if not digest or not is_confirmed or age(identity.birth_date, on) < _GROWN:
        return None
    person = Person(identity.name, identity.birth_date, identity.snils or "")
    return Invited(digest, person)


def packed(person: Person) -> str:
    """As one text, to be sealed."""
    name = person.name
    born = person.birth_date.isoformat()
    return json.dumps([name.last, name.first, name.patronymic, born, person.snils])


def unpacked(text: str) -> Person:
    """The same again."""
    last, first, patronymic, born, snils = json.loads(text)
    return Person(FullName(last, first, patronymic), date.fromisoformat(born), snils)


def wrap(invited: Invited, at: datetime) -> str:
    """The cookie's text: encrypted and authenticated."""
    person = invited.person and packed(invited.person)
    kept = json.dumps([invited.digest, at.isoformat(), person])
    return urlsafe_b64encode(seal().seal("invitation", kept)).decode()


def unwrap(text: str, at: datetime) -> Invited | None:
    """What a cookie of ours carries; None for a forged, damaged or old one.

    Who has been written down is known for as long as the browser keeps the cookie.
    """
    try:
        kept = seal().unseal("invitation", urlsafe_b64decode(text))
    except (SealError, ValueError):
        return None
    digest, made_at, person = json.loads(kept)
    made = datetime.fromisoformat(made_at)
    if person is not None and not made <= at < made + LASTS:
        return None
    return Invited(digest, person and unpacked(person))


def read_digest(sent: str) -> str:
    """The digest that a form carries, or empty for anything else.

    Of an invitation that is not there nothing comes: nobody asks about it here.
    """
    return sent if _DIGEST.fullmatch(sent) else ""


def remember(response: HttpResponse, invited: Invited, at: datetime) -> None:
    """Let the pages of the invitation, and no others, know who came by it.

    Whoever has been written down reads for a month what became of it.
    """
    lasts = LASTS if invited.person else _A_MONTH
    response.set_cookie(
        settings.INVITED_COOKIE,
        wrap(invited, at),
        max_age=int(lasts.total_seconds()),
        path=settings.INVITED_PATH,
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )
