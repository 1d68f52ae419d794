"""A network cut before the answer: the repeat is answered as the first."""

import json
import socket
import struct
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from tests.bench.people import Person
from tests.surviving.rig import PATIENCE_S, Rig, wait_until
from tests.surviving.writers import Cell, cells_of

_RESET = struct.pack("ii", 1, 0)


@pytest.fixture
def teacher(rig: Rig) -> Person:
    return rig.people[0]


@pytest.fixture
def cells(rig: Rig) -> list[Cell]:
    """Three neighbouring cells, as they stand now."""
    return cells_of(rig, "Петрова", "Ирина", most=60)[-3:]


def batch(cells: list[Cell]) -> list[dict[str, Any]]:
    """Another value for each cell, with a name of the batch as the reason."""
    name = str(uuid4())
    return [
        {
            "id": str(uuid4()),
            "lesson": cell.lesson,
            "student": cell.student,
            "slot": 1,
            "value": "4" if cell.value == "5" else "5",
            "base": cell.revision,
            "reason": name,
        }
        for cell in cells
    ]


class Wire:
    """A connection that can be cut: the other side hears of it by a reset."""

    def __init__(self, person: Person, operations: list[dict[str, Any]]) -> None:
        to = urlsplit(person.school)
        body = json.dumps({"operations": operations}).encode()
        cookies = "; ".join(f"{k}={v}" for k, v in person.cookies().items())
        headers = {
            "Host": to.netloc,
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            "Cookie": cookies,
            **person.headers(),
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self.request = f"POST /journal/operations/ HTTP/1.1\r\n{head}\r\n".encode()
        self.request += body
        self._socket = socket.create_connection((to.hostname, to.port), PATIENCE_S)

    def send(self, share: float = 1) -> None:
        """Send this share of the request."""
        self._socket.sendall(self.request[: int(len(self.request) * share)])

    def unread(self) -> list[dict[str, Any]]:
        """The answer that has reached us and that the person will never see."""
        text = b""
        while not text.endswith(b"}]}"):
            piece = self._socket.recv(65536)
            assert piece, text
            text += piece
        found: list[dict[str, Any]] = json.loads(text.partition(b"\r\n\r\n")[2])[
            "results"
        ]
        return found

    def cut(self) -> None:
        """Now."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self._socket.close()


def again(person: Person, operations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    answer = person.browser.post(
        f"{person.school}/journal/operations/",
        json={"operations": operations},
        headers=person.headers(),
    )
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


def times(rig: Rig, operations: list[dict[str, Any]]) -> int:
    """How many lines of history the batch has left."""
    reason = operations[0]["reason"]
    return len(rig.ask("SELECT id FROM history WHERE reason = %s", [reason]))


def test_cut_in_the_middle_of_the_request_nothing_is_done(
    rig: Rig, teacher: Person, cells: list[Cell]
) -> None:
    operations = batch(cells)
    wire = Wire(teacher, operations)
    wire.send(0.8)
    wire.cut()
    answers = again(teacher, operations)
    assert [one["state"] for one in answers] == ["saved"] * 3
    assert [one["revision"] for one in answers] == [one.revision + 1 for one in cells]
    assert times(rig, operations) == 3


def test_cut_right_after_the_request_it_is_done_once(
    rig: Rig, teacher: Person, cells: list[Cell]
) -> None:
    operations = batch(cells)
    wire = Wire(teacher, operations)
    wire.send()
    wire.cut()
    answers = again(teacher, operations)
    assert [one["state"] for one in answers] == ["saved"] * 3
    wait_until(lambda: times(rig, operations) == 3, "the batch is in history")
    assert again(teacher, operations) == answers
    assert times(rig, operations) == 3


def test_cut_before_the_answer_the_repeat_is_answered_as_the_first(
    rig: Rig, teacher: Person, cells: list[Cell]
) -> None:
    operations = batch(cells)
    wire = Wire(teacher, operations)
    wire.send()
    first = wire.unread()
    wire.cut()
    assert again(teacher, operations) == first
    assert times(rig, operations) == 3
    # One cell moves on: its repeat is told so, the others are answered as before.
    moved = cells[0]
    moved.revision, moved.value = first[0]["revision"], first[0]["value"]
    (corrected,) = again(rig.people[1], batch([moved]))
    told = again(teacher, operations)
    assert told[1:] == first[1:]
    assert told[0]["state"] == "conflict"
    assert told[0]["value"] == corrected["value"]
    assert told[0]["revision"] == corrected["revision"]
