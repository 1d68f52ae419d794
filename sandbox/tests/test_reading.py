"""/rs shows a person field by field of the scope, and to nobody else."""

from typing import Any

import pytest

from sandbox.tests.client import SCOPE, Client

HOME = "/rs/prns/1000900001"
KID_SCOPE = "openid kid_fullname kid_birthdate kid_snils kid_birth_cert_doc"


def keys(shown: dict[str, Any]) -> set[str]:
    frame = {"stateFacts", "eTag", "trusted", "verifying", "status"}
    return set(shown) - frame - {"containsUpCfmCode"}


def test_a_person_is_shown_with_contacts_and_documents(client: Client) -> None:
    token = client.token("natalia@example.test")
    path = f"{HOME}?embed=(contacts.elements,documents.elements)"
    shown = client.read(path, token).json()
    assert shown["lastName"] == "Смирнова"
    assert shown["firstName"] == "Наталия"
    assert shown["middleName"] == "Сергеевна"
    assert shown["birthDate"] == "14.03.1988"
    assert shown["snils"] == "900-000-001 82"
    assert shown["trusted"] is True
    values = [one["value"] for one in shown["contacts"]["elements"]]
    assert values == ["+7(900)0000001", "natalia@example.test"]
    assert shown["documents"]["size"] == 0


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("openid fullname", {"lastName", "firstName", "middleName"}),
        ("openid birthdate", {"birthDate"}),
        ("openid snils", {"snils"}),
        ("openid gender", {"gender"}),
        ("openid email", set()),
    ],
)
def test_only_granted_fields_are_shown(
    client: Client, scope: str, expected: set[str]
) -> None:
    token = client.token("natalia@example.test", scope)
    assert keys(client.read(HOME, token).json()) == expected


def test_contacts_are_links_on_its_own_host_or_elements(client: Client) -> None:
    token = client.token("natalia@example.test")
    listed = client.read(f"{HOME}/ctts", token).json()
    assert listed["size"] == 2
    assert all(
        link.startswith(f"http://sandbox.test{HOME}/ctts/")
        for link in listed["elements"]
    )
    element = client.read(listed["elements"][0], token).json()
    embedded = client.read(f"{HOME}/ctts?embed=%28elements%29", token).json()
    assert embedded["elements"][0] == element
    assert element["type"] == "MBT"
    assert element["vrfStu"] == "VERIFIED"


def test_contacts_follow_the_scope(client: Client) -> None:
    token = client.token("natalia@example.test", "openid email")
    shown = client.read(f"{HOME}/ctts?embed=(elements)", token).json()
    assert [one["type"] for one in shown["elements"]] == ["EML"]


def test_a_child_has_a_birth_certificate(client: Client) -> None:
    home = "/rs/prns/1000900002"
    token = client.token("maria@example.test")
    listed = client.read(f"{home}/docs", token).json()
    document = client.read(listed["elements"][0], token).json()
    assert document["type"] == "RF_BRTH_CERT"
    assert (document["series"], document["number"]) == ("II-ОЯ", "540021")
    assert client.read(home, token).json()["trusted"] is False


def test_children_are_shown_by_their_own_scopes(client: Client) -> None:
    token = client.token("natalia@example.test", KID_SCOPE)
    shown = client.read(f"{HOME}/kids?embed=(elements)", token).json()
    assert [kid["firstName"] for kid in shown["elements"]] == ["Мария", "Кирилл"]
    assert shown["elements"][0]["snils"] == "900-000-002 83"
    assert "gender" not in shown["elements"][0]
    links = client.read(f"{HOME}/kids", token).json()["elements"]
    assert client.read(links[1], token).json()["firstName"] == "Кирилл"
    documents = client.read(f"{links[0]}/docs?embed=(elements)", token).json()
    assert documents["elements"][0]["number"] == "540021"
    link = client.read(f"{links[0]}/docs", token).json()["elements"][0]
    assert client.read(link, token).json()["number"] == "540021"
    assert "lastName" not in client.read(HOME, token).json()


def test_children_may_be_embedded_with_their_documents(client: Client) -> None:
    token = client.token("natalia@example.test", KID_SCOPE)
    path = f"{HOME}?embed=(kids.elements,kids.elements.documents.elements)"
    kids = client.read(path, token).json()["kids"]["elements"]
    assert kids[0]["documents"]["elements"][0]["series"] == "II-ОЯ"


def test_a_simplified_account_has_no_snils(client: Client) -> None:
    client.http.patch("/control/citizens/olga", json={"level": "simplified"})
    token = client.token("olga@example.test")
    shown = client.read("/rs/prns/1000900007", token).json()
    assert "snils" not in shown
    assert shown["trusted"] is False


@pytest.mark.parametrize("token", ["", "nonsense", "a.b.c"])
def test_without_a_token_nothing_is_shown(client: Client, token: str) -> None:
    assert client.http.get(HOME).status_code == 401
    assert client.http.get(HOME, auth=("user", "password")).status_code == 401
    assert client.read(HOME, token).status_code == 401


def test_a_token_with_one_sign_changed_opens_nothing(client: Client) -> None:
    token = client.token("natalia@example.test")
    changed = token[:-1] + ("A" if token[-1] != "A" else "B")
    assert client.read(HOME, changed).status_code == 401


def test_an_id_token_opens_nothing(client: Client) -> None:
    tokens = client.exchange(client.code()).json()
    assert client.read(HOME, tokens["id_token"]).status_code == 401


def test_a_token_opens_for_one_hour(client: Client) -> None:
    token = client.token("natalia@example.test")
    client.http.post("/control/clock", json={"now": "2030-01-01T00:00:00+03:00"})
    assert client.read(HOME, token).status_code == 401


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        ("", "openid"),
        ("/ctts", "openid fullname"),
        ("/docs", "openid fullname"),
        ("/kids", SCOPE),
        ("/kids/1000900002/docs", "openid kid_fullname"),
    ],
)
def test_a_missing_scope_forbids(client: Client, path: str, scope: str) -> None:
    token = client.token("natalia@example.test", scope)
    answer = client.read(f"{HOME}{path}", token)
    assert answer.status_code == 403
    assert answer.json()["code"] == "ESIA-007019"


def test_another_person_is_forbidden(client: Client) -> None:
    token = client.token("natalia@example.test")
    for oid in ("1000900002", "0", "nonsense", "9" * 40):
        assert client.read(f"/rs/prns/{oid}", token).status_code == 403


@pytest.mark.parametrize("path", ["/ctts/1", "/kids/1000900003/docs/1", "/kids/7"])
def test_what_a_person_does_not_have_is_not_found(client: Client, path: str) -> None:
    token = client.token("natalia@example.test", f"{KID_SCOPE} email")
    assert client.read(f"{HOME}{path}", token).status_code == 404


def test_somebody_elses_child_is_not_found(client: Client) -> None:
    token = client.token("dmitry@example.test", KID_SCOPE)
    answer = client.read("/rs/prns/1000900005/kids/1000900002/docs", token)
    assert answer.status_code == 404
