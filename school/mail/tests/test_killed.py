"""A worker that is killed while a letter goes: at most one more, and the same one."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models.functions import Now

from school.access.tests import rows
from school.mail.models import Letter
from school.mail.tests.conftest import PostOffice, kept, opened, write
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db(transaction=True)
_PATIENCE_S = 60


class Killing(PostOffice):
    """A server whose first letter is the end of whoever brings it."""

    worker: subprocess.Popen[bytes] | None = None

    async def handle_DATA(  # noqa: N802 - aiosmtpd names it
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        """It has the letter; whoever brought it never hears so."""
        said = await super().handle_DATA(server, session, envelope)
        if len(self.letters) == 1 and self.worker is not None:
            self.worker.send_signal(signal.SIGKILL)
            self.worker.wait()
        return said


@pytest.fixture
def office(settings: Any) -> Iterator[Killing]:
    with opened(Killing(), settings) as here:
        yield here


def worker(office: Killing) -> subprocess.Popen[bytes]:
    """``manage.py work`` over the tests' database."""
    values = connection.settings_dict
    database = (
        f"postgresql://{values['USER']}:{values['PASSWORD']}@{values['HOST']}"
        f":{values['PORT']}/{values['NAME']}"
    )
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "EMAIL_URL": f"smtp://127.0.0.1:{office.port}",
        "EMAIL_FROM": "school@example.test",
    }
    return subprocess.Popen([sys.executable, "manage.py", "work"], env=environment)


def wait_until(true: Any, what: str) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def test_a_letter_whose_worker_is_killed_goes_once_more_as_the_same(
    office: Killing,
) -> None:
    school = rows.make_school(rows.make_region())
    write(school)
    office.worker = worker(office)
    wait_until(lambda: office.letters, "the first worker brings the letter")
    assert office.worker.wait() == -signal.SIGKILL
    (letter,) = kept(school)
    assert (letter.state, letter.tries) == (Letter.State.WAITING, 1)
    with behind(job_of(school.school, name="test")):
        Letter.objects.update(after=Now() - timedelta(seconds=1))
    second = worker(office)
    try:
        wait_until(
            lambda: kept(school)[0].state == Letter.State.SENT, "the second brings it"
        )
    finally:
        second.terminate()
        second.wait(_PATIENCE_S)
    first, again = office.letters
    assert first["Message-ID"] == again["Message-ID"]
