"""A code becomes tokens once, soon, and for the one who asked."""

import base64
import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sandbox.tests.client import BACK, SCOPE, STATE, Client, open_token, refused_with

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = (
    base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest())
    .rstrip(b"=")
    .decode()
)
PKCE = {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}


def test_tokens_have_the_headers_and_claims_of_esia(
    client: Client, tmp_path: Path
) -> None:
    answer = client.exchange(client.code())
    assert answer.status_code == 200
    tokens = answer.json()
    assert tokens["token_type"] == "Bearer"
    assert tokens["expires_in"] == 3600
    assert tokens["state"] == STATE
    public = (tmp_path / "token-public-key.pem").read_bytes()
    header, claims = open_token(tokens["id_token"], public)
    assert list(header.items()) == [
        ("ver", 1),
        ("typ", "JWT"),
        ("sbt", "id"),
        ("alg", "GOST3410_2012_256"),
    ]
    assert claims["aud"] == "ELSH_DEMO"
    assert claims["sub"] == 1000900001
    assert claims["iss"] == "http://sandbox.test/"
    assert claims["exp"] - claims["iat"] == 10800
    assert claims["urn:esia:sbj"] == {
        "urn:esia:sbj:lvl": "PR",
        "urn:esia:sbj:typ": "P",
        "urn:esia:sbj:is_tru": True,
        "urn:esia:sbj:oid": 1000900001,
        "urn:esia:sbj:nam": "OID.1000900001",
    }
    header, claims = open_token(tokens["access_token"], public)
    assert header["sbt"] == "access"
    assert claims["client_id"] == "ELSH_DEMO"
    assert claims["urn:esia:sbj_id"] == 1000900001
    assert claims["exp"] - claims["iat"] == 3600
    assert claims["scope"].startswith("openid fullname?oid=1000900001 birthdate?oid=")


@pytest.mark.parametrize(
    ("login", "level"), [("maria", "KD"), ("olga", "P"), ("kirill", "PR")]
)
def test_the_level_of_the_account_is_in_the_token(
    client: Client, tmp_path: Path, login: str, level: str
) -> None:
    tokens = client.exchange(client.code(f"{login}@example.test")).json()
    public = (tmp_path / "token-public-key.pem").read_bytes()
    subject = open_token(tokens["id_token"], public)[1]["urn:esia:sbj"]
    assert subject["urn:esia:sbj:lvl"] == level
    assert ("urn:esia:sbj:is_tru" in subject) == (level == "PR")


def test_a_code_is_exchanged_once(client: Client) -> None:
    code = client.code()
    assert client.exchange(code).status_code == 200
    again = client.exchange(code)
    assert again.status_code == 400
    assert again.json()["error"] == "invalid_grant"
    assert refused_with(again) == "ESIA-007011"


def test_of_many_exchanges_at_once_one_succeeds(client: Client) -> None:
    code = client.code()
    fields = client.fields({}, code) | {"code": code}
    fields |= {"grant_type": "authorization_code"}

    def once(_: int) -> int:
        return client.http.post("/aas/oauth2/v3/te", data=fields).status_code

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(once, range(8))) == [200] + [400] * 7


def test_a_code_lives_three_minutes(client: Client) -> None:
    code = client.code()
    now = datetime.fromisoformat(client.http.get("/control/clock").json()["now"])
    later = (now + timedelta(seconds=185)).isoformat()
    client.http.post("/control/clock", json={"now": later})
    assert refused_with(client.exchange(code)) == "ESIA-007011"


def test_a_code_of_another_system_is_refused(client: Client, stranger: Client) -> None:
    assert refused_with(stranger.exchange(client.code())) == "ESIA-007011"


def test_another_redirect_address_is_refused(client: Client) -> None:
    answer = client.exchange(client.code(), redirect_uri=f"{BACK}x")
    assert refused_with(answer) == "ESIA-007011"


def test_another_scope_is_refused(client: Client) -> None:
    answer = client.exchange(client.code(), scope=f"{SCOPE} gender")
    assert refused_with(answer) == "ESIA-007006"


def test_the_signature_covers_the_code(client: Client) -> None:
    code = client.code()
    signature_of_ac = client.fields({})
    answer = client.exchange(code, **signature_of_ac)
    assert refused_with(answer) == "ESIA-007053"
    assert client.exchange(code).status_code == 200


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"client_id": None}, "ESIA-007014"),
        ({"client_secret": None}, "ESIA-007014"),
        ({"client_certificate_hash": None}, "ESIA-007014"),
        ({"code": None}, "ESIA-007014"),
        ({"grant_type": None}, "ESIA-007014"),
        ({"redirect_uri": None}, "ESIA-007014"),
        ({"state": None}, "ESIA-007014"),
        ({"timestamp": None}, "ESIA-007014"),
        ({"scope": None}, "ESIA-007013"),
        ({"grant_type": "password"}, "ESIA-007012"),
        ({"client_id": "NOBODY"}, "ESIA-007005"),
        ({"redirect_uri": "http://evil.test/"}, "ESIA-007023"),
        ({"timestamp": "2020.01.01 00:00:00 +0000"}, "ESIA-007015"),
        ({"client_certificate_hash": "nonsense"}, "ESIA-007053"),
        ({"client_secret": "nonsense"}, "ESIA-007053"),
        ({"code": "nonsense"}, "ESIA-007011"),
    ],
)
def test_every_check_answers_with_its_code_as_json(
    client: Client, changes: dict[str, str | None], code: str
) -> None:
    answer = client.exchange(client.code(), **changes)
    assert answer.status_code == 400
    assert answer.json()["error_description"].startswith(f"{code}: ")


def test_a_json_body_has_no_parameters(client: Client) -> None:
    answer = client.http.post("/aas/oauth2/v3/te", json=client.fields({}))
    assert refused_with(answer) == "ESIA-007014"


def test_parameters_may_stand_in_the_query_of_an_empty_post(client: Client) -> None:
    code = client.code()
    fields = client.fields({}, code) | {"code": code}
    fields |= {"grant_type": "authorization_code"}
    assert client.http.post("/aas/oauth2/v3/te", params=fields).status_code == 200


def test_a_parameter_in_query_and_body_is_refused(client: Client) -> None:
    code = client.code()
    fields = client.fields({}, code) | {"code": code}
    answer = client.http.post("/aas/oauth2/v3/te", params={"code": code}, data=fields)
    assert refused_with(answer) == "ESIA-007003"


def test_the_right_verifier_opens_a_code_with_a_challenge(client: Client) -> None:
    code = client.code(**PKCE)
    assert client.exchange(code, code_verifier=VERIFIER).status_code == 200


@pytest.mark.parametrize("verifier", [None, "", "another", CHALLENGE])
def test_a_wrong_verifier_is_refused_and_the_code_is_used_up(
    client: Client, verifier: str | None
) -> None:
    code = client.code(**PKCE)
    answer = client.exchange(code, code_verifier=verifier)
    assert refused_with(answer) == "ESIA-007040"
    again = client.exchange(code, code_verifier=VERIFIER)
    assert refused_with(again) == "ESIA-007011"


def test_a_verifier_without_a_challenge_is_refused(client: Client) -> None:
    answer = client.exchange(client.code(), code_verifier=VERIFIER)
    assert refused_with(answer) == "ESIA-007039"
