"""A client of ЕСИА written for these tests; it checks tokens with gostcrypto."""

import base64
import json
import re
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import gostcrypto.gosthash as gosthash
import gostcrypto.gostsignature as gostsignature
import httpx
from asn1crypto import core, pem

from sandbox.signing.curve import CURVES, PrivateKey

CURVE = gostsignature.CURVES_R_1323565_1_024_2019[
    "id-tc26-gost-3410-2012-256-paramSetB"
]
SCOPE = "openid fullname birthdate snils birth_cert_doc email mobile"
STATE = "11111111-2222-4333-8444-555555555555"
BACK = "http://school.test/access/esia/return/"


def streebog(message: bytes) -> bytes:
    return bytes(gosthash.new("streebog256", data=message).digest())


@dataclass
class Key:
    """A private key of CryptoPro-A and its self-signed certificate."""

    secret: bytes = field(
        default_factory=lambda: secrets.token_bytes(31).rjust(32, b"\1")
    )

    def sign(self, message: bytes) -> bytes:
        """The sandbox's own arithmetic: gostcrypto's is ten times slower."""
        number = int.from_bytes(self.secret, "big")
        return PrivateKey(CURVES["1.2.643.2.2.35.1"], number).sign(message)

    @cached_property
    def certificate(self) -> bytes:
        signer = gostsignature.new(gostsignature.MODE_256, CURVE)
        point = bytes(signer.public_key_generate(bytearray(self.secret)))
        raw = point[:32][::-1] + point[32:][::-1]
        kind = _sequence(
            core.ObjectIdentifier("1.2.643.7.1.1.1.1").dump(),
            _sequence(
                core.ObjectIdentifier("1.2.643.2.2.35.1").dump(),
                core.ObjectIdentifier("1.2.643.7.1.1.2.2").dump(),
            ),
        )
        name = _sequence(
            core.Set(
                contents=_sequence(
                    core.ObjectIdentifier("2.5.4.3").dump(),
                    core.UTF8String("ELSH_DEMO").dump(),
                )
            ).dump()
        )
        signature_kind = _sequence(core.ObjectIdentifier("1.2.643.7.1.1.3.2").dump())
        days = [datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)]
        bits = core.OctetBitString(core.OctetString(raw).dump()).dump()
        body = _sequence(
            core.Integer(1).dump(),
            signature_kind,
            name,
            _sequence(*(core.UTCTime(day).dump() for day in days)),
            name,
            _sequence(kind, bits),
        )
        signature = core.OctetBitString(self.sign(body)).dump()
        return _sequence(body, signature_kind, signature)

    @cached_property
    def certificate_hash(self) -> str:
        return streebog(self.certificate).hex()


class IndependentKey(Key):
    """Signs with gostcrypto: r‖s over a big-endian digest, ЕСИА wants the other way."""

    def sign(self, message: bytes) -> bytes:
        signer = gostsignature.new(gostsignature.MODE_256, CURVE)
        digest = bytearray(streebog(message)[::-1])
        raw = bytes(signer.sign(bytearray(self.secret), digest))
        return raw[32:] + raw[:32]


def _sequence(*parts: bytes) -> bytes:
    return bytes(core.Sequence(contents=b"".join(parts)).dump())


@dataclass
class Client:
    """One information system and one browser of its user."""

    http: httpx.Client
    key: Key
    id: str = "ELSH_DEMO"
    back: str = BACK

    def ask(self, **changes: str | None) -> httpx.Response:
        """Send the browser to v2/ac; a change to None leaves a parameter out."""
        fields = self.fields(changes) | {"response_type": "code"}
        return self.http.get("/aas/oauth2/v2/ac", params=_changed(fields, changes))

    def fields(self, changes: dict[str, str | None], end: str = "") -> dict[str, str]:
        """What both requests have in common, signed."""
        fields = {
            "client_id": self.id,
            "scope": SCOPE,
            "timestamp": self.timestamp(),
            "state": STATE,
            "redirect_uri": self.back,
        }
        fields |= {n: v for n, v in changes.items() if n in fields and v}
        org = changes.get("scope_org") or ""
        text = (
            f"{fields['client_id']}{fields['scope']}{org}{fields['timestamp']}"
            f"{fields['state']}{fields['redirect_uri']}{end}"
        )
        fields["client_secret"] = encode(self.key.sign(text.encode()))
        fields["client_certificate_hash"] = self.key.certificate_hash
        return fields

    def timestamp(self, away: timedelta = timedelta()) -> str:
        now = datetime.fromisoformat(self.http.get("/control/clock").json()["now"])
        return (now + away).strftime("%Y.%m.%d %H:%M:%S %z")

    def type_password(
        self, answer: httpx.Response, login: str, password: str = "gosuslugi"
    ) -> httpx.Response:
        """Fill the sign-in page in."""
        form = {"ask": ask_name(answer), "login": login, "password": password}
        return self.http.post("/login", data=form | {"do": "enter"})

    def code(self, login: str = "natalia@example.test", **changes: str | None) -> str:
        """Walk to a code."""
        answer = self.ask(**changes)
        if urlsplit(answer.headers["location"]).path == "/login":
            answer = self.type_password(answer, login)
        return told(answer)["code"]

    def exchange(self, code: str, /, **changes: str | None) -> httpx.Response:
        """Ask v3/te for tokens."""
        fields = self.fields(changes, changes.get("code") or code)
        fields |= {"code": code, "grant_type": "authorization_code"}
        fields |= {"token_type": "Bearer"}
        return self.http.post("/aas/oauth2/v3/te", data=_changed(fields, changes))

    def token(self, login: str, scope: str = SCOPE) -> str:
        """Walk to an access token."""
        answer = self.exchange(self.code(login, scope=scope), scope=scope)
        return str(answer.json()["access_token"])

    def read(self, path: str, token: str) -> httpx.Response:
        """Ask /rs with a token."""
        head = {"Authorization": f"Bearer {token}"}
        return self.http.get(path, headers=head)


def _changed(fields: dict[str, str], changes: dict[str, str | None]) -> dict[str, str]:
    return {n: v for n, v in (fields | changes).items() if v is not None}


def encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def ask_name(answer: httpx.Response) -> str:
    return parse_qs(urlsplit(answer.headers["location"]).query)["ask"][0]


def told(answer: httpx.Response) -> dict[str, str]:
    """What the address of return says."""
    assert answer.status_code == 302, answer.text
    query = urlsplit(answer.headers["location"]).query
    return {name: values[0] for name, values in parse_qs(query).items()}


def refused_with(answer: httpx.Response) -> str:
    """The code of a refusal: in an address, in JSON or on a page."""
    if answer.status_code == 302:
        text = told(answer).get("error_description", "")
    else:
        text = answer.text
    found = re.search(r"ESIA-\d{6}", text)
    return found[0] if found else ""


def open_token(token: str, public_pem: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """Check a token with gostcrypto; header and claims in their order."""
    signed, _, signature = token.rpartition(".")
    raw = _decode(signature)
    info = core.Sequence.load(pem.unarmor(public_pem)[2])
    point = core.OctetString.load(info[1].contents[1:]).native
    checker = gostsignature.new(gostsignature.MODE_256, CURVE)
    digest = bytearray(streebog(signed.encode())[::-1])
    public = bytearray(point[:32][::-1] + point[32:][::-1])
    assert checker.verify(public, digest, bytearray(raw[32:] + raw[:32]))
    header, claims = (_decode(part) for part in signed.split("."))
    assert b"/" not in claims.replace(b"\\/", b"")
    return json.loads(header), json.loads(claims)


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def write_clients(folder: Path, **keys: Key) -> Path:
    """Register systems: a table and a certificate for each."""
    tables = []
    for name, key in keys.items():
        site = "school" if name == "ELSH_DEMO" else "other"
        armoured = pem.armor("CERTIFICATE", key.certificate)
        (folder / f"{name}.pem").write_bytes(armoured)
        tables.append(
            f'[[client]]\nid = "{name}"\ncertificate = "{name}.pem"\n'
            f'redirect = ["http://{site}.test"]\n'
            'name = "Электронная школа"\npurpose = "войти в дневник"\n'
        )
    file = folder / "clients.toml"
    file.write_text("\n".join(tables), "utf-8")
    return file
