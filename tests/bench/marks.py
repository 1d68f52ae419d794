"""Cells of a teacher's journal, written over and over with alternating marks."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
from psycopg import Cursor
from psycopg.rows import tuple_row

from school.lib.keys import to_text
from tests.bench.people import Person
from tests.bench.stage import Product

BATCH = 30
_CELLS = """
SELECT l.key, c.key, coalesce(k.revision, 0), coalesce(k.value, '')
FROM employee e
JOIN card t ON t.id = e.card_id AND t.school_id = e.school_id
JOIN lesson l ON l.teacher_id = t.id AND l.school_id = t.school_id
JOIN membership m ON m.group_id = l.group_id AND m.school_id = l.school_id
                 AND m.since_date <= l.date
                 AND (m.until_date IS NULL OR m.until_date > l.date)
JOIN card c ON c.id = m.student_id AND c.school_id = m.school_id
LEFT JOIN mark k ON k.school_id = l.school_id AND k.lesson_id = l.id
                AND k.student_id = c.id AND k.slot = 1
WHERE t.last_name = 'Петрова' AND t.first_name = 'Ирина' AND l.state = 'planned'
  AND l.date <= %s
ORDER BY l.date DESC, l.number, c.name_key
LIMIT %s
"""


@dataclass
class Cell:
    """A place for a mark, with what stands there now; both ids are keys as text."""

    lesson: str
    student: str
    revision: int
    value: str

    def operation(self) -> dict[str, Any]:
        """Another mark than the one that stands there."""
        return {
            "id": str(uuid4()),
            "lesson": self.lesson,
            "student": self.student,
            "slot": 1,
            "value": "4" if self.value == "5" else "5",
            "base": self.revision,
        }


def cells(stage: Product, today: str) -> list[Cell]:
    """The teacher's latest cells, as many as one batch takes."""
    with (
        stage.cluster.connect("school") as superuser,
        superuser.cursor(row_factory=tuple_row) as cursor,
    ):
        return read(cursor, today)


def read(cursor: Cursor[Any], today: str) -> list[Cell]:
    """The same, by a cursor that sees everything."""
    rows = cursor.execute(_CELLS, [today, BATCH]).fetchall()
    return [
        Cell(to_text(lesson), to_text(student), revision, value)
        for lesson, student, revision, value in rows
    ]


def put(teacher: Person, chosen: list[Cell]) -> httpx.Response:
    """One batch: every cell gets another mark, and must say that it is saved."""
    answer = teacher.browser.post(
        f"{teacher.school}/journal/operations/",
        json={"operations": [cell.operation() for cell in chosen]},
        headers=teacher.headers(),
    )
    answer.raise_for_status()
    for cell, said in zip(chosen, answer.json()["results"], strict=True):
        if said["state"] != "saved":
            raise SystemExit(f"Отметка не поставлена: {said}.")
        cell.revision, cell.value = said["revision"], said["value"]
    return answer
