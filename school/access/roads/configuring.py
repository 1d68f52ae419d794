"""Configuring: the road that the settings name, made of them and of files with keys."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.urls import reverse

import esia
import oidc
from school.access.roads.claims import Names
from school.access.roads.direct import Direct
from school.access.roads.gateway import Gateway
from school.access.roads.road import Road

# What the rules of every region ask for; nothing of the passport (access.md §2).
_SCOPE = "openid fullname birthdate snils birth_cert_doc email mobile"


def make() -> Road:
    """The road of `IDENTITY_ROAD`, by its keys as they lie in files now.

    Raises esia.Misconfigured with one sentence, or OSError.
    """
    gateway = settings.IDENTITY_ROAD == "gateway"
    _refuse_bare("GATEWAY_TRUSTED_FILES" if gateway else "ESIA_TRUSTED_FILES")
    return _gateway() if gateway else _direct()


def files() -> Sequence[Path]:
    """The files that the road is made of, and must be made anew of when they change."""
    if settings.IDENTITY_ROAD == "gateway":
        trusted: tuple[Path, ...] = settings.GATEWAY_TRUSTED_FILES
        return trusted
    own = () if settings.ESIA_SIGNER else (settings.ESIA_KEY_FILE,)
    return (*own, settings.ESIA_CERTIFICATE_FILE, *settings.ESIA_TRUSTED_FILES)


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
        scope=_SCOPE,
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
