"""Asking ЕСИА who came in: names, birth date, СНИЛС, contacts, level of the account."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal
from unicodedata import category
from urllib.parse import urlsplit

from esia._errors import Denied, Protocol
from esia._flow import Tokens
from esia._http import Line, connected
from esia._settings import Settings

Level = Literal["confirmed", "child", "standard", "simplified"]

_MOST_ELEMENTS = 30
_LONGEST = 500
_UNWRITABLE = {"Cc", "Cs"}  # control characters and lone surrogates
_SNILS_DIGITS = 11
_EARLIEST_BIRTH = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Person:
    """What ЕСИА knows about the person, as far as the scopes let us see it.

    `patronymic` is empty where there is none; `snils` is eleven digits;
    `birth_certificate` is «серия номер» of a verified document; `email` and `mobile`
    are given only if verified.
    """

    oid: int
    last_name: str = field(repr=False)
    first_name: str = field(repr=False)
    patronymic: str = field(repr=False)
    birth_date: date = field(repr=False)
    snils: str | None = field(repr=False)
    birth_certificate: str | None = field(repr=False)
    level: Level
    email: str | None = field(repr=False)
    mobile: str | None = field(repr=False)


def person(settings: Settings, tokens: Tokens) -> Person:
    """Ask ЕСИА about the person the tokens belong to, usually in one call.

    Raises `Unavailable`, `Denied` or `Protocol`.
    """
    with connected(settings.timeout_s) as line:
        return _Asking(settings, tokens, line).person()


@dataclass(frozen=True, slots=True)
class _Asking:
    """One visit to /rs with one token."""

    settings: Settings
    tokens: Tokens
    line: Line

    def person(self) -> Person:
        told = self._get(f"{self._home()}?embed=(contacts.elements,documents.elements)")
        level = _level(self.tokens.id_claims.subject, told)
        contacts = list(self._collection(told, "contacts", "ctts"))
        return Person(
            oid=self.tokens.oid,
            last_name=_name(told, "lastName"),
            first_name=_name(told, "firstName"),
            patronymic=_text(told, "middleName") or "",
            birth_date=_birth_date(told),
            snils=_snils(told),
            birth_certificate=self._birth_certificate(told, level),
            level=level,
            email=_contact(contacts, "EML"),
            mobile=_contact(contacts, "MBT"),
        )

    def _birth_certificate(self, told: Mapping[str, Any], level: Level) -> str | None:
        """Return a certificate, asking for it separately only where it may decide."""
        decides = level == "child" or not _text(told, "snils")
        if "documents" not in told and not decides:
            return None
        for document in self._collection(told, "documents", "docs"):
            kind = _text(document, "type") or ""
            number = _text(document, "number")
            verified = document.get("vrfStu") == "VERIFIED"
            if kind.endswith("BRTH_CERT") and number and verified:
                return " ".join(filter(None, [_text(document, "series"), number]))
        return None

    def _collection(
        self, told: Mapping[str, Any], name: str, path: str
    ) -> Iterator[Mapping[str, Any]]:
        """Yield the objects of a collection, embedded or listed by address."""
        found = told.get(name)
        if found is None:
            found = self._separately(path)
        elements = found.get("elements") or [] if isinstance(found, dict) else None
        if not isinstance(elements, list) or len(elements) > _MOST_ELEMENTS:
            raise Protocol(f"ЕСИА прислала испорченный список «{name}».")
        for element in elements:
            thing = self._follow(element) if isinstance(element, str) else element
            if not isinstance(thing, dict):
                raise Protocol(f"ЕСИА прислала испорченный список «{name}».")
            yield thing

    def _separately(self, path: str) -> dict[str, Any]:
        """Fetch a collection by itself; one we may not see is empty."""
        try:
            return self._get(f"{self._home()}/{path}?embed=(elements)")
        except Denied as denied:
            if denied.code in {"HTTP-403", "HTTP-404"}:
                return {}
            raise

    def _follow(self, address: str) -> dict[str, Any]:
        """Fetch an element, if its address stays inside this person at this ЕСИА."""
        try:
            parts, home = urlsplit(address), urlsplit(self._home())
            same = (parts.scheme, parts.netloc) == (home.scheme, home.netloc)
        except ValueError:
            same = False
        inside = same and parts.path.startswith(f"{home.path}/")
        if not inside or not address.isascii() or "/." in parts.path or "%" in address:
            raise Protocol("ЕСИА сослалась на чужой адрес.")
        return self._get(address)

    def _home(self) -> str:
        return f"{self.settings.base_url}/rs/prns/{self.tokens.oid}"

    def _get(self, url: str) -> dict[str, Any]:
        return self.line.ask("GET", url, authorization=f"Bearer {self.tokens.access}")


def _text(told: Mapping[str, Any], name: str) -> str | None:
    """Return a text without edges, or None; refuse what no form could have taken."""
    value = told.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise Protocol(f"ЕСИА прислала испорченное поле «{name}».")
    value = " ".join(value.split())
    if any(category(sign) in _UNWRITABLE for sign in value):
        raise Protocol(f"ЕСИА прислала испорченное поле «{name}».")
    return value or None


def _name(told: Mapping[str, Any], name: str) -> str:
    value = _text(told, name)
    if value is None:
        raise Protocol(f"ЕСИА не передала поле «{name}».")
    return value


def _birth_date(told: Mapping[str, Any]) -> date:
    try:
        found = datetime.strptime(_name(told, "birthDate"), "%d.%m.%Y").date()  # noqa: DTZ007
    except ValueError as error:
        raise Protocol("ЕСИА прислала испорченную дату рождения.") from error
    if found < _EARLIEST_BIRTH:
        raise Protocol("ЕСИА прислала невозможную дату рождения.")
    return found


def _snils(told: Mapping[str, Any]) -> str | None:
    written = _text(told, "snils")
    if written is None:
        return None
    digits = written.replace("-", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) == _SNILS_DIGITS):
        raise Protocol("ЕСИА прислала испорченный СНИЛС.")
    return digits


def _contact(contacts: list[Mapping[str, Any]], kind: str) -> str | None:
    for contact in contacts:
        if contact.get("type") == kind and contact.get("vrfStu") == "VERIFIED":
            return _text(contact, "value")
    return None


def _level(subject: Mapping[str, Any], told: Mapping[str, Any]) -> Level:
    """Read the level of the account; where sources disagree the lower one holds.

    `urn:esia:sbj:lvl` is KD for a child's account, PR for a confirmed one, P for the
    rest; `urn:esia:sbj:is_tru` and `trusted` stand only with a confirmed one.
    """
    level = subject.get("urn:esia:sbj:lvl")
    if level == "KD":
        return "child"
    proven = subject.get("urn:esia:sbj:is_tru") is True or level == "PR"
    if proven and level != "P" and told.get("trusted") is True:
        return "confirmed"
    return "standard" if _text(told, "snils") else "simplified"
