"""A server that needs a minute for each letter, and a second worker meanwhile."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.db.models import F

from school.access.tests import rows
from school.mail.models import Letter
from school.mail.sending import send_what_waits
from school.mail.tests.conftest import PostOffice, kept, opened, write
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db(transaction=True)

# The longest that one letter can take: half a dozen words of ten seconds each.
_A_LETTER_TAKES = timedelta(seconds=55)


@dataclass
class Slow(PostOffice):
    """Nobody waits: while a letter is on its way, the clock of the rows moves on."""

    school: int = 0
    is_held: bool = False

    async def handle_DATA(  # noqa: N802 - aiosmtpd names it
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        """It answers after that time; the other worker's letters go at once."""
        said = await super().handle_DATA(server, session, envelope)
        if not self.is_held:
            self.is_held = True
            await asyncio.get_running_loop().run_in_executor(None, self._meanwhile)
            self.is_held = False
        return said

    def _meanwhile(self) -> None:
        try:
            with behind(job_of(self.school, name="test")):
                Letter.objects.update(after=F("after") - _A_LETTER_TAKES)
            send_what_waits()
        finally:
            connections.close_all()


@pytest.fixture
def office(settings: Any) -> Iterator[Slow]:
    with opened(Slow(), settings) as here:
        yield here


def test_of_ten_letters_none_goes_twice_however_slow_the_server_is(
    office: Slow,
) -> None:
    school = rows.make_school(rows.make_region())
    office.school = school.school
    for number in range(10):
        write(school, f"a{number}@example.test")
    send_what_waits()
    assert sorted(one["To"] for one in office.letters) == [
        f"a{number}@example.test" for number in range(10)
    ]
    assert {one.state for one in kept(school)} == {Letter.State.SENT}
    assert {one.tries for one in kept(school)} == {1, 2}, "the other worker did some"
