"""`python -m tests.bench.inside`: the product's requests seen from inside a process.

Started with the product's environment, given a plan as JSON on its input (see
:class:`Plan`), it asks the real WSGI application and prints as JSON how many statements
each request sent and the script with which pgbench replays the diary's.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx

from tests.bench import people
from tests.bench.people import Person
from tests.bench.recording import Statement, recorded
from tests.bench.replay import scripted

_WARM = 3


@dataclass(frozen=True)
class Plan:
    """Where the school is, whose cookies there are, what is asked."""

    school: str
    mother: dict[str, str]
    teacher: dict[str, str]
    visitor: dict[str, str]
    diary: str
    batches: dict[str, list[Any]]


def main() -> None:
    """Read the plan, ask, print."""
    from school.wsgi import application

    plan = Plan(**json.load(sys.stdin))
    mother = _person(plan, plan.mother, application)
    teacher = _person(plan, plan.teacher, application)
    diary = _last_of(lambda: mother.browser.get(plan.diary).raise_for_status())
    counts = {"diary": _count(diary)}
    for name, operations in plan.batches.items():
        counts[name] = _count(recorded(partial(_mark, teacher, operations)))
    # Signing in closes the former session: somebody who is not measured does it.
    counts["sign-in"] = _signing_in(_person(plan, plan.visitor, application))
    script, values = scripted(diary)
    json.dump({"counts": counts, "script": script, "values": values}, sys.stdout)


def _person(plan: Plan, cookies: dict[str, str], application: Any) -> Person:
    """Somebody whose requests to the school stay in this process."""
    inner = httpx.WSGITransport(app=application)
    browser = people.browser(mounts={plan.school: inner}, cookies=cookies)
    return Person(browser, plan.school)


def _last_of(act: Callable[[], object]) -> list[Statement]:
    """What is sent once everything that is kept is warm."""
    for _ in range(_WARM):
        act()
    return recorded(act)


def _mark(teacher: Person, operations: list[Any]) -> None:
    answer = teacher.browser.post(
        f"{teacher.school}/journal/operations/",
        json={"operations": operations},
        headers=teacher.headers(),
    )
    answer.raise_for_status()


def _signing_in(person: Person) -> dict[str, int]:
    """Both halves of a sign-in; Госуслуги between them are the living sandbox."""
    answers: list[httpx.Response] = []
    begun = recorded(lambda: answers.append(people.begin(person)))
    target = people.pass_gosuslugi(person, answers[0])
    returned = recorded(lambda: people.come_back(person, target))
    return _count(begun + returned)


def _count(statements: list[Statement]) -> dict[str, int]:
    health = sum(one.is_health_check for one in statements)
    return {"queries": len(statements) - health, "health": health}


if __name__ == "__main__":
    main()
