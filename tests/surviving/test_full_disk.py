"""A disk without room, as `make run` lives through it: read on, told, taken again."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from launcher.tests.disks import disk, filled
from launcher.tests.test_lodging import as_root
from tests.bench.people import Person
from tests.surviving import ledger
from tests.surviving.rig import Rig, wait_until
from tests.surviving.writers import Cell, Writer, cells_of

pytestmark = as_root


@contextmanager
def on_a_small_disk(rig: Rig) -> Iterator[None]:
    """The same home on a disk of its own, kept by the launcher; then as it was."""
    rig.pause()
    with tempfile.TemporaryDirectory() as aside:
        copy = ["cp", "--archive", "--reflink=auto"]
        subprocess.run([*copy, f"{rig.home}/.", aside], check=True)
        with disk(rig.home, 400):
            subprocess.run([*copy, f"{aside}/.", str(rig.home)], check=True)
            try:
                rig.stack.start()
                yield
            finally:
                rig.stack.stop()
    rig.start()


def read(person: Person, address: str) -> httpx.Response:
    return person.browser.get(f"{person.school}{address}")


def begin(person: Person) -> httpx.Response:
    """Set out for Госуслуги, which is written down: a page, not a script, asks."""
    address = f"{person.school}/access/esia/"
    return person.browser.post(address, headers=person.headers())


def until_refused(writer: Writer, chosen: list[Cell]) -> httpx.Response:
    """Put marks until one batch is refused; there may be room for a first one."""
    refusals: list[httpx.Response] = []

    def refused() -> bool:
        operations = writer.batch(chosen)
        answer = writer.send(operations)
        if answer.status_code == httpx.codes.OK:
            writer.learn(chosen, operations, answer.json()["results"])
            return False
        refusals.append(answer)
        return True

    wait_until(refused, "a mark is refused")
    assert refusals[0].status_code == httpx.codes.SERVICE_UNAVAILABLE
    return refusals[0]


def test_without_room_people_read_and_are_told_and_then_everything_goes_on(
    rig: Rig,
) -> None:
    teacher = rig.people[0]
    with on_a_small_disk(rig):
        cells = cells_of(rig, "Петрова", "Ирина")
        writer = Writer(teacher, cells, ("2", "4"), seed=1)
        writer.put(cells[:3])
        with filled(rig.home):
            told = until_refused(writer, cells[:3])
            assert told.headers["Retry-After"] == "60"
            assert "кончилось место" in told.json()["sentence"]
            wait_until(lambda: begin(teacher).status_code == 503, "no sign-in begins")
            page = begin(teacher).text.replace("\xa0", " ")
            assert "Сейчас ничего нельзя сохранить" in page
            lesson = f"/journal/lessons/{cells[0].lesson}/"
            for address in ("/journal/", lesson, "/health/ready"):
                for _ in range(10):  # both processes, and what they write of it
                    assert read(teacher, address).status_code == 200, address
        writer.put(cells[:3])
        assert ledger.troubles(rig, [writer.ledger]) == []
