"""To Госуслуги by the road that this installation was given (`IDENTITY_ROAD`)."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.urls import reverse

import esia
import oidc
from school.access.facts import Identity
from school.access.reasons import Reason
from school.access.roads.claims import Names
from school.access.roads.direct import Direct
from school.access.roads.gateway import Gateway
from school.access.roads.renewing import Renewed
from school.access.roads.road import Road

# What the rules of every region ask for; nothing of the passport (access.md §2).
SCOPE = "openid fullname birthdate snils birth_cert_doc email mobile"


def road() -> Road:
    """Who we are at Госуслуги, by the keys that lie in the files now.

    Raises esia.Misconfigured with one sentence.
    """
    return taken.get()


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


def _make() -> Road:
    gateway = settings.IDENTITY_ROAD == "gateway"
    _refuse_bare("GATEWAY_TRUSTED_FILES" if gateway else "ESIA_TRUSTED_FILES")
    return _gateway() if gateway else _direct()


def _refuse_bare(name: str) -> None:
    """Production believes certificates only, at the start and when files change.

    A sandbox's key is bare: nobody certified it.
    """
    for path in getattr(settings, name):
        if settings.MODE == "production" and b"PUBLIC KEY-----" in path.read_bytes():
            raise esia.Misconfigured(
                f"В файле {path} из {name} ключ без сертификата, как у песочницы:"
                " рабочая установка верит только сертификатам."
            )


def _files() -> Sequence[Path]:
    if settings.IDENTITY_ROAD == "gateway":
        trusted: tuple[Path, ...] = settings.GATEWAY_TRUSTED_FILES
        return trusted
    own = () if settings.ESIA_SIGNER else (settings.ESIA_KEY_FILE,)
    return (*own, settings.ESIA_CERTIFICATE_FILE, *settings.ESIA_TRUSTED_FILES)


def _direct() -> Direct:
    certificate = settings.ESIA_CERTIFICATE_FILE.read_bytes()
    known = esia.Settings(
        base_url=settings.ESIA_URL,
        client_id=settings.ESIA_CLIENT_ID,
        certificate_hash=esia.certificate_hash(certificate),
        issuer=settings.ESIA_ISSUER,
        algorithm=settings.ESIA_ALGORITHM,
        trusted=tuple(path.read_bytes() for path in settings.ESIA_TRUSTED_FILES),
        redirect_uri=settings.SCHOOL_URL + reverse("access:return"),
        scope=SCOPE,
    )
    return Direct(known, _signer(certificate), esia.valid_until(certificate))


def _signer(certificate: bytes) -> esia.Signer:
    if settings.ESIA_SIGNER:
        command = tuple(settings.ESIA_SIGNER)
        return esia.CommandSigner(command, mirrored=settings.ESIA_SIGNER_MIRRORED)
    signer = esia.GostSigner.from_pem(settings.ESIA_KEY_FILE.read_bytes())
    if not signer.belongs_to(certificate):
        raise esia.Misconfigured(
            "Ключ ESIA_KEY_FILE не от сертификата ESIA_CERTIFICATE_FILE."
        )
    return signer


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


taken = Renewed[Road](_make, _files)
