"""Checks that both endpoints make of a client's signed request."""

import base64
import binascii
import re
from collections import Counter
from datetime import datetime, timedelta

from sandbox.clients import Client, origin
from sandbox.protocol.refusals import Refusal
from sandbox.web import Pairs, Request

TIMESTAMP_TOLERANCE = timedelta(minutes=5)

_SCOPE_WORDS = """
openid fullname birthdate gender citizenship snils inn id_doc birthplace medical_doc
military_doc foreign_passport_doc drivers_licence_doc birth_cert_doc residence_doc
temporary_residence_doc vehicles email mobile contacts addresses usr_org usr_avt
self_employed kid_fullname kid_birthdate kid_gender kid_snils kid_inn
kid_birth_cert_doc kid_medical_doc kid_mobile kid_email kid_school_data
educational_doc ege_result olympics student_ticket
"""
SCOPES = frozenset(_SCOPE_WORDS.split())
"""Scopes a client may ask for; some of them have nothing behind them here."""

_ORG_WORDS = """
org_shortname org_fullname org_type org_ogrn org_inn org_leg org_kpp
org_agencyterrange org_agencytype org_oktmo org_ctts org_addrs org_vhls org_grps
org_emps org_brhs org_brhs_ctts org_brhs_addrs org_rcs org_stms org_invts categories
org_ra
"""
ORG_SCOPES = frozenset(_ORG_WORDS.split())
"""Scopes of `scope_org`; nobody here works anywhere, so they open nothing."""

OBJECT_TYPES = ("P", "L", "B")
"""A person, a firm, a sole trader. [?] Public sources name the parameter only."""
ROLES = ("HEAD", "ADMIN", "EMPLOYEE")
"""[?] Likewise; a person (P) has none of them."""


def find_repeated(pairs: Pairs) -> Refusal | None:
    """Refuse a parameter that is given twice."""
    twice = [name for name, n in Counter(name for name, _ in pairs).items() if n > 1]
    if not twice:
        return None
    return Refusal("ESIA-007003", f"Параметр повторён: {', '.join(twice)}.")


def find_unreadable(request: Request) -> Refusal | None:
    """Refuse parameters in broken UTF-8, or hundreds of them."""
    if not request.garbled:
        return None
    return Refusal("ESIA-007038", "Параметры не читаются: не UTF-8 или их сотни.")


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


def check_org_scope(scope: str) -> Refusal | None:
    """Refuse words that do not exist, and an organisation the person is not in."""
    for word in scope.split():
        name, _, organisation = word.partition("?")
        if name not in ORG_SCOPES:
            return Refusal("ESIA-007006", f"Неизвестный scope_org: «{word}».")
        if organisation:
            words = f"Человек не состоит в организации «{organisation}»."
            return Refusal("ESIA-007194", words)
    return None


def check_roles(given: dict[str, str]) -> Refusal | None:
    """Refuse `obj_type` and `roles` that do not exist, or not together."""
    kind, roles = given.get("obj_type"), given.get("roles")
    if kind is not None and kind not in OBJECT_TYPES:
        words = f"obj_type — одно из: {', '.join(OBJECT_TYPES)}."
        return Refusal("ESIA-007061", words)
    if roles is None:
        return None
    if not set(roles.split()) <= set(ROLES) or not roles.split():
        return Refusal("ESIA-007060", f"roles — из: {', '.join(ROLES)}.")
    if kind in (None, "P"):
        return Refusal("ESIA-007062", "У физического лица (obj_type=P) ролей нет.")
    return None


def read_base64(text: str) -> bytes | None:
    """Decode either alphabet, padded or not; None when it is neither."""
    plain = text.translate(str.maketrans("-_ ", "+/+")).rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
