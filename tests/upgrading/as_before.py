"""Read and write by the tools of a former program: `as_before.py RUN_FILE OWNER_URL`.

Run in its checkout: what it imports is of that day, like the pages it walks through.
Prints a line for each mark of a mother's diary, then what became of a teacher's mark.
"""

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg

from school.lib.keys import to_text
from tests.bench.people import come_in
from tests.upgrading import reading

# A cell of the village's teacher: the mother's children learn elsewhere.
_CELL = """
SELECT l.key, c.key
FROM card t
JOIN lesson l ON l.teacher_id = t.id AND l.school_id = t.school_id
JOIN membership m ON m.group_id = l.group_id AND m.school_id = l.school_id
                 AND m.since_date <= l.date
                 AND (m.until_date IS NULL OR m.until_date > l.date)
JOIN card c ON c.id = m.student_id AND c.school_id = m.school_id
LEFT JOIN mark k ON k.school_id = l.school_id AND k.lesson_id = l.id
                AND k.student_id = c.id AND k.slot = 1
WHERE t.last_name = 'Лукина' AND l.state = 'planned' AND l.date <= '2026-11-18'
  AND k.id IS NULL
ORDER BY l.date DESC, l.number, c.id
LIMIT 1
"""


def put_a_mark(run: dict[str, Any], superuser: psycopg.Connection) -> str:
    """Put one into an empty cell; what was said of it."""
    stage: Any = SimpleNamespace(school=SimpleNamespace(url=run["school"]))
    teacher, _ = come_in(stage, "village")
    found = superuser.execute(_CELL).fetchone()
    assert found is not None
    lesson, student = (to_text(key) for key in found)
    said = teacher.browser.post(
        f"{teacher.school}/journal/operations/",
        json={
            "operations": [
                {
                    "id": "5b0f5ea5-9d8e-4f62-8d5a-2f7b1f8c9a10",
                    "lesson": lesson,
                    "student": student,
                    "slot": 1,
                    "value": "5",
                    "base": 0,
                }
            ]
        },
        headers=teacher.headers(),
    )
    (outcome,) = said.json()["results"]
    return f"{outcome['state']} {outcome['value']}"


if __name__ == "__main__":
    _run_file, _address = sys.argv[1:]
    for _mark in reading.read(Path(_run_file)):
        sys.stdout.write(f"{_mark}\n")
    with psycopg.connect(_address) as _superuser:
        _run = json.loads(Path(_run_file).read_text())
        sys.stdout.write(f"{put_a_mark(_run, _superuser)}\n")
