"""The first protocol, spoken with OpenSSL: CMS by RSA and by GOST."""

import subprocess
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import httpx
import pytest

from sandbox.protocol.checking import read_base64
from sandbox.signing.cms import find_fault
from sandbox.signing.keys import read_certificate
from sandbox.tests.client import BACK, STATE, encode, refused_with, told
from sandbox.tests.conftest import browser, stand
from sandbox.world import World

ENGINE = ("-engine", "gost")
SCOPE = "openid fullname"


def openssl(*arguments: str, stdin: bytes = b"") -> bytes:
    command = ["openssl", *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, check=True)
    return done.stdout


@cache
def gost_is_here() -> bool:
    try:
        openssl("dgst", *ENGINE, "-md_gost12_256")
    except (FileNotFoundError, subprocess.CalledProcessError):
        return False
    return True


@dataclass
class OldClient:
    """A system of the first protocol and a browser of its user."""

    http: httpx.Client
    home: Path
    kind: tuple[str, ...] = ()

    def sign(self, text: str, *more: str) -> str:
        """A CMS over the text, in base64url with its padding cut off."""
        paths = ("-signer", f"{self.home}/OLD.pem", "-inkey", f"{self.home}/OLD.key")
        digest = "md_gost12_256" if self.kind else "sha256"
        shape = ("-outform", "DER", "-binary", "-md", digest, *more)
        made = ("cms", "-sign", *self.kind, *paths, *shape)
        return encode(openssl(*made, stdin=text.encode()))

    @cached_property
    def stamp(self) -> str:
        """One moment for everything: what is signed is what is sent."""
        now = self.http.get("/control/clock").json()["now"]
        return f"{now[:10].replace('-', '.')} {now[11:19]} +0000"

    def fields(self) -> dict[str, str]:
        """What ac and te have in common, unsigned."""
        return {
            "client_id": "OLD",
            "scope": SCOPE,
            "timestamp": self.stamp,
            "state": STATE,
            "redirect_uri": BACK,
        }

    def text(self, order: str = "scope timestamp client_id state") -> str:
        """What is signed."""
        fields = self.fields()
        return "".join(fields[name] for name in order.split())

    def signed(self, *more: str) -> str:
        """The signature that belongs to the fields."""
        return self.sign(self.text(), *more)

    def ask(self, secret: str | None = None) -> httpx.Response:
        query = self.fields() | {
            "response_type": "code",
            "access_type": "offline",
            "client_secret": secret or self.signed(),
        }
        return self.http.get("/aas/oauth2/ac", params=query)

    def code(self) -> str:
        answer = self.ask()
        name = answer.headers["location"].partition("ask=")[2]
        form = {"ask": name, "login": "natalia@example.test", "password": "gosuslugi"}
        return told(self.http.post("/login", data=form | {"do": "enter"}))["code"]

    def exchange(self, code: str) -> httpx.Response:
        form = self.fields() | {
            "code": code,
            "grant_type": "authorization_code",
            "token_type": "Bearer",
            "client_secret": self.signed(),
        }
        return self.http.post("/aas/oauth2/te", data=form)


def make(home: Path, *, gost: bool) -> World:
    """A sandbox whose client OLD has a certificate that OpenSSL made."""
    kind = ("gost2012_256", "-pkeyopt", "paramset:A") if gost else ("rsa:2048",)
    engine = ENGINE if gost else ()
    digest = "-md_gost12_256" if gost else "-sha256"
    made = ("-keyout", f"{home}/OLD.key", "-out", f"{home}/OLD.pem", "-subj", "/CN=OLD")
    openssl("req", *engine, "-x509", "-newkey", *kind, digest, "-nodes", *made)
    (home / "clients.toml").write_text(
        '[[client]]\nid = "OLD"\ncertificate = "OLD.pem"\nalgorithm = "RS256"\n'
        f'redirect = ["{BACK}"]\n'
    )
    return stand(home, home / "clients.toml")


@pytest.fixture(params=["rsa", "gost"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> OldClient:
    gost = request.param == "gost"
    if gost and not gost_is_here():
        pytest.skip("openssl with the gost engine is not installed here")
    world = make(tmp_path, gost=gost)
    return OldClient(browser(world), tmp_path, ENGINE if gost else ())


def reasons(old: OldClient) -> str:
    return str(old.http.get("/control/requests").json()[0]["refused"])


def test_a_cms_with_its_certificate_leads_to_tokens(old: OldClient) -> None:
    answer = old.exchange(old.code())
    assert answer.status_code == 200, answer.text
    assert set(answer.json()) >= {"access_token", "id_token", "refresh_token"}


def test_a_text_carried_inside_the_cms_is_refused_with_a_word(old: OldClient) -> None:
    answer = old.ask(old.signed("-nodetach"))
    assert refused_with(answer) == "ESIA-007053"
    assert "attached" in reasons(old)


def test_a_cms_without_attributes_is_taken(old: OldClient) -> None:
    answer = old.ask(old.signed("-noattr"))
    assert answer.headers["location"].startswith("/login?")


def test_a_cms_without_its_certificate_has_a_code_of_its_own(old: OldClient) -> None:
    assert refused_with(old.ask(old.signed("-nocerts"))) == "ESIA-007002"
    assert "сертификата" in reasons(old)


def test_padding_and_the_other_alphabet_are_taken(old: OldClient) -> None:
    secret = old.signed()
    padded = secret + "=" * (-len(secret) % 4)
    for written in (padded, padded.replace("-", "+").replace("_", "/")):
        assert old.ask(written).headers["location"].startswith("/login?")


def test_the_string_of_the_second_protocol_is_recognised(old: OldClient) -> None:
    secret = old.sign(old.text("client_id scope timestamp state redirect_uri"))
    assert refused_with(old.ask(secret)) == "ESIA-007053"
    assert "Подписана строка v2" in reasons(old)


@pytest.mark.parametrize("raw", [b"", b"\x30\x03\x02\x01\x01", bytes(64), b"\x30\x80"])
def test_what_is_no_cms_is_told_so(old: OldClient, raw: bytes) -> None:
    assert refused_with(old.ask(encode(raw) or "AA")) == "ESIA-007053"
    assert "CMS" in reasons(old)


def test_every_changed_byte_of_a_cms_is_noticed(tmp_path: Path) -> None:
    old = OldClient(browser(make(tmp_path, gost=False)), tmp_path)
    text = old.text()
    certificate = read_certificate(tmp_path / "OLD.pem")
    raw = read_base64(old.sign(text)) or b""
    assert find_fault(raw, certificate, text.encode()) == ""
    inside = raw.find(certificate.der)
    beyond = inside + len(certificate.der)
    unnoticed = [
        place
        for place in range(len(raw))
        if not find_fault(_with(raw, place), certificate, text.encode())
    ]
    # Not signed, and never looked at: versions, and the name of the signer.
    assert all(place < inside or place >= beyond for place in unnoticed)
    assert len(unnoticed) < 80
    assert not find_fault(raw, certificate, text.encode())
    assert find_fault(raw, certificate, text.encode() + b"!")


def _with(raw: bytes, place: int) -> bytes:
    return raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]


def test_the_first_protocol_can_be_switched_off(old: OldClient) -> None:
    old.http.patch("/control/uncertain", json={"v1": "retired"})
    assert refused_with(old.ask()) == "ESIA-007009"
