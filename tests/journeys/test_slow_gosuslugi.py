"""Госуслуги hang, and whoever is in already notices nothing."""

from concurrent.futures import ThreadPoolExecutor

import httpx

from school.access.roads.turnstile import AT_ONCE
from tests.bench.people import Person, begin, come_in, pass_gosuslugi
from tests.bench.stage import Server
from tests.journeys.stack import Stack
from tests.surviving.rig import wait_until

WORKERS = 2
# Longer than the product waits: it hangs up by itself.
HANGS_S = 60
_MANY = 100


class Door:
    """As much of a stage as signing in asks for."""

    def __init__(self, stack: Stack) -> None:
        self.school = Server(stack.school, stack.running()["pids"]["school"])


def on_the_way(stack: Stack) -> tuple[Person, str]:
    """Somebody whom Госуслуги have let go; the address that leads back to us."""
    person = come_in(Door(stack), "natalia")[0]
    return person, pass_gosuslugi(person, begin(person))


def test_a_diary_opens_while_the_places_at_the_door_hang(stack: Stack) -> None:
    hang_and_read(stack)


def hang_and_read(stack: Stack) -> None:
    """Both calls hang, of the code and of the person, and a diary is read."""
    mother = come_in(Door(stack), "alexey")[0]
    crowd = [on_the_way(stack) for _ in range(WORKERS * AT_ONCE)]
    for on, times in (("te", 1), ("person", _MANY)):
        order = {"fault": "late", "seconds": HANGS_S, "times": times}
        stack.control("POST", "faults", on=on, **order)
    with ThreadPoolExecutor(len(crowd)) as pool:
        late = [pool.submit(one.browser.get, target) for one, target in crowd]
        _until_both_hang(stack)
        for _ in range(10):
            answer = mother.browser.get(f"{stack.school}/diary/", follow_redirects=True)
            assert answer.status_code == httpx.codes.OK
        hanging = [one for one in late if not one.done()]
    assert len(hanging) >= AT_ONCE, "nobody hung: nothing was tried"
    # Whoever had a place is told in the end; whoever had none may come again.
    assert {one.result().status_code for one in late} <= {303, 503}
    for one in hanging:
        assert one.result().headers["Location"] == "/access/refused/"
    for person in (mother, *(one for one, _ in crowd)):
        person.browser.close()


def _until_both_hang(stack: Stack) -> None:
    """Until the sandbox is silent about one code and about at least one person."""

    def hang() -> bool:
        left = {one["on"]: one["times"] for one in stack.control("GET", "faults")}
        return "te" not in left and left["person"] < _MANY

    wait_until(hang, "the calls hang")
