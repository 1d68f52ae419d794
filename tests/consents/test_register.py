"""What the register of Госуслуги tells, whom it asks, and what is made of nonsense."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from school.access.consents.channels.registry import Registry
from school.access.consents.texts import texts_of
from school.access.tests.invented import RYAZAN
from tests.consents.conftest import Office

TEXTS = texts_of(RYAZAN)
BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)


def told(office: Office, key: str) -> list[tuple[str, str, int | None]]:
    words = office.register.told(office.oid(key), TEXTS)
    return sorted((word.kind, word.state, word.by_oid) for word in words)


def test_nobody_has_spoken_of_a_stranger(office: Office) -> None:
    assert office.register.told(1, TEXTS) == ()


def test_an_own_consent_and_a_parents_are_told_apart(office: Office) -> None:
    office.says("natalia", "given")
    office.says("natalia", "given", about="maria")
    office.says("alexey", "refused", about="maria")
    mother, father = office.oid("natalia"), office.oid("alexey")
    assert told(office, "natalia") == [("own", "given", mother)]
    assert told(office, "maria") == [
        ("parent", "given", mother),
        ("parent", "refused", father),
    ]


def test_a_consent_to_less_than_is_asked_is_to_another_text(office: Office) -> None:
    office.says("natalia", "given", scope="fullname birthdate")
    (word,) = office.register.told(office.oid("natalia"), TEXTS)
    assert (word.state, word.text) == ("given", "")
    office.says("natalia", "given", scope="*")
    (word,) = office.register.told(office.oid("natalia"), TEXTS)
    assert word.text == TEXTS.own.version


def test_every_parent_is_asked_but_the_spared_one(office: Office) -> None:
    child = office.oid("maria")
    mother, father = office.oid("natalia"), office.oid("alexey")
    asked = office.register.ask(child, "parent", TEXTS.parent, spared={mother})
    assert [(word.by_oid, word.state) for word in asked] == [(father, "asked")]
    assert told(office, "maria") == [("parent", "asked", father)]


def test_who_has_not_answered_is_asked_anew_and_who_agreed_is_not(
    office: Office,
) -> None:
    child = office.oid("maria")
    first = office.register.ask(child, "parent", TEXTS.parent)
    assert len(first) == 2
    office.says("natalia", "given", about="maria")
    again = office.register.ask(child, "parent", TEXTS.parent)
    was = {word.by_oid: word for word in first}
    now = {word.by_oid: word for word in again}
    mother, father = office.oid("natalia"), office.oid("alexey")
    assert now[mother].state == "given"
    assert now[father].state == "asked"
    assert now[father].at > was[father].at


def test_a_child_without_a_parent_there_has_nobody_to_be_asked(office: Office) -> None:
    assert office.register.ask(office.oid("natalia"), "parent", TEXTS.parent) == ()


def test_what_has_turned_since_then_is_told_with_its_moment(office: Office) -> None:
    office.says("natalia", "given", about="maria")
    turned = office.register.turned(BEGINNING)
    assert turned is not None
    child = office.oid("maria")
    (moment,) = (each.at for each in turned if each.oid == child)
    later = office.register.turned(moment + timedelta(seconds=1))
    assert later is not None
    assert child not in {each.oid for each in later}


def test_a_consent_that_has_run_out_turns_without_anybodys_doing(
    office: Office,
) -> None:
    now = datetime.fromisoformat(office.control("GET", "clock")["now"])
    ends = now + timedelta(days=2)
    office.says("natalia", "given", about="maria", expires=ends.isoformat())
    office.control("POST", "clock", now=(now + timedelta(days=3)).isoformat())
    assert told(office, "maria")[0][1] == "expired"
    turned = office.register.turned(now + timedelta(days=1))
    assert turned is not None
    assert office.oid("maria") in {each.oid for each in turned}


ROW: dict[str, Any] = {
    "oid": 1,
    "about": None,
    "state": "given",
    "scope": "*",
    "asked_at": "2026-11-22T07:00:00+00:00",
    "decided_at": "2026-11-22T07:00:00+00:00",
    "expires_at": None,
}


@pytest.fixture(scope="module")
def liar() -> Iterator[tuple[HTTPServer, Registry]]:
    """A server that answers with `said` and `status`, whatever is asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(self.server.status)  # type: ignore[attr-defined]
            self.end_headers()
            self.wfile.write(self.server.said)  # type: ignore[attr-defined]

        do_POST = do_GET  # noqa: N815 - http.server's own names

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        yield server, Registry(address, client="ELSH", back="")
        server.shutdown()


def test_an_honest_row_is_read(liar: tuple[HTTPServer, Registry]) -> None:
    server, register = liar
    server.said, server.status = json.dumps([ROW]).encode(), 200  # type: ignore[attr-defined]
    assert [word.state for word in register.told(1, TEXTS)] == ["given"]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (500, b"[]"),
        (302, b"[]"),
        (200, b""),
        (200, b"<html>"),
        (200, b"{}"),
        (200, b"null"),
        (200, b"[1]"),
        (200, b"[{}]"),
        (200, b"\xff\xfe"),
        *(
            (200, json.dumps([ROW | changed]).encode())
            for changed in (
                {"state": "GIVEN"},
                {"state": None},
                {"oid": "1"},
                {"oid": True},
                {"oid": None},
                {"about": "2"},
                {"scope": None},
                {"decided_at": "yesterday"},
                {"decided_at": "2026-11-22T07:00:00"},
                {"decided_at": 7},
                {"expires_at": "2026-11-22T07:00:00"},
            )
        ),
    ],
)
def test_nonsense_is_silence_and_never_a_word(
    liar: tuple[HTTPServer, Registry], status: int, said: bytes
) -> None:
    server, register = liar
    server.said, server.status = said, status  # type: ignore[attr-defined]
    assert register.told(1, TEXTS) == ()
    assert register.ask(1, "parent", TEXTS.parent) == ()
    assert register.turned(BEGINNING) is None


def test_a_register_that_is_not_there_is_silent() -> None:
    nobody = Registry("http://127.0.0.1:9/consents", client="ELSH", back="")
    assert nobody.told(1, TEXTS) == ()
    assert nobody.ask(1, "own", TEXTS.own) == ()
    assert nobody.turned(BEGINNING) is None
