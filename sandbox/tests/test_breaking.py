"""Faults on demand, and the faults nobody ordered: nonsense in every field."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.tests.client import Client, open_token, refused_with


def order(client: Client, **body: Any) -> None:
    answer = client.http.post("/control/faults", json=body)
    assert answer.status_code == 201, answer.text


def test_down_answers_503_as_often_as_ordered(client: Client) -> None:
    order(client, on="ac", fault="down", times=2)
    assert [client.ask().status_code for _ in range(3)] == [503, 503, 302]


def test_everything_may_be_down_but_the_control(client: Client) -> None:
    order(client, on="all", fault="down", times=100)
    assert client.http.get("/aas/oauth2/v2/ac").status_code == 503
    assert client.http.get("/login").status_code == 503
    assert client.http.get("/rs/prns/1").status_code == 503
    assert client.http.post("/aas/oauth2/v3/te").status_code == 503
    assert client.http.get("/").status_code == 200
    client.http.delete("/control/faults")
    assert client.ask().status_code == 302


def test_a_path_may_be_down(client: Client) -> None:
    order(client, on="/rs/prns", fault="html_502")
    answer = client.http.get("/rs/prns/1000900001/ctts")
    assert answer.status_code == 502
    assert answer.headers["content-type"].startswith("text/html")


def test_a_late_answer_is_still_an_answer(client: Client) -> None:
    order(client, on="ac", fault="late", seconds=0.01)
    assert client.ask().status_code == 302


def test_a_wrong_audience_is_somebody_elses(client: Client, tmp_path: Path) -> None:
    order(client, fault="wrong_audience")
    tokens = client.exchange(client.code()).json()
    public = (tmp_path / "token-public-key.pem").read_bytes()
    assert open_token(tokens["id_token"], public)[1]["aud"] == "SOMEBODY_ELSE"
    claims = open_token(tokens["access_token"], public)[1]
    assert claims["client_id"] == "SOMEBODY_ELSE"
    tokens = client.exchange(client.code()).json()
    assert open_token(tokens["id_token"], public)[1]["aud"] == "ELSH_DEMO"


def test_a_wrong_signature_does_not_verify(client: Client, tmp_path: Path) -> None:
    order(client, on="te", fault="wrong_signature")
    tokens = client.exchange(client.code()).json()
    public = (tmp_path / "token-public-key.pem").read_bytes()
    with pytest.raises(AssertionError):
        open_token(tokens["id_token"], public)


def test_a_code_may_be_expired_on_demand(client: Client) -> None:
    order(client, fault="expired_code")
    assert refused_with(client.exchange(client.code())) == "ESIA-007011"


@pytest.mark.parametrize(
    "wrong",
    [
        {"fault": "boredom"},
        {"fault": None},
        {"fault": "down", "on": "nothing"},
        {"fault": "down", "on": 7},
        {"fault": "down", "times": 0},
        {"fault": "down", "times": "many"},
        {"fault": "down", "times": True},
        {"fault": "late", "seconds": -1},
        {"fault": "late", "seconds": "x"},
    ],
)
def test_a_fault_ordered_wrongly_is_refused(
    client: Client, wrong: dict[str, Any]
) -> None:
    answer = client.http.post("/control/faults", json=wrong)
    assert answer.status_code == 422
    assert client.http.get("/control/faults").json() == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("POST", "/aas/oauth2/v2/ac", 405),
        ("GET", "/aas/oauth2/v3/te", 405),
        ("DELETE", "/", 405),
        ("HEAD", "/", 200),
        ("GET", "/%ff%fe", 404),
    ],
)
def test_other_addresses_and_methods_are_answered_in_words(
    client: Client, method: str, path: str, status: int
) -> None:
    assert client.http.request(method, path).status_code == status


def test_a_huge_body_is_refused(client: Client) -> None:
    assert client.http.post("/login", content=b"x" * 300_000).status_code == 413


FIELDS = (
    "client_id redirect_uri redirect_url scope state ask timestamp login password do"
    " code embed now oid response_type client_secret grant_type"
)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    path=st.sampled_from(
        [
            "/aas/oauth2/v2/ac",
            "/aas/oauth2/v3/te",
            "/login",
            "/idp/ext/Logout",
            "/rs/prns/1000900001",
            "/control/citizens",
            "/control/clock",
        ]
    ),
    fields=st.dictionaries(
        st.sampled_from(sorted(FIELDS.split())),
        st.sampled_from(["ELSH_DEMO", "http://school.test/", "openid"])
        | st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    ),
)
def test_no_field_breaks_any_address(
    client: Client, path: str, fields: dict[str, str]
) -> None:
    assert client.http.get(path, params=fields).status_code < 500
    assert client.http.post(path, data=fields).status_code < 500
    assert client.http.post(path, json=fields).status_code < 500
