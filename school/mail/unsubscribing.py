"""Unsubscribing: whoever has a letter may refuse others like it, and take that back.

The link in the letter says which kind and which address, sealed: it names nobody, and
no other can be made without the key. One press of a mail program suffices (RFC 8058).
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from school.mail.kinds import KINDS, Kind
from school.mail.models import Unwanted
from school.people.sealing import Seal, SealError


@dataclass(frozen=True, slots=True)
class Refusal:
    """No letters of this kind to this address."""

    kind: Kind
    address: str


def link_of(refusal: Refusal) -> str:
    """The address at which it is refused and taken back."""
    sealed = _seal().seal("letter", f"{refusal.kind.name} {refusal.address}")
    token = urlsafe_b64encode(sealed).decode().rstrip("=")
    return settings.SCHOOL_URL + reverse("support:letters", args=[token])


def read(token: str) -> Refusal | None:
    """What a link refuses; None for one that is not ours, or about safety."""
    try:
        sealed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        name, _, address = _seal().unseal("letter", sealed).partition(" ")
    except (Error, ValueError, SealError):
        return None
    kind = KINDS.get(name)
    return None if kind is None or kind.is_about_safety else Refusal(kind, address)


def unsubscribe(refusal: Refusal, at: datetime) -> None:
    """Send no more of these; a second time nothing changes."""
    Unwanted.objects.get_or_create(
        digest=_digest(refusal.address),
        kind=refusal.kind.name,
        defaults={"since_at": at},
    )


def subscribe_again(refusal: Refusal) -> None:
    """Send them as before."""
    _of(refusal.kind, refusal.address).delete()


def is_unwanted(kind: Kind, address: str) -> bool:
    """Whether the address has refused letters of this kind; one about safety, never."""
    return not kind.is_about_safety and _of(kind, address).exists()


def _of(kind: Kind, address: str) -> QuerySet[Unwanted]:
    return Unwanted.objects.filter(digest=_digest(address), kind=kind.name)


def _digest(address: str) -> str:
    return _seal().digest("letter", address.casefold())


@cache
def _seal() -> Seal:
    return Seal(keys={1: settings.SEAL_KEY}, current=1)
