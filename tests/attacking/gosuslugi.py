"""Госуслуги on a stand: a code is one person's, one system's, one challenge's, once.

By either road: `at_esia` speaks ЕСИА's own protocol, `at_a_gateway` OpenID Connect.
"""

import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import esia
from esia.tests.stand import (
    ISSUER,
    SIGNER,
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
from oidc.tests.gate import Gate
from school.access.facts import Identity
from school.access.roads.claims import Names
from school.access.roads.direct import Direct
from school.access.roads.gateway import Gateway
from school.access.roads.road import Road
from school.lib import clock

_NO = {"error": "invalid_grant", "error_description": "ESIA-007014: no such code"}


@dataclass
class Code:
    """What a code is good for."""

    person: Identity
    system: str
    challenge: str
    nonce: str = ""
    used: bool = False


@dataclass
class Gosuslugi(ABC):
    """As much of Госуслуги as a return needs; `asked` counts the codes it was shown."""

    stand: Stand
    asks_for_challenge: bool = True
    asked: int = 0
    codes: dict[str, Code] = field(default_factory=dict)

    @abstractmethod
    def road(self, back: str, **changes: Any) -> Road:
        """How the product goes there; it is led back to this address."""

    @abstractmethod
    def tokens(self, code: Code, told: dict[str, str]) -> dict[str, Any]:
        """What a good code is exchanged for, and who may be asked about then."""

    def code_for(self, person: Identity, address: str, system: str = "") -> str:
        """Sign the person in at this address; `system` steals in under another name."""
        told = {name: one for name, (one,) in parse_qs(urlsplit(address).query).items()}
        code = secrets.token_urlsafe(24)
        self.codes[code] = Code(
            person,
            system or told["client_id"],
            told["code_challenge"],
            told.get("nonce", ""),
        )
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
        return replying(self.tokens(code, told))(handler)

    def _belongs(self, code: Code, told: dict[str, str]) -> bool:
        proven = esia.challenge_of(told.get("code_verifier", "")) == code.challenge
        return code.system == told.get("client_id") and (
            proven or not self.asks_for_challenge
        )


@dataclass
class AtEsia(Gosuslugi):
    """ЕСИА itself."""

    def road(self, back: str, **changes: Any) -> Road:
        return Direct(self.stand.settings(redirect_uri=back, **changes), SIGNER)

    def tokens(self, code: Code, told: dict[str, str]) -> dict[str, Any]:
        oid = code.person.oid
        self.stand.routes[f"/rs/prns/{oid}"] = replying(_told_by_esia(code.person))
        subject = {"urn:esia:sbj:oid": oid, "urn:esia:sbj:is_tru": True}
        said = {**times(clock.now()), "iss": ISSUER}
        access = access_claims(**said, **{"urn:esia:sbj_id": oid})
        ids = id_claims(**said, **{"sub": oid, "urn:esia:sbj": subject})
        return {
            "access_token": signed(header("access"), access),
            "id_token": signed(header("id"), ids),
            "state": told["state"],
            "token_type": "Bearer",
        }


@dataclass
class AtGateway(Gosuslugi):
    """A gateway to it; a token of access names its person to userinfo."""

    gate: Gate = field(init=False)

    def __post_init__(self) -> None:
        self.gate = Gate(self.stand)

    def road(self, back: str, **changes: Any) -> Road:
        known = self.gate.settings(redirect_uri=back, authentication="post", **changes)
        return Gateway(known, Names())

    def tokens(self, code: Code, told: dict[str, str]) -> dict[str, Any]:
        subject = str(code.person.oid)
        told_of = {"sub": subject, **_told_by_gateway(code.person)}
        self.stand.routes["/userinfo"] = replying(told_of)
        said = {**times(clock.now()), "sub": subject, "nonce": code.nonce}
        return {
            "access_token": "an-access-token",
            "id_token": self.gate.token(**said),
            "token_type": "Bearer",
        }


@contextmanager
def at_esia() -> Iterator[Gosuslugi]:
    """Run them on a free port."""
    with playing() as stand:
        gosuslugi = AtEsia(stand)
        stand.routes["/aas/oauth2/v3/te"] = gosuslugi.exchange
        yield gosuslugi


@contextmanager
def at_a_gateway() -> Iterator[Gosuslugi]:
    """The same behind a gateway."""
    with playing() as stand:
        gosuslugi = AtGateway(stand)
        stand.routes["/token"] = gosuslugi.exchange
        yield gosuslugi


ROADS = {"esia": at_esia, "gateway": at_a_gateway}


def _told_by_esia(person: Identity) -> dict[str, Any]:
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


def _told_by_gateway(person: Identity) -> dict[str, Any]:
    return {
        "oid": str(person.oid),
        "given_name": person.first_name,
        "family_name": person.last_name,
        "middle_name": person.patronymic,
        "birthdate": person.birth_date.isoformat(),
        "snils": person.snils,
        "trusted": True,
    }
