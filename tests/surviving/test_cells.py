"""Any clients, in any order: a cell behaves as if they had come one after another."""

import threading
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bench.people import Person
from tests.surviving.cell import Answer, Put, Seen, State, is_one_after_another
from tests.surviving.rig import PATIENCE_S, Rig
from tests.surviving.writers import Cell, cells_of

EMPTY = State(0, None)
_VALUES = ("2", "3", None)

# How far behind what he saw last a client looks (0: not at all), and what he wants.
Wish = tuple[int, str | None]
wishes = st.tuples(st.integers(0, 2), st.sampled_from(_VALUES))
scripts = st.lists(st.lists(wishes, min_size=1, max_size=3), min_size=2, max_size=4)


class Client(threading.Thread):
    """Carries out one script on a cell; what it saw is kept."""

    def __init__(self, person: Person, cell: Cell, script: list[Wish]) -> None:
        super().__init__(daemon=True)
        self.seen: list[Seen] = []
        self._person = person
        self._cell = cell
        self._script = script

    def run(self) -> None:
        last = self._cell.revision
        for behind, value in self._script:
            base = max(0, last - behind)
            put = Put(value if base else value or "2", base)
            sent = time.monotonic()
            answer = self._ask(put)
            self.seen.append(Seen(sent, time.monotonic(), put, answer))
            last = answer.state.revision

    def _ask(self, put: Put) -> Answer:
        said = send(self._person, self._cell, put)
        assert said["state"] in {"saved", "conflict"}, said
        there = State(said["revision"], said["value"])
        return Answer(said["state"] == "saved", there)


def send(person: Person, cell: Cell, put: Put) -> dict[str, Any]:
    """One operation and what was said of it."""
    operation = {"id": str(uuid4()), "lesson": cell.lesson, "student": cell.student}
    operation |= {"slot": 1, "value": put.value, "base": put.base}
    answer = person.browser.post(
        f"{person.school}/journal/operations/",
        json={"operations": [operation]},
        headers=person.headers(),
    )
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["results"][0]
    return found


def look(rig: Rig, cell: Cell) -> State:
    """What stands in the cell, read past everything."""
    lesson, student, slot = cell.place
    rows = rig.ask(
        """SELECT m.revision, m.value FROM mark m
        JOIN lesson l ON l.id = m.lesson_id AND l.school_id = m.school_id
        JOIN card c ON c.id = m.student_id AND c.school_id = m.school_id
        WHERE l.key = %s AND c.key = %s AND m.slot = %s""",
        [lesson, student, slot],
    )
    return State(*rows[0]) if rows else EMPTY


def test_a_cell_is_one_machine_for_all_who_write_into_it(rig: Rig) -> None:
    cells = iter(cells_of(rig, "Петрова", "Ирина", most=200)[100:])

    @settings(
        max_examples=30,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(scripts)
    def together(written: list[list[Wish]]) -> None:
        cell = next(cells)
        begin = look(rig, cell)
        cell.revision = begin.revision
        clients = [
            Client(rig.people[number % 2], cell, script)
            for number, script in enumerate(written)
        ]
        for client in clients:
            client.start()
        for client in clients:
            client.join(PATIENCE_S)
            assert not client.is_alive()
        seen = [one for client in clients for one in client.seen]
        assert len(seen) == sum(map(len, written))
        assert is_one_after_another(begin, seen, look(rig, cell)), seen

    run: Callable[[], None] = together
    run()


def at(sent: float, answered: float, put: Put, answer: Answer) -> Seen:
    return Seen(sent, answered, put, answer)


def test_the_judge_knows_a_lost_value_from_an_honest_conflict() -> None:
    two, three = State(1, "2"), State(1, "3")
    first = at(0, 2, Put("2", 0), Answer(True, two))
    honest = at(1, 3, Put("3", 0), Answer(False, two))
    lost = at(1, 3, Put("3", 0), Answer(True, three))
    assert is_one_after_another(EMPTY, [first, honest], two)
    assert not is_one_after_another(EMPTY, [first, lost], three)


def test_the_judge_knows_an_answer_from_the_past() -> None:
    written = at(0, 1, Put("2", 0), Answer(True, State(1, "2")))
    corrected = at(2, 3, Put("3", 1), Answer(True, State(2, "3")))
    stale = Answer(False, State(1, "2"))
    meanwhile = at(2, 5, Put("4", 0), stale)
    afterwards = at(4, 5, Put("4", 0), stale)
    end = State(2, "3")
    assert is_one_after_another(EMPTY, [written, corrected, meanwhile], end)
    assert not is_one_after_another(EMPTY, [written, corrected, afterwards], end)


def test_the_judge_looks_at_what_is_left_in_the_end() -> None:
    written = at(0, 1, Put("2", 0), Answer(True, State(1, "2")))
    assert is_one_after_another(EMPTY, [written], State(1, "2"))
    assert not is_one_after_another(EMPTY, [written], EMPTY)
