"""Who asks for what, and what each is compared with."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.bench import HELLO, marks, people
from tests.bench.marks import Cell
from tests.bench.people import Person
from tests.bench.replay import replayed
from tests.bench.rounds import Computed, Subject, Turn
from tests.bench.signing_in import SandboxSignIns, SignIns
from tests.bench.stage import Stage
from tests.journeys.stack import ROOT, SCHOOL_DAY

_TODAY = SCHOOL_DAY[:10]
_REPLAYS = 600


@dataclass(frozen=True)
class Count:
    """How many statements a request sends, and checks of the connection besides."""

    queries: int
    health: int


@dataclass(frozen=True)
class Cast:
    """The people, signed in; the diary's page; what a look inside has found."""

    mother: Person
    teacher: Person
    visitor: Person
    refused: Person
    waiting: Person
    page: httpx.Response
    cells: list[Cell]
    answer_bytes: int
    counts: dict[str, Count]
    script: Path
    values: dict[str, str]


@dataclass(frozen=True)
class Subjects:
    """All that takes turns."""

    hello: Subject
    behind: Subject
    diary: Subject
    unchanged: Subject
    refused: Subject
    waiting: Subject
    mark: Subject
    batch: Subject
    sign_in: SignIns
    sandbox: SandboxSignIns
    walls_on: Computed
    walls_off: Computed

    def all(self) -> list[Turn]:
        """In the order of a round."""
        return [getattr(self, name) for name in self.__dataclass_fields__]


def cast(stage: Stage) -> Cast:
    """Sign everybody in and look once at each thing from inside a process."""
    mother, page = people.come_in(stage, "natalia")
    teacher, _ = people.come_in(stage, "teacher")
    visitor, _ = people.come_in(stage, "alexey")
    refused, _ = people.be_refused(stage, "galina")
    waiting, _ = people.be_refused(stage, "mark")
    cells = marks.cells(stage, _TODAY)
    plan = {
        "school": stage.school.url,
        "mother": mother.cookies(),
        "teacher": teacher.cookies(),
        "visitor": visitor.cookies(),
        "diary": str(page.url),
        "batches": {
            "mark": [cells[0].operation()],
            "batch": [cell.operation() for cell in cells[1:]],
        },
    }
    seen = _from_inside(stage, plan)
    script = stage.home / "diary.pgbench"
    script.write_text(seen["script"], "utf-8")
    cells = marks.cells(stage, _TODAY)
    counts = {name: Count(**count) for name, count in seen["counts"].items()}
    return Cast(
        mother=mother,
        teacher=teacher,
        visitor=visitor,
        refused=refused,
        waiting=waiting,
        page=mother.browser.get(str(page.url)),
        cells=cells,
        answer_bytes=len(marks.put(teacher, cells[:1]).content),
        counts=counts,
        script=script,
        values=seen["values"],
    )


def subjects(stage: Stage, cast: Cast) -> Subjects:
    """Everything that is measured, ready to take its turn."""
    bare, mother, week = people.browser(), cast.mother, str(cast.page.url)
    known = {"If-None-Match": cast.page.headers["ETag"]}
    school, database = stage.school.pid, stage.database

    def behind() -> httpx.Response:
        return asked(mother.browser, f"{stage.behind.url}/{HELLO}")

    def told(person: Person) -> Subject:
        page = f"{person.school}/access/refused/"
        return Subject(lambda: asked(person.browser, page), school, database, 60)

    def replay(role: str | None) -> Computed:
        return Computed(
            lambda: replayed(stage, cast.script, cast.values, role=role, times=_REPLAYS)
        )

    return Subjects(
        hello=Subject(
            lambda: asked(bare, f"{stage.hello.url}/{HELLO}"),
            stage.hello.pid,
            None,
            400,
        ),
        behind=Subject(behind, stage.behind.pid, database, 150),
        diary=Subject(lambda: asked(mother.browser, week), school, database, 100),
        unchanged=Subject(
            lambda: asked(mother.browser, week, known, 304), school, database, 100
        ),
        refused=told(cast.refused),
        waiting=told(cast.waiting),
        mark=Subject(
            lambda: marks.put(cast.teacher, cast.cells[:1]), school, database, 30
        ),
        batch=Subject(lambda: marks.put(cast.teacher, cast.cells), school, database, 8),
        sign_in=SignIns(stage, cast.visitor),
        sandbox=SandboxSignIns(stage, "alexey"),
        walls_on=replay(None),
        walls_off=replay("school_load"),
    )


def asked(
    browser: httpx.Client,
    address: str,
    headers: dict[str, str] | None = None,
    status: int = 200,
) -> httpx.Response:
    """Ask for an address and get this status, or end everything."""
    answer = browser.get(address, headers=headers)
    if answer.status_code != status:
        raise SystemExit(f"{address}: {answer.status_code} вместо {status}.")
    return answer


def _from_inside(stage: Stage, plan: dict[str, Any]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.inside"],
        input=json.dumps(plan),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=stage.environment,
    )
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen
