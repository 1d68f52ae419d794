"""Госуслуги on a stand: a code is one person's, one system's, one challenge's, once."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import esia
from esia.tests.stand import (
    ISSUER,
    Handler,
    Stand,
    access_claims,
    header,
    id_claims,
    playing,
    replying,
    signed,
    times,
)
from school.access.facts import Identity
from school.lib import clock

_DOOR = "/aas/oauth2/v3/te"
_NO = {"error": "invalid_grant", "error_description": "ESIA-007014: no such code"}


@dataclass
class _Code:
    person: Identity
    system: str
    challenge: str
    used: bool = False


@dataclass
class Gosuslugi:
    """As much of ЕСИА as a return needs; `asked` counts the codes it was shown."""

    stand: Stand
    asks_for_challenge: bool = True
    asked: int = 0
    codes: dict[str, _Code] = field(default_factory=dict)

    def code_for(self, person: Identity, address: str, system: str = "") -> str:
        """Sign the person in at this address; `system` steals in under another name."""
        told = parse_qs(urlsplit(address).query)
        code = secrets.token_urlsafe(24)
        challenge = told["code_challenge"][0]
        self.codes[code] = _Code(person, system or told["client_id"][0], challenge)
        self.stand.routes[f"/rs/prns/{person.oid}"] = replying(_told_of(person))
        return code

    def challenge_of(self, code: str) -> str:
        """The challenge that this code was given for."""
        return self.codes[code].challenge

    def exchange(self, handler: Handler) -> None:
        """Tokens for a code, or no."""
        self.asked += 1
        _, told, _ = self.stand.seen.pop()
        code = self.codes.get(told.get("code", ""))
        if code is None or code.used or not self._belongs(code, told):
            return replying(_NO, 400)(handler)
        code.used = True
        return replying(_tokens(code.person.oid, told["state"]))(handler)

    def _belongs(self, code: _Code, told: dict[str, str]) -> bool:
        proven = esia.challenge_of(told.get("code_verifier", "")) == code.challenge
        return code.system == told.get("client_id") and (
            proven or not self.asks_for_challenge
        )


@contextmanager
def answering() -> Iterator[Gosuslugi]:
    """Run them on a free port."""
    with playing() as stand:
        gosuslugi = Gosuslugi(stand)
        stand.routes[_DOOR] = gosuslugi.exchange
        yield gosuslugi


def _tokens(oid: int, state: str) -> dict[str, Any]:
    subject = {"urn:esia:sbj:oid": oid, "urn:esia:sbj:is_tru": True}
    told = {**times(clock.now()), "iss": ISSUER}
    access = access_claims(**told, **{"urn:esia:sbj_id": oid})
    ids = id_claims(**told, **{"sub": oid, "urn:esia:sbj": subject})
    return {
        "access_token": signed(header("access"), access),
        "id_token": signed(header("id"), ids),
        "state": state,
        "token_type": "Bearer",
    }


def _told_of(person: Identity) -> dict[str, Any]:
    return {
        "firstName": person.first_name,
        "lastName": person.last_name,
        "middleName": person.patronymic,
        "birthDate": person.birth_date.strftime("%d.%m.%Y"),
        "snils": person.snils,
        "trusted": True,
        "contacts": {"elements": []},
        "documents": {"elements": []},
    }
