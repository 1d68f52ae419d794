"""CMS SignedData, the `client_secret` of the first protocol (RFC 5652, RFC 4490)."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from asn1crypto import cms

from sandbox.signing.curve import streebog
from sandbox.signing.keys import GOST_256, STREEBOG_256, Certificate

_SHA_256 = "2.16.840.1.101.3.4.2.1"
_DIGESTS: dict[str, Callable[[bytes], bytes]] = {
    STREEBOG_256: streebog,
    _SHA_256: lambda message: hashlib.sha256(message).digest(),
}
_RSA = ("1.2.840.113549.1.1.1", "1.2.840.113549.1.1.11")
_GOST = (GOST_256, "1.2.643.7.1.1.3.2")
_CONTENT_TYPE, _MESSAGE_DIGEST = "content_type", "message_digest"


@dataclass(frozen=True, slots=True)
class _Signer:
    """The one SignerInfo of a message, as bytes."""

    digest_name: str
    method: str
    signed: bytes | None
    """DER of the signed attributes, as a SET; None where there are none."""
    digest: bytes | None
    kind: str | None
    signature: bytes


def find_fault(raw: bytes, certificate: Certificate, message: bytes) -> str:
    """Say in Russian what is wrong with a detached signature; empty when nothing is.

    `certificate` is the one that the client is registered with: it must stand in the
    message, and its key must have signed.
    """
    try:
        content = cms.ContentInfo.load(raw, strict=True)
        if content["content_type"].native != "signed_data":
            return "CMS — не SignedData."
        whole = content["content"]
        attached = whole["encap_content_info"]["content"].native is not None
        enclosed = [one.chosen.dump() for one in whole["certificates"]]
        signers = [_read_signer(one) for one in whole["signer_infos"]]
    except (ValueError, TypeError, KeyError):
        return "client_secret — не CMS SignedData в DER."
    if attached:
        return (
            "CMS несёт подписанный текст в себе (attached), нужна отделённая подпись."
        )
    if certificate.der not in enclosed:
        return _NOT_OURS
    if len(signers) != 1:
        return f"В CMS должна быть одна подпись, а в нём их {len(signers)}."
    return _check(signers[0], certificate, message)


_NOT_OURS = "В CMS нет сертификата, с которым система зарегистрирована."


def is_foreign(fault: str) -> bool:
    """Tell whether the fault is another certificate, which has a code of its own."""
    return fault == _NOT_OURS


def holds_digest_of(raw: bytes, message: bytes) -> bool:
    """Tell whether the digest of this message stands somewhere in the CMS."""
    return any(hashing(message) in raw for hashing in _DIGESTS.values())


def _read_signer(one: cms.SignerInfo) -> _Signer:
    attributes = one["signed_attrs"]
    known: dict[str, object] = {}
    signed = None
    if attributes.native is not None:
        known = {item["type"].native: item["values"][0].native for item in attributes}
        # What is signed has the tag of a SET in place of [0] (RFC 5652, 5.4).
        signed = attributes.untag().dump()
    digest, kind = known.get(_MESSAGE_DIGEST), known.get(_CONTENT_TYPE)
    return _Signer(
        digest_name=one["digest_algorithm"]["algorithm"].dotted,
        method=one["signature_algorithm"]["algorithm"].dotted,
        signed=signed,
        digest=digest if isinstance(digest, bytes) else None,
        kind=str(kind) if kind else None,
        signature=one["signature"].native,
    )


def _check(signer: _Signer, certificate: Certificate, message: bytes) -> str:
    hashing = _DIGESTS.get(signer.digest_name)
    if hashing is None:
        return (
            f"Хеш {signer.digest_name} не принимается: нужен Стрибог-256 или SHA-256."
        )
    if signer.method not in (_GOST if certificate.is_gost else _RSA):
        return f"Алгоритм подписи {signer.method} не тот, что у сертификата."
    if signer.signed is None:
        text = message
    elif signer.kind != "data" or signer.digest is None:
        return "В подписанных атрибутах CMS нет contentType data или messageDigest."
    elif signer.digest != hashing(message):
        return f"messageDigest в CMS — не хеш строки «{message.decode()}»."
    else:
        text = signer.signed
    if certificate.key.accepts(signer.signature, text):
        return ""
    return "Подпись в CMS не сходится с ключом сертификата."
