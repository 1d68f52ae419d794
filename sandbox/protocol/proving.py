"""Proving: the two generations of ЕСИА's protocol, and how a client proves itself.

The first (v1) takes CMS with the certificate inside; the second (v2, v3) takes the bare
64 bytes of GOST, and the hash of the certificate beside them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.clients import Client
from sandbox.protocol import strings
from sandbox.protocol.checking import read_base64
from sandbox.protocol.refusals import Refusal
from sandbox.signing import cms
from sandbox.signing.keys import Certificate

Given = dict[str, str]


@dataclass(frozen=True, slots=True)
class Generation:
    """One of the two protocols."""

    name: str
    mandatory: tuple[str, ...]
    """Parameters that it needs besides those of both."""
    names: tuple[str, ...]
    """What is signed, before the code of `te`."""
    signs_code: bool
    prove: Callable[[Client, Given, str], Refusal | None]
    """Check `client_secret` over the string that must have been signed."""


def check_signature(
    generation: Generation, client: Client, given: Given, *, te: bool
) -> Refusal | None:
    """Refuse a request that the client did not sign; `te`: with the code in the end."""
    if not client.certificates:
        words = "Эта система ходит через шлюз: сертификата у неё нет."
        return Refusal("ESIA-007005", words)
    text = strings.join(given, generation.names)
    if te and generation.signs_code:
        text += given.get("code", "")
    return generation.prove(client, given, text)


def prove_bare(client: Client, given: Given, text: str) -> Refusal | None:
    """Check the hash of the certificate and 64 bytes s‖r over the string."""
    asked = given.get("client_certificate_hash", "").upper()
    known = [one for one in client.certificates if asked in ("", one.hash)]
    if not known:
        words = f"client_certificate_hash — не Стрибог-256 от DER: {client.hashes}."
        return Refusal("ESIA-007053", words)
    if not all(one.is_gost for one in known):
        words = "Система зарегистрирована с RSA; в v2 и v3 подписывают только ГОСТ."
        return Refusal("ESIA-007053", words)
    signature = read_base64(given["client_secret"])
    if signature is None or len(signature) != 64:
        size = "не base64" if signature is None else f"{len(signature)} байт"
        words = f"client_secret: нужны 64 байта подписи в base64, а пришло: {size}."
        if signature and signature[:1] == b"\x30":
            words += " Похоже на CMS: его ждёт только v1."
        return Refusal("ESIA-007053", words)
    if any(one.key.accepts(signature, text.encode()) for one in known):
        return None
    return Refusal("ESIA-007053", _explain(known[0], signature, given, text))


def _explain(
    certificate: Certificate, signature: bytes, given: Given, text: str
) -> str:
    """Say what the client signed instead: in which order, over which string."""
    halves = signature[32:] + signature[:32]
    shapes = {
        "": signature,
        "Байты подписи стоят в обратном порядке. ": signature[::-1],
        "Половины подписи переставлены: r‖s вместо s‖r. ": halves,
    }
    for words, shape in shapes.items():
        if words and certificate.key.accepts(shape, text.encode()):
            return words.strip()

        def fits(other: str, shape: bytes = shape) -> bool:
            return certificate.key.accepts(shape, other.encode())

        guessed = strings.guess(given, strings.LIKELY_IN_SECOND, fits)
        if guessed:
            return words + guessed
    return f"Подпись не сходится со строкой «{text}»."


def prove_by_cms(client: Client, given: Given, text: str) -> Refusal | None:
    """Check a detached CMS over the string: its certificate, its signature."""
    raw = read_base64(given["client_secret"])
    if raw is None:
        return Refusal("ESIA-007053", "client_secret — не base64.")
    faults = [cms.find_fault(raw, one, text.encode()) for one in client.certificates]
    if "" in faults:
        return None
    if all(cms.is_foreign(fault) for fault in faults):
        return Refusal("ESIA-007002", faults[0])
    words = next(fault for fault in faults if not cms.is_foreign(fault))
    if len(raw) == 64:
        words = "Пришли 64 байта голой подписи, как в v2; v1 ждёт CMS."
    guessed = strings.guess(
        given,
        strings.LIKELY_IN_FIRST,
        lambda other: cms.holds_digest_of(raw, other.encode()),
    )
    return Refusal("ESIA-007053", guessed or words)


V1 = Generation("v1", (), strings.FIRST, False, prove_by_cms)
V2 = Generation("v2", ("client_certificate_hash",), strings.SECOND, True, prove_bare)
