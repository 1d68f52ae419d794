"""The gateway: plain OpenID Connect over the same people, read by PyJWT."""

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import jwt
import pytest

from sandbox.application import Application
from sandbox.clients import WrongSettingsError, load_clients
from sandbox.tests.client import ask_name, open_token, told
from sandbox.world import World

BASE = "http://sandbox.test"
BACK = "http://gate.test/return/"
SECRET = "a secret: of %"
VERIFIER = "v" * 43
CHALLENGE = (
    base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest())
    .rstrip(b"=")
    .decode()
)
TABLE = f"""
[[client]]
id = "gate"
kind = "oidc"
secret = "{SECRET}"
redirect = ["http://gate.test"]
[[client]]
id = "gate-gost"
kind = "oidc"
secret = "another"
algorithm = "GOST3410_2012_256"
redirect = ["http://gate.test"]
"""


@pytest.fixture
def http(world: World, tmp_path: Path) -> Iterator[httpx.Client]:
    file = tmp_path / "gates.toml"
    file.write_text(TABLE, "utf-8")
    world.clients.update(load_clients(file))
    transport = httpx.WSGITransport(app=Application(world))
    with httpx.Client(transport=transport, base_url=BASE) as client:
        yield client


def ask(http: httpx.Client, **changes: str | None) -> httpx.Response:
    fields: dict[str, str | None] = {
        "response_type": "code",
        "client_id": "gate",
        "redirect_uri": BACK,
        "scope": "openid profile snils birth_cert_doc email phone",
        "state": "s",
        "nonce": "n",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    }
    sent = {name: value for name, value in (fields | changes).items() if value}
    return http.get("/oidc/authorize", params=sent)


def code(http: httpx.Client, login: str = "natalia", **changes: str | None) -> str:
    answer = ask(http, **changes)
    form = {"ask": ask_name(answer), "login": f"{login}@example.test"}
    form |= {"password": "gosuslugi", "do": "enter"}
    back = told(http.post("/login", data=form))
    assert back["state"] == "s"
    return back["code"]


def exchange(
    http: httpx.Client,
    code: str,
    /,
    auth: tuple[str, str] | None = ("gate", "a+secret%3A+of+%25"),
    **changes: str,
) -> httpx.Response:
    fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}
    sent = fields | {"code_verifier": VERIFIER} | changes
    return http.post("/oidc/token", data=sent, auth=auth or httpx.USE_CLIENT_DEFAULT)


def person(http: httpx.Client, login: str, **changes: str | None) -> dict[str, Any]:
    access = exchange(http, code(http, login, **changes)).json()["access_token"]
    head = {"Authorization": f"Bearer {access}"}
    answer = http.get("/oidc/userinfo", headers=head)
    assert answer.status_code == 200
    read: dict[str, Any] = answer.json()
    return read


def test_discovery_names_the_doors(http: httpx.Client) -> None:
    told = http.get("/.well-known/openid-configuration").json()
    assert told["issuer"] == BASE
    for name in ("authorization", "token", "userinfo", "end_session"):
        assert told[f"{name}_endpoint"].startswith(f"{BASE}/oidc/")


def test_a_token_is_signed_by_the_key_that_is_shown(http: httpx.Client) -> None:
    token = exchange(http, code(http)).json()["id_token"]
    kid = jwt.get_unverified_header(token)["kid"]
    keys = jwt.PyJWKSet.from_dict(http.get("/oidc/jwks").json())
    claims = jwt.decode(
        token, keys[kid].key, algorithms=["RS256"], audience="gate", issuer=BASE
    )
    assert (claims["sub"], claims["nonce"]) == ("1000900001", "n")


def test_a_system_may_have_gost(http: httpx.Client, tmp_path: Path) -> None:
    taken = code(http, client_id="gate-gost")
    token = exchange(http, taken, auth=("gate-gost", "another")).json()["id_token"]
    public = (tmp_path / "token-public-key.pem").read_bytes()
    header, claims = open_token(token, public)
    assert header["alg"] == "GOST3410_2012_256"
    assert claims["aud"] == "gate-gost"


def test_the_secret_may_stand_in_the_form(http: httpx.Client) -> None:
    fields = {"client_id": "gate", "client_secret": SECRET}
    assert exchange(http, code(http), None, **fields).status_code == 200


def test_a_person_is_told_as_the_scope_opens(http: httpx.Client) -> None:
    assert person(http, "natalia", scope="openid") == {
        "sub": "1000900001",
        "oid": "1000900001",
        "trusted": True,
        "level": "confirmed",
    }
    http.post("/logout")
    told = person(http, "natalia")
    assert told["family_name"]
    assert len(told["birthdate"].split("-")) == 3
    assert told["snils"]


def test_a_simplified_account_has_no_snils_to_tell(http: httpx.Client) -> None:
    http.patch("/control/citizens/natalia", json={"level": "simplified"})
    told = person(http, "natalia")
    assert (told["trusted"], told["level"]) == (False, "simplified")
    assert "snils" not in told


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"scope": "openid passport"}, "invalid_scope"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"state": None}, "invalid_request"),
    ],
    ids=str,
)
def test_a_wrong_request_goes_back_with_its_error(
    http: httpx.Client, changes: dict[str, str | None], error: str
) -> None:
    assert told(ask(http, **changes))["error"] == error


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "nobody"},
        {"client_id": "ELSH_DEMO", "redirect_uri": "http://school.test/"},
        {"redirect_uri": "http://evil.test/"},
        {"redirect_uri": None},
    ],
    ids=str,
)
def test_nobody_is_sent_where_it_is_not_safe(
    http: httpx.Client, changes: dict[str, str | None]
) -> None:
    assert ask(http, **changes).status_code == 400


def test_cancel_goes_back_with_a_refusal(http: httpx.Client) -> None:
    form = {"ask": ask_name(ask(http)), "do": "cancel"}
    assert told(http.post("/login", data=form))["error"] == "access_denied"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code": "unknown"}, "invalid_grant"),
        ({"code_verifier": "w" * 43}, "invalid_grant"),
        ({"redirect_uri": BACK + "x"}, "invalid_grant"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"code_verifier": ""}, "invalid_request"),
    ],
    ids=str,
)
def test_a_wrong_exchange_is_refused(
    http: httpx.Client, changes: dict[str, str], error: str
) -> None:
    answer = exchange(http, code(http), **changes)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


@pytest.mark.parametrize(
    "auth", [("gate", "wrong"), ("nobody", SECRET), ("ELSH_DEMO", ""), None]
)
def test_a_stranger_gets_nothing(
    http: httpx.Client, auth: tuple[str, str] | None
) -> None:
    taken = code(http)
    answer = exchange(http, taken, auth)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert exchange(http, taken).status_code == 200, "the code is not used up"


def test_a_code_is_good_once_and_for_its_own_system(http: httpx.Client) -> None:
    taken = code(http)
    other = exchange(http, taken, auth=("gate-gost", "another"))
    assert other.json()["error"] == "invalid_grant"
    assert exchange(http, taken).json()["error"] == "invalid_grant"


def test_a_token_opens_the_gateway_only(http: httpx.Client) -> None:
    access = exchange(http, code(http)).json()["access_token"]
    head = {"Authorization": f"Bearer {access}"}
    assert http.get("/rs/prns/1000900001", headers=head).status_code == 401
    for bad in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic x"}):
        assert http.get("/oidc/userinfo", headers=bad).status_code == 401


def test_faults_break_the_gateway_too(http: httpx.Client) -> None:
    http.post("/control/faults", json={"on": "te", "fault": "wrong_audience"})
    token = exchange(http, code(http)).json()["id_token"]
    claims = jwt.decode(token, options={"verify_signature": False})
    assert claims["aud"] != "gate"
    http.post("/control/faults", json={"on": "te", "fault": "down"})
    assert exchange(http, "x").status_code == 503


def test_leaving_ends_the_session_and_leads_back(http: httpx.Client) -> None:
    code(http)
    assert "code" in told(ask(http)), "the session lives"
    fields = {"client_id": "gate", "post_logout_redirect_uri": BACK}
    answer = http.get("/oidc/logout", params=fields)
    assert answer.headers["location"] == BACK
    assert urlsplit(ask(http).headers["location"]).path == "/login"
    fields["post_logout_redirect_uri"] = "http://evil.test/"
    assert http.get("/oidc/logout", params=fields).status_code == 400


@pytest.mark.parametrize(
    "table",
    [
        'id = "g"\nkind = "oidc"\nredirect = ["http://g.test"]',
        'id = "g"\nsecret = "s"\ncertificate = []\nredirect = ["http://g.test"]',
        'kind = "oidc"\nsecret = "s"\nredirect = ["http://g.test"]',
        'id = "g"\nkind = "oidc"\nsecret = "s"',
    ],
)
def test_a_client_written_wrongly_stops_the_start(tmp_path: Path, table: str) -> None:
    file = tmp_path / "clients.toml"
    file.write_text(f"[[client]]\n{table}\n", "utf-8")
    with pytest.raises(WrongSettingsError):
        load_clients(file)


@pytest.mark.parametrize("path", ["/aas/oauth2/ac", "/aas/oauth2/v2/ac"])
def test_a_system_of_the_gateway_does_not_sign(http: httpx.Client, path: str) -> None:
    now = http.get("/control/clock").json()["now"]
    sent = {
        "client_id": "gate",
        "client_secret": "AAAA",
        "client_certificate_hash": "00",
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": "openid",
        "state": "s",
        "timestamp": f"{now[:10].replace('-', '.')} {now[11:19]} +0000",
    }
    assert "ESIA-007005" in told(http.get(path, params=sent))["error_description"]
