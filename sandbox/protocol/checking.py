"""Checks that both endpoints make of a client's signed request."""

import base64
import binascii
import re
from collections import Counter
from datetime import datetime, timedelta

from sandbox.clients import Client, origin
from sandbox.protocol.refusals import Refusal
from sandbox.web import Pairs

TIMESTAMP_TOLERANCE = timedelta(minutes=5)

_SCOPE_WORDS = """
openid fullname birthdate gender citizenship snils inn id_doc birthplace
birth_cert_doc email mobile contacts addresses medical_doc
kid_fullname kid_birthdate kid_gender kid_snils kid_inn kid_birth_cert_doc
kid_medical_doc
"""
SCOPES = frozenset(_SCOPE_WORDS.split())
"""Scopes a client may ask for; some of them have nothing behind them here."""


def find_repeated(pairs: Pairs) -> Refusal | None:
    """Refuse a parameter that is given twice."""
    twice = [name for name, n in Counter(name for name, _ in pairs).items() if n > 1]
    if not twice:
        return None
    return Refusal("ESIA-007003", f"Параметр повторён: {', '.join(twice)}.")


def find_client(clients: dict[str, Client], given: dict[str, str]) -> Client | Refusal:
    """Find who asks, and make sure the person can be sent back there."""
    for name in ("client_id", "redirect_uri"):
        if not given.get(name):
            return Refusal("ESIA-007014", f"Нет параметра {name}.", (name,))
    client = clients.get(given["client_id"])
    if client is None:
        return Refusal("ESIA-007005", f"Неизвестная система «{given['client_id']}».")
    if origin(given["redirect_uri"]) not in client.origins:
        allowed = ", ".join(client.origins)
        words = f"Адрес возврата не с сайта этой системы; её сайты: {allowed}."
        return Refusal("ESIA-007023", words)
    return client


def find_missing(given: dict[str, str], names: tuple[str, ...]) -> Refusal | None:
    """Refuse when a mandatory parameter is absent or empty."""
    missing = tuple(name for name in names if not given.get(name))
    if missing == ("scope",):
        return Refusal("ESIA-007013", "Нет параметра scope.")
    if missing:
        words = f"Нет обязательных параметров: {', '.join(missing)}."
        return Refusal("ESIA-007014", words, missing)
    return None


def check_scope(scope: str) -> Refusal | None:
    """Refuse a scope without openid, or with words that do not exist."""
    words = scope.split(" ")
    unknown = [word for word in words if word not in SCOPES]
    if unknown:
        return Refusal("ESIA-007006", f"Неизвестный scope: «{' '.join(unknown)}».")
    if "openid" not in words:
        return Refusal("ESIA-007006", "В scope нет openid.")
    return None


def check_timestamp(text: str, now: datetime) -> Refusal | None:
    """Refuse a moment in another format, or more than five minutes away."""
    if not re.fullmatch(r"\d{4}\.\d\d\.\d\d \d\d:\d\d:\d\d [+-]\d{4}", text):
        words = f"timestamp «{text}» не вида yyyy.MM.dd HH:mm:ss Z (плюс — это %2B)."
        return Refusal("ESIA-007015", words)
    try:
        moment = datetime.strptime(text, "%Y.%m.%d %H:%M:%S %z")
        away = abs(moment - now)
    except (ValueError, OverflowError):
        return Refusal("ESIA-007015", f"Такого времени не бывает: «{text}».")
    if away > TIMESTAMP_TOLERANCE:
        words = f"timestamp «{text}» отстоит от часов песочницы больше чем на 5 минут."
        return Refusal("ESIA-007015", words)
    return None


def check_signature(client: Client, given: dict[str, str], end: str) -> Refusal | None:
    """Check certificate hash and signature; `end` closes the signed string."""
    if given["client_certificate_hash"].upper() != client.certificate.hash:
        words = (
            "client_certificate_hash — не Стрибог-256 от DER сертификата этой системы"
            f" (ожидался {client.certificate.hash})."
        )
        return Refusal("ESIA-007053", words)
    signature = read_base64(given["client_secret"])
    if signature is None or len(signature) != 64:
        size = "не base64" if signature is None else f"{len(signature)} байт"
        words = f"client_secret: нужны 64 байта подписи в base64, а пришло: {size}."
        return Refusal("ESIA-007053", words)
    names = ("client_id", "scope", "scope_org", "timestamp", "state", "redirect_uri")
    text = "".join(given.get(name, "") for name in names) + end
    if client.certificate.key.accepts(signature, text.encode()):
        return None
    words = f"Подпись не сходится со строкой «{text}»."
    if client.certificate.key.accepts(signature[::-1], text.encode()):
        words = "Байты подписи стоят в обратном порядке."
    return Refusal("ESIA-007053", words)


def read_base64(text: str) -> bytes | None:
    """Decode either alphabet, padded or not; None when it is neither."""
    plain = text.translate(str.maketrans("-_ ", "+/+")).rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
