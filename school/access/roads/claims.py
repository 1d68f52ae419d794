"""What a gateway tells of a person, read as the `Identity` that ЕСИА's road makes.

Strict, and pure: what is not told is never taken in somebody's favour, and what is told
twice must be told equally.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from unicodedata import category

import esia
from school.access.facts import Identity, Level
from school.access.reasons import Reason
from school.access.roads.proof import proved_at
from school.people import certificates
from school.people.unreadable import Unreadable

_LONGEST = 500
_UNWRITABLE = {"Cc", "Cs"}  # control characters and lone surrogates
_GREATEST_OID = 2**63 - 1
_EARLIEST_BIRTH = date(1900, 1, 1)
_LEVELS: dict[str, Level] = {
    "confirmed": "confirmed",
    "child": "child",
    "standard": "standard",
    "simplified": "simplified",
    # As ЕСИА writes urn:esia:sbj:lvl.
    "PR": "confirmed",
    "KD": "child",
    "P": "standard",
}


@dataclass(frozen=True, slots=True)
class Names:
    """Where a gateway puts what: the name of a claim, or a way «info.lastName» to it.

    The names of people are those of OpenID Connect Core §5.1; for the rest there is no
    standard.
    """

    oid: str = "oid"
    last_name: str = "family_name"
    first_name: str = "given_name"
    patronymic: str = "middle_name"
    birth_date: str = "birthdate"
    snils: str = "snils"
    birth_certificate: str = "birth_certificate"
    trusted: str = "trusted"
    level: str = "level"

    @classmethod
    def given(cls, changed: Mapping[str, str]) -> "Names":
        """The usual names with these changed; raises ``esia.Misconfigured``."""
        known = {field.name for field in fields(cls)}
        for name, way in changed.items():
            if name not in known or not re.fullmatch(r"[^.\s]+(\.[^.\s]+)*", way):
                raise esia.Misconfigured(
                    f"В GATEWAY_CLAIMS не годится «{name}={way}»: слева — одно из"
                    f" {', '.join(sorted(known))}, справа — имя сведения у шлюза."
                )
        return cls(**changed)


class _UnreadableError(Exception):
    """The gateway told something that no person can have."""


def identity_of(
    token: Mapping[str, Any], told: Mapping[str, Any], names: Names
) -> Identity | Reason:
    """Who it is, by the claims of the id_token and by what userinfo told."""
    try:
        return _identity(_Told(token, told, names))
    except _UnreadableError:
        return Reason.ESIA_BAD_ANSWER


@dataclass(frozen=True, slots=True)
class _Told:
    """Both answers, asked as one."""

    token: Mapping[str, Any]
    userinfo: Mapping[str, Any]
    names: Names

    def value(self, name: str) -> object:
        """What was told under our name for it; None where nothing was."""
        way = getattr(self.names, name).split(".")
        found = [_along(way, answer) for answer in (self.token, self.userinfo)]
        said = [each for each in found if each is not None]
        if any(each != said[0] or type(each) is not type(said[0]) for each in said):
            raise _UnreadableError(name)
        return said[0] if said else None

    def text(self, name: str) -> str:
        """A text without edges, empty where nothing was told."""
        value = self.value(name)
        if value is None:
            return ""
        if not isinstance(value, str) or len(value) > _LONGEST:
            raise _UnreadableError(name)
        value = " ".join(value.split())
        if any(category(sign) in _UNWRITABLE for sign in value):
            raise _UnreadableError(name)
        return value

    def needed(self, name: str) -> str:
        """A text that must be there."""
        value = self.text(name)
        if not value:
            raise _UnreadableError(name)
        return value


def _along(way: list[str], answer: object) -> object:
    for step in way:
        if not isinstance(answer, Mapping):
            return None
        answer = answer.get(step)
    return answer


def _identity(told: _Told) -> Identity:
    return Identity(
        oid=_oid(told.value("oid")),
        last_name=told.needed("last_name"),
        first_name=told.needed("first_name"),
        patronymic=told.text("patronymic"),
        birth_date=_birth_date(told.needed("birth_date")),
        snils=_snils(told.text("snils")),
        certificate=_certificate(told.text("birth_certificate")),
        level=_level(told),
        proved_at=proved_at(told.token),
    )


def _oid(value: object) -> int:
    if isinstance(value, str) and re.fullmatch("[0-9]{1,19}", value):
        value = int(value)
    if type(value) is not int or not 0 < value <= _GREATEST_OID:
        raise _UnreadableError("oid")
    return value


def _birth_date(text: str) -> date:
    """Read 1988-03-14 (OpenID Connect) or 14.03.1988 (ЕСИА); a year alone is no day."""
    for form, pattern in (
        (r"\d{4}-\d\d-\d\d", "%Y-%m-%d"),
        (r"\d\d\.\d\d\.\d{4}", "%d.%m.%Y"),
    ):
        if re.fullmatch(form, text, re.ASCII):
            return _date(text, pattern)
    raise _UnreadableError("birth_date")


def _date(text: str, pattern: str) -> date:
    try:
        found = datetime.strptime(text, pattern).date()  # noqa: DTZ007
    except ValueError as error:
        raise _UnreadableError("birth_date") from error
    if found < _EARLIEST_BIRTH:
        raise _UnreadableError("birth_date")
    return found


def _snils(text: str) -> str | None:
    if not text:
        return None
    digits = text.replace("-", "").replace(" ", "")
    if not re.fullmatch("[0-9]{11}", digits):
        raise _UnreadableError("snils")
    return digits


def _certificate(text: str) -> str | None:
    parsed = certificates.parse(text)
    return None if isinstance(parsed, Unreadable) else parsed


def _level(told: _Told) -> Level:
    """The level that was told for certain; in doubt the account is not confirmed.

    ``trusted`` is JSON's true or false: a text «true» is a doubt.
    """
    trusted, named = told.value("trusted"), told.value("level")
    level = _LEVELS.get(named, "standard") if isinstance(named, str) else None
    if level == "child":
        return "child"
    affirmed = trusted is True or (trusted is None and level == "confirmed")
    if affirmed and (level == "confirmed" or named is None):
        return "confirmed"
    return level if level == "simplified" else "standard"
