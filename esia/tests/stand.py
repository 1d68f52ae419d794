"""A small real server that plays ЕСИА for one test, well or badly."""

import json
import threading
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from esia import GostSigner, Settings, Tokens, exchange, make_key
from esia._certificate import _armour, _certificate
from esia._keys import certificate_hash, read_private

CLIENT = "ELSH_DEMO"
ISSUER = "http://esia.example/"
OID = 1000900001
NOW = datetime(2026, 11, 18, 10, tzinfo=UTC)
CODE, STATE = "a-code", "5b0e1f8e-6d3c-4a52-9d5c-0d7b9f0a7a01"
Handler = BaseHTTPRequestHandler
Answer = Callable[[Handler], None]

KEY_PEM, TRUSTED = make_key("ESIA", NOW)
KEY = read_private(KEY_PEM)
PEM, CERTIFICATE = make_key(CLIENT, NOW)
SIGNER = GostSigner.from_pem(PEM)

MARIA: dict[str, Any] = {
    "stateFacts": ["EntityRoot"],
    "firstName": "Мария",
    "lastName": "Смирнова",
    "middleName": "Алексеевна",
    "birthDate": "20.05.2015",
    "snils": "900-000-002 07",
    "trusted": True,
    "contacts": {
        "elements": [
            {"type": "EML", "vrfStu": "NOT_VERIFIED", "value": "x@example.test"},
            {"type": "EML", "vrfStu": "VERIFIED", "value": "maria@example.test"},
            {"type": "MBT", "vrfStu": "VERIFIED", "value": "+7(900)0000002"},
        ]
    },
    "documents": {
        "elements": [
            {"type": "RF_PASSPORT", "vrfStu": "VERIFIED", "number": "000000"},
            {
                "type": "RF_BRTH_CERT",
                "vrfStu": "VERIFIED",
                "series": "II-АБ",
                "number": "123456",
            },
        ]
    },
}


def ending(until: datetime, days: int = 400) -> bytes:
    """A certificate of the stand's own key that ends then."""
    since = until - timedelta(days=days)
    return _armour("CERTIFICATE", _certificate(KEY, "ESIA", since, days))


def encoded(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def signed(header: Any, claims: Any) -> str:
    """Write a token of whatever is given, well signed."""
    text = f"{encoded(header)}.{encoded(claims)}"
    return f"{text}.{encoded(KEY.sign(text.encode()))}"


def header(kind: str) -> dict[str, Any]:
    return {"ver": 1, "typ": "JWT", "sbt": kind, "alg": "GOST3410_2012_256"}


def times(now: datetime = NOW, seconds: int = 3600) -> dict[str, int]:
    start = int(now.timestamp())
    return {"nbf": start, "iat": start, "exp": start + seconds}


def id_claims(**changes: Any) -> dict[str, Any]:
    subject = {"urn:esia:sbj:oid": OID, "urn:esia:sbj:is_tru": True}
    claims = {"aud": CLIENT, "sub": OID, "iss": ISSUER, "urn:esia:sbj": subject}
    return claims | times() | changes


def access_claims(**changes: Any) -> dict[str, Any]:
    claims = {"client_id": CLIENT, "iss": ISSUER, "urn:esia:sbj_id": OID}
    return claims | times() | changes


def tokens_json(**changes: Any) -> dict[str, Any]:
    answer = {
        "access_token": signed(header("access"), access_claims()),
        "id_token": signed(header("id"), id_claims()),
        "state": STATE,
        "token_type": "Bearer",
        "expires_in": 3600,
    }
    return answer | changes


def replying(
    body: Any, status: int = 200, kind: str = "application/json", **headers: str
) -> Answer:
    """Make an answer of a JSON value or of raw bytes."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()

    def answer(handler: Handler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        sent = {"Content-Length": str(len(raw))} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        for name, value in sent.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(raw)

    return answer


class Stand:
    """The server: `routes` says what a path answers, `seen` what was asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.routes: dict[str, Answer] = {}
        self.seen: list[tuple[str, dict[str, str], dict[str, str]]] = []
        self.tired = threading.Event()

    def settings(self, **changes: Any) -> Settings:
        fields: dict[str, Any] = {
            "base_url": self.address,
            "client_id": CLIENT,
            "certificate_hash": certificate_hash(CERTIFICATE),
            "issuer": ISSUER,
            "algorithm": "GOST3410_2012_256",
            "trusted": (TRUSTED,),
            "redirect_uri": "http://127.0.0.1:8000/access/esia/return/",
            "scope": "openid fullname birthdate snils",
            "timeout_s": 30,
        }
        return Settings(**(fields | changes))

    def exchanged(self, **changes: Any) -> Tokens:
        settings = self.settings(**changes)
        return exchange(settings, SIGNER, code=CODE, state_new=STATE, now=NOW)

    def answer(self, handler: Handler) -> None:
        parts = urlsplit(handler.path)
        length = int(handler.headers.get("Content-Length", 0))
        text = handler.rfile.read(length).decode() or parts.query
        fields = {name: values[0] for name, values in parse_qs(text).items()}
        self.seen.append((parts.path, fields, dict(handler.headers)))
        self.routes.get(parts.path, replying({}, 404))(handler)


@contextmanager
def playing() -> Iterator[Stand]:
    """Run a stand on a free port."""

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            stand.answer(self)

        def do_POST(self) -> None:
            stand.answer(self)

        def log_message(self, *arguments: Any) -> None:
            """Say nothing: the test speaks."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *arguments: Any) -> None:
            """Say nothing: a client that hangs up is what some tests are about."""

    with Server(("127.0.0.1", 0), Door) as server:
        stand = Stand(f"http://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield stand
        finally:
            stand.tired.set()
            server.shutdown()
            thread.join()
