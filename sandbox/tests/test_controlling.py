"""Tests of other programs make people, move the clock and break things here."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sandbox.people.citizens import load_cast, snils_is_right
from sandbox.people.settling import settle
from sandbox.tests.client import Client, told
from sandbox.world import CAST, World

CAST_SIZE = 59


def test_the_cast_has_right_snils_and_one_child_without() -> None:
    people = load_cast(CAST)
    last = 1000900001 + CAST_SIZE
    assert [one.oid for one in people] == list(range(1000900001, last))
    assert [one.key for one in people if not one.snils] == ["lev"]
    assert all(snils_is_right(one.snils) for one in people if one.snils)
    assert len({one.key for one in people}) == CAST_SIZE
    assert all(one.expected and one.story for one in people)


@pytest.mark.parametrize(
    ("snils", "right"),
    [
        ("112-233-445 95", True),
        ("087-654-303 00", True),
        ("112-233-445 94", False),
        ("112-233-445", False),
        ("", False),
    ],
)
def test_control_numbers_of_snils(snils: str, right: bool) -> None:
    assert snils_is_right(snils) is right


def test_citizens_are_listed_with_what_a_test_needs(client: Client) -> None:
    people = client.http.get("/control/citizens").json()
    natalia = people[0]
    assert natalia["key"] == "natalia"
    assert natalia["login"] == "natalia@example.test"
    assert natalia["password"] == "gosuslugi"
    assert natalia["snils"] == "900-000-001 82"
    assert natalia["oid"] == 1000900001
    assert natalia["story"]
    assert natalia["expected"]


def test_a_new_citizen_signs_in(client: Client) -> None:
    made = client.http.post("/control/citizens", json=NEW)
    assert made.status_code == 201
    assert made.json()["oid"] > 1000900001 + CAST_SIZE
    assert "code" in told(client.type_password(client.ask(), "newcomer@example.test"))


NEW: dict[str, Any] = {
    "key": "newcomer",
    "last_name": "Новикова",
    "first_name": "Яна",
    "birth_date": "1990-02-03",
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": ""},
        {"key": "natalia"},
        {"key": 7},
        {"first_name": None},
        {"birth_date": "03.02.1990"},
        {"level": "royal"},
        {"gender": "X"},
        {"snils": "900-000-001 00"},
        {"snils": "900-000-001 82"},
        {"email": "natalia@example.test"},
        {"oid": 1000900001},
        {"oid": "7"},
        {"oid": 2**70},
        {"oid": True},
        {"kids": ["nobody"]},
        {"kids": "maria"},
        {"shoe_size": 38},
    ],
)
def test_a_citizen_written_wrongly_is_refused_in_a_sentence(
    client: Client, wrong: dict[str, Any]
) -> None:
    answer = client.http.post("/control/citizens", json=NEW | wrong)
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert len(client.http.get("/control/citizens").json()) == CAST_SIZE


def test_a_changed_citizen_is_told_differently(client: Client) -> None:
    change = {"level": "standard", "last_name": "Иванова", "patronymic": None}
    answer = client.http.patch("/control/citizens/natalia", json=change)
    assert answer.status_code == 200
    token = client.token("natalia@example.test")
    shown = client.read("/rs/prns/1000900001", token).json()
    assert shown["lastName"] == "Иванова"
    assert "middleName" not in shown
    assert shown["trusted"] is False
    assert client.http.get("/control/citizens").json()[0]["last_name"] == "Иванова"


def test_a_change_that_collides_changes_nothing(client: Client) -> None:
    change = {"snils": "900-000-002 83"}
    answer = client.http.patch("/control/citizens/natalia", json=change)
    assert answer.status_code == 422
    assert client.http.get("/control/citizens").json()[0]["snils"] == "900-000-001 82"


def test_an_unknown_citizen_and_a_changed_key_are_refused(client: Client) -> None:
    assert client.http.patch("/control/citizens/nobody", json={}).status_code == 404
    renamed = client.http.patch("/control/citizens/natalia", json={"key": "x"})
    assert renamed.status_code == 422


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b"{", b"[" * 100_000, b"null"])
@pytest.mark.parametrize("path", ["citizens", "clock", "faults"])
def test_a_body_that_is_no_object_is_refused(
    client: Client, path: str, body: bytes
) -> None:
    answer = client.http.post(f"/control/{path}", content=body)
    assert answer.status_code == 422
    assert answer.json()["error"]


def test_moving_the_clock_writes_the_offset_and_moves_its_own(
    client: Client, tmp_path: Path
) -> None:
    answer = client.http.post(
        "/control/clock", json={"now": "2026-11-18T10:00:00+03:00"}
    )
    shown = datetime.fromisoformat(answer.json()["now"])
    noon = datetime.fromisoformat("2026-11-18T10:00:00+03:00")
    assert timedelta() <= shown - noon < timedelta(minutes=1)
    offset_s = json.loads((tmp_path / "clock").read_text())["offset_s"]
    assert offset_s == answer.json()["offset_s"]
    again = datetime.now(UTC) + timedelta(seconds=offset_s)
    assert abs(again - noon) < timedelta(minutes=1)


@pytest.mark.parametrize(
    "moment", ["", "tomorrow", "2026-11-18T10:00", "0001-01-01T00:00+03:00", 7, None]
)
def test_a_moment_written_wrongly_is_refused(client: Client, moment: Any) -> None:
    before = client.http.get("/control/clock").json()["offset_s"]
    answer = client.http.post("/control/clock", json={"now": moment})
    assert answer.status_code == 422
    assert client.http.get("/control/clock").json()["offset_s"] == before


def test_the_book_of_requests_keeps_no_secrets(client: Client) -> None:
    code = client.code()
    token = client.exchange(code).json()["access_token"]
    client.read("/rs/prns/1000900001", token)
    book = client.http.get("/control/requests")
    assert [row["path"] for row in book.json()][:2] == [
        "/rs/prns/1000900001",
        "/aas/oauth2/v3/te",
    ]
    assert book.json()[1]["client"] == "ELSH_DEMO"
    assert code not in book.text
    assert token not in book.text


def test_a_reset_returns_to_the_cast(client: Client, world: World) -> None:
    client.code()
    client.http.patch("/control/citizens/natalia", json={"last_name": "Другая"})
    client.http.post("/control/citizens", json=NEW)
    client.http.post("/control/clock", json={"now": "2030-01-01T00:00:00+03:00"})
    fault = {"on": "ac", "fault": "down", "times": 9}
    client.http.post("/control/faults", json=fault)
    assert client.http.post("/control/reset").status_code == 200
    people = client.http.get("/control/citizens").json()
    assert len(people) == CAST_SIZE
    assert people[0]["last_name"] == "Смирнова"
    assert abs(world.clock.offset_s) < 1
    assert client.ask().headers["location"].startswith("/login?")


def test_a_second_start_keeps_the_people_until_the_cast_changes(
    client: Client, world: World, tmp_path: Path
) -> None:
    client.http.patch("/control/citizens/natalia", json={"last_name": "Другая"})
    settle(world)
    assert client.http.get("/control/citizens").json()[0]["last_name"] == "Другая"
    world.cast = tmp_path / "cast.toml"
    world.cast.write_text(CAST.read_text("utf-8") + "\n# another\n", "utf-8")
    settle(world)
    assert client.http.get("/control/citizens").json()[0]["last_name"] == "Смирнова"
