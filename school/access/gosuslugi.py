"""To Госуслуги by the road that this installation was given (`IDENTITY_ROAD`)."""

from datetime import datetime
from functools import cache

from django.conf import settings
from django.urls import reverse

import esia
import oidc
from school.access.facts import Identity
from school.access.reasons import Reason
from school.access.roads.claims import Names
from school.access.roads.direct import Direct
from school.access.roads.gateway import Gateway
from school.access.roads.road import Road

# What the rules of every region ask for; nothing of the passport (access.md §2).
SCOPE = "openid fullname birthdate snils birth_cert_doc email mobile"


@cache
def road() -> Road:
    """Who we are at Госуслуги. Raises esia.Misconfigured with one sentence."""
    return _gateway() if settings.IDENTITY_ROAD == "gateway" else _direct()


def address_to_go(*, state: str, verifier: str, now: datetime) -> str:
    """Where the person's browser is sent to sign in."""
    return road().address_to_go(state=state, verifier=verifier, now=now)


def address_to_leave(return_to: str) -> str:
    """Where the person's browser is sent to end the session at Госуслуги too."""
    return road().address_to_leave(return_to)


def identify(*, code: str, verifier: str, now: datetime) -> Identity | Reason:
    """Who came back with this code, asked server to server; or why nobody knows.

    Calls of the network: never inside a transaction.
    """
    return road().identify(code=code, verifier=verifier, now=now)


def refused(error: str, description: str) -> Reason:
    """What was meant by sending the browser back with an error."""
    return road().refused(error, description)


def _direct() -> Direct:
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
    key = settings.ESIA_KEY_FILE.read_bytes()
    return Direct(known, esia.GostSigner.from_pem(key))


def _gateway() -> Gateway:
    known = oidc.Settings(
        issuer=settings.GATEWAY_ISSUER,
        client_id=settings.GATEWAY_CLIENT_ID,
        client_secret=settings.GATEWAY_CLIENT_SECRET,
        redirect_uri=settings.SCHOOL_URL + reverse("access:return"),
        scope=settings.GATEWAY_SCOPE,
        algorithms=settings.GATEWAY_ALGORITHMS,
        trusted=tuple(path.read_bytes() for path in settings.GATEWAY_TRUSTED_FILES),
        authentication="post" if settings.GATEWAY_AUTHENTICATION == "post" else "basic",
    )
    return Gateway(known, Names.given(settings.GATEWAY_CLAIMS))
