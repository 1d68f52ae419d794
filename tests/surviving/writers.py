"""People who put marks, and send again what was not answered.

Two of them share their cells. Each has values of his own, so that a cell tells whose
mark it holds; a batch carries its name as the reason, which history keeps.
"""

import random
import threading
import time
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

from school.lib.keys import from_text, to_text
from tests.bench.people import Person
from tests.surviving.ledger import Ledger, Place, Told
from tests.surviving.rig import PATIENCE_S, Rig

MOST = 4
_PAUSE_S = 0.2
_CELLS = """
SELECT l.key, c.key, coalesce(k.revision, 0), k.value
FROM card t
JOIN lesson l ON l.teacher_id = t.id AND l.school_id = t.school_id
JOIN membership m ON m.group_id = l.group_id AND m.school_id = l.school_id
                 AND m.since_date <= l.date
                 AND (m.until_date IS NULL OR m.until_date > l.date)
JOIN card c ON c.id = m.student_id AND c.school_id = m.school_id
LEFT JOIN mark k ON k.school_id = l.school_id AND k.lesson_id = l.id
                AND k.student_id = c.id AND k.slot = 1
WHERE t.last_name = %s AND t.first_name = %s AND l.state = 'planned'
  AND l.date <= '2026-11-18'
ORDER BY l.date DESC, l.number, c.name_key
LIMIT %s
"""


@dataclass
class Cell:
    """A cell as one person last saw it."""

    lesson: str
    student: str
    revision: int
    value: str | None

    @property
    def place(self) -> Place:
        """The same in the database's words."""
        lesson, student = from_text(self.lesson), from_text(self.student)
        assert lesson is not None
        assert student is not None
        return lesson, student, 1


def cells_of(rig: Rig, last_name: str, first_name: str, most: int = 40) -> list[Cell]:
    """The latest cells of a teacher."""
    return [
        Cell(to_text(lesson), to_text(student), revision, value)
        for lesson, student, revision, value in rig.ask(
            _CELLS, [last_name, first_name, most]
        )
    ]


class Writer(threading.Thread):
    """One person at work until told to stop; what went wrong is kept in `failure`."""

    def __init__(
        self, person: Person, cells: list[Cell], values: tuple[str, str], seed: int
    ) -> None:
        super().__init__(daemon=True)
        self.ledger = Ledger()
        self.answered = 0
        self.failure: BaseException | None = None
        self._person = person
        self.cells = cells
        self._values = values
        self._chance = random.Random(seed)  # noqa: S311 - chance to be repeated
        self._over = threading.Event()

    def run(self) -> None:
        """Put marks, batch after batch."""
        try:
            while not self._over.is_set():
                chosen = self._chance.sample(
                    self.cells, self._chance.randint(1, min(MOST, len(self.cells)))
                )
                self.put(chosen)
        except BaseException as failure:  # told by whoever waits for us
            self.failure = failure

    def finish(self) -> None:
        """Let the batch that has begun be answered, and end."""
        self._over.set()
        self.join(PATIENCE_S)
        assert not self.is_alive(), "a batch was never answered"
        self.complain()

    def complain(self) -> None:
        """Raise what went wrong, if anything did."""
        if self.failure is not None:
            raise self.failure

    def put(self, chosen: list[Cell]) -> None:
        """Send one batch until it is answered, and write down what was said."""
        operations = self.batch(chosen)
        self.learn(chosen, operations, self._answered(operations))

    def learn(
        self,
        chosen: list[Cell],
        operations: list[dict[str, Any]],
        results: list[dict[str, Any]],
    ) -> None:
        """Write down what was said of a batch."""
        for cell, asked, said in zip(chosen, operations, results, strict=True):
            assert said["id"] == asked["id"]
            assert said["state"] in {"saved", "conflict"}, said
            cell.revision, cell.value = said["revision"], said["value"]
            if said["state"] == "conflict":
                self.ledger.conflicts += 1
                continue
            assert said["value"] == asked["value"]
            told = Told(asked["reason"], cell.place, said["revision"], said["value"])
            self.ledger.told.append(told)
        self.answered += 1

    def batch(self, chosen: list[Cell]) -> list[dict[str, Any]]:
        """An operation for each cell; the batch has a name that no other has."""
        name = str(uuid4())
        return [self._operation(cell, name) for cell in chosen]

    def send(self, operations: list[dict[str, Any]]) -> httpx.Response:
        """Send a batch once; the answer, whatever it is."""
        return self._person.browser.post(
            f"{self._person.school}/journal/operations/",
            json={"operations": operations},
            headers=self._person.headers(),
        )

    def _operation(self, cell: Cell, batch: str) -> dict[str, Any]:
        others = [value for value in self._values if value != cell.value]
        return {
            "id": str(uuid4()),
            "lesson": cell.lesson,
            "student": cell.student,
            "slot": 1,
            "value": self._chance.choice(others),
            "base": cell.revision,
            "reason": batch,
        }

    def _answered(self, operations: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The results; an answer that did not come or was 503 is asked for again."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            answer = self._sent(operations)
            if answer is not None:
                found: list[dict[str, Any]] = answer.json()["results"]
                return found
            self.ledger.repeats += 1
            time.sleep(_PAUSE_S)
        raise TimeoutError("nobody answers")

    def _sent(self, operations: list[dict[str, Any]]) -> httpx.Response | None:
        try:
            answer = self.send(operations)
        except httpx.TransportError:
            return None
        if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            assert answer.json()["sentence"]
            return None
        assert answer.status_code == httpx.codes.OK, (answer.status_code, answer.text)
        return answer
