"""`python -m tests.bench.recovering [LOGINS] [LETTERS]`: what recovery costs.

A small region and a large one are asked alike, over a database that really commits: on
the page, then by the worker, for a login, an address and one that is in no card. What
is counted is statements and rows that PostgreSQL read, what is timed the median. Then
letters go through the queue by real SMTP on this machine. Writes
`var/bench/recovering.json`; ends with 1 when the large region asks more statements or
reads more than some rows.
"""

import json
import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from tests.attacking import ground

ROOT = Path(__file__).resolve().parents[2]
LOGINS, LETTERS = 130_000, 500
_SMALL = 1_000
_OF_A_SCHOOL = 400
_ASKED = 30
# Three people's rows, each of them some times.
_FEW = 300
_NOBODY = "nobody@example.test"
# Links are few: a month of them is kept.
_GROWING = ("card", "login", "login_password")

# Parents have cards too; nobody else's columns are looked at.
_CARDS = """
INSERT INTO card (school_id, key, kind, last_name, first_name, patronymic, birth_date,
                  phone, email, registered, "user")
SELECT %(first)s + n %% %(schools)s, 9000000000 + n * 2 + of, kind, 'Иванова', 'Анна',
       '', '2015-03-02', '', kind || n || '@example.test', true, 'active'
FROM generate_series(%(from)s::int, %(to)s::int) n,
     (VALUES (0, 'student'), (1, 'guardian')) AS kinds (of, kind)
"""
_LOGINS = """
INSERT INTO login (school_id, key, student_id, name, digest, made_at)
SELECT school_id, key, id, 'x' || key, 'x' || key, now() FROM card
WHERE kind = 'student' AND NOT EXISTS (SELECT FROM login l WHERE l.key = card.key)
"""
_PASSWORDS = """
INSERT INTO login_password (school_id, login_id, hash, chosen_at, failures)
SELECT school_id, id, 'x', now(), 0 FROM login
WHERE NOT EXISTS (SELECT FROM login_password p WHERE p.login_id = login.id
                  AND p.school_id = login.school_id)
"""
_READ = """
SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_user_tables
WHERE relname = ANY (%s)
"""


def main(logins: int = LOGINS, letters: int = LETTERS) -> int:
    """Measure the small region, let it grow, measure again; then send."""
    with ground.migrated() as (cluster, database):
        logging.disable()
        from school.access import throttling

        # What is measured is the work, not the waiting.
        throttling.RULES = ()
        told: dict[str, Any] = {}
        with cluster.connect(database) as superuser:
            had = 0
            for many in (_SMALL, logins):
                _grow(superuser, had, many)
                told[str(many)] = _measured(superuser)
                had = many
        told["letters"] = _sent(letters)
    return _judge(told, logins)


def _grow(superuser: Any, had: int, many: int) -> None:
    """As many logins with passwords, in schools of four hundred."""
    from school.regions.models import Municipality, Region, School

    region, _ = Region.objects.get_or_create(
        slug="m", defaults={"name": "Область", "policy_line": "meshchora"}
    )
    town, _ = Municipality.objects.get_or_create(region=region, name="Город")
    schools = School.objects.bulk_create(
        School(region=region, municipality=town, name=f"Школа {at}", short_name=f"{at}")
        for at in range(-(-(many - had) // _OF_A_SCHOOL))
    )
    of = {"first": schools[0].pk, "schools": len(schools), "from": had, "to": many - 1}
    superuser.execute("SET session_replication_role = replica")
    superuser.execute(_CARDS, of)
    superuser.execute(_LOGINS)
    superuser.execute(_PASSWORDS)
    superuser.execute("VACUUM ANALYZE")


def _measured(superuser: Any) -> dict[str, Any]:
    """By what was typed: statements and milliseconds of the page and of the worker."""
    names = _known(superuser)
    found = {
        "login": [_one(name) for name in names],
        "address": [_one(f"student{number}@example.test") for number in range(_ASKED)],
        "nobody": [_one(_NOBODY) for _ in range(_ASKED)],
    }
    before = _read(superuser)
    for what in (names[0], "student1@example.test", _NOBODY):
        _one(what)
    return {
        "rows_read": _read(superuser) - before,
        **{what: _summed(each) for what, each in found.items()},
    }


def _known(superuser: Any) -> list[str]:
    """Names of some logins, as a child types them."""
    from school.logins.making import digest_of_login

    rows = superuser.execute(
        "SELECT id, school_id FROM login ORDER BY random() LIMIT %s", [_ASKED]
    ).fetchall()
    names = []
    for at, (login, school) in enumerate(rows):
        name = f"kvt{22222 + at}"
        superuser.execute("DELETE FROM login WHERE name = %s", [name])
        superuser.execute(
            "UPDATE login SET name = %s, digest = %s WHERE id = %s AND school_id = %s",
            [name, digest_of_login(name), login, school],
        )
        names.append(name)
    return names


def _one(typed: str) -> tuple[int, float, int, float]:
    """Ask on the page and let the worker answer: statements, ms; statements, ms."""
    from django.test import Client

    from school.logins.recovering import answer_what_waits

    stranger = Client(SERVER_NAME="127.0.0.1")
    with _counted() as page:
        answer = stranger.post("/login/forgotten/", {"region": "m", "who": typed})
    if answer.status_code != 200:
        raise SystemExit(f"Ответ {answer.status_code} вместо 200: мерить нечего.")
    with _counted() as worker:
        answer_what_waits()
    return (*page, *worker)  # type: ignore[return-value]


@contextmanager
def _counted() -> Iterator[list[float]]:
    """Statements and milliseconds till the end of the block."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    told: list[float] = []
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        yield told
    took = (time.perf_counter() - began) * 1000
    told += [len(asked), took]


def _summed(each: list[tuple[int, float, int, float]]) -> dict[str, float]:
    pages, page_ms, workers, worker_ms = zip(*each, strict=True)
    return {
        "page_statements": max(pages),
        "page_ms": round(median(page_ms), 2),
        "worker_statements": max(workers),
        "worker_ms": round(median(worker_ms), 2),
    }


def _read(superuser: Any) -> int:
    """How many rows of the tables that grow were read so far."""
    from django.db import connection

    connection.close()  # a server process tells what it did when it ends
    time.sleep(1)
    superuser.execute("SELECT pg_stat_clear_snapshot()")
    return int(superuser.execute(_READ, [list(_GROWING)]).fetchone()[0])


def _sent(letters: int) -> dict[str, float]:
    """So many letters through the queue, as fast as the worker's act goes."""
    from django.conf import settings

    from school.lib import clock
    from school.mail.composing import Composed
    from school.mail.kinds import RECOVERY
    from school.mail.models import Letter
    from school.mail.sending import send_what_waits
    from school.mail.tests.conftest import PostOffice, opened
    from school.mail.writing import write_letter
    from school.regions.models import School
    from school.walls.actor import job_of
    from school.walls.behind import behind

    school = School.objects.order_by("pk")[0].pk
    with opened(PostOffice(), settings) as office:
        with behind(job_of(school, name="bench")):
            Letter.objects.filter(school=school).delete()
            for row in range(letters):
                write_letter(
                    Composed("Новый пароль для дневника", "Здравствуйте!"),
                    school=school,
                    address=f"a{row}@example.test",
                    kind=RECOVERY,
                    row=row,
                    at=clock.now(),
                )
        began = time.perf_counter()
        while len(office.letters) < letters:
            send_what_waits()
        took = time.perf_counter() - began
    return {
        "letters": letters,
        "seconds": round(took, 2),
        "a_second": round(letters / took, 1),
    }


def _judge(told: dict[str, Any], logins: int) -> int:
    small, large = told[str(_SMALL)], told[str(logins)]
    file = Path(os.environ.get("SCHOOL_HOME") or ROOT / "var") / "bench/recovering.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    ways = ("login", "address", "nobody")
    for way in ways:
        print(f"{way}: {small[way]} → {large[way]}")  # noqa: T201 - a program
    sent = told["letters"]
    print(  # noqa: T201 - a program
        f"Строк прочитано для трёх просьб: {small['rows_read']} →"
        f" {large['rows_read']}. Писем: {sent['letters']} за {sent['seconds']} с,"
        f" {sent['a_second']} в секунду."
        f" То же для программ: {file}"
    )
    more = any(
        large[way][name] > small[way][name]
        for way in ways
        for name in ("page_statements", "worker_statements")
    )
    return 1 if more or large["rows_read"] > _FEW else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
