"""The road to Госуслуги: our settings of the ЕСИА library, its errors as reasons."""

from datetime import datetime
from functools import cache
from uuid import uuid4

from django.conf import settings
from django.urls import reverse

import esia
from school.access.facts import Identity
from school.access.reasons import Reason
from school.people import certificates
from school.people.unreadable import Unreadable

_DENIED = {
    "ESIA-007004": Reason.ESIA_DENIED,
    "ESIA-007055": Reason.ACCOUNT_NOT_CONFIRMED,
}
# What the rules of every region ask for; nothing of the passport (access.md §2).
SCOPE = "openid fullname birthdate snils birth_cert_doc email mobile"


@cache
def road() -> tuple[esia.Settings, esia.Signer]:
    """Who we are at ЕСИА. Raises esia.Misconfigured with one sentence."""
    known = esia.Settings(
        base_url=settings.ESIA_URL,
        client_id=settings.ESIA_CLIENT_ID,
        certificate_hash=esia.certificate_hash(
            settings.ESIA_CERTIFICATE_FILE.read_bytes()
        ),
        issuer=settings.ESIA_ISSUER,
        algorithm=settings.ESIA_ALGORITHM,
        trusted=tuple(path.read_bytes() for path in settings.ESIA_TRUSTED_FILES),
        redirect_uri=settings.SCHOOL_URL + reverse("access:return"),
        scope=SCOPE,
    )
    return known, esia.GostSigner.from_pem(settings.ESIA_KEY_FILE.read_bytes())


def address_to_go(*, state: str, challenge: str, now: datetime) -> str:
    """Where the person's browser is sent to sign in."""
    known, signer = road()
    return esia.authorization_url(
        known, signer, state=state, now=now, challenge=challenge
    )


def address_to_leave(return_to: str) -> str:
    """Where the person's browser is sent to end the session at Госуслуги too."""
    return esia.logout_url(road()[0], return_to)


def identify(*, code: str, verifier: str, now: datetime) -> Identity | Reason:
    """Who came back with this code, asked server to server; or why nobody knows.

    Two calls of the network: never inside a transaction.
    """
    known, signer = road()
    try:
        tokens = esia.exchange(
            known,
            signer,
            code=code,
            state_new=str(uuid4()),
            now=now,
            verifier=verifier,
        )
        person = esia.person(known, tokens)
    except esia.EsiaError as error:
        return reason_of(error)
    return _identity(person)


def refused(error: str, description: str) -> Reason:
    """What ЕСИА meant by sending the browser back with an error."""
    return reason_of(esia.refusal(error, description))


def reason_of(error: esia.EsiaError) -> Reason:
    """Our reason for an error of the library."""
    if isinstance(error, esia.Unavailable):
        return Reason.ESIA_UNAVAILABLE
    if isinstance(error, esia.Denied):
        return _DENIED.get(error.code, Reason.ESIA_REFUSED_CODE)
    return Reason.ESIA_BAD_ANSWER


def _identity(person: esia.Person) -> Identity:
    certificate = None
    if person.birth_certificate:
        parsed = certificates.parse(person.birth_certificate)
        certificate = None if isinstance(parsed, Unreadable) else parsed
    return Identity(
        oid=person.oid,
        last_name=person.last_name,
        first_name=person.first_name,
        patronymic=person.patronymic,
        birth_date=person.birth_date,
        snils=person.snils,
        certificate=certificate,
        level=person.level,
    )
