"""The diary foresees what it will ask; its page does not tell how it was made."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse

from school.access import middleware, recognising
from school.access.recognising import come_asking
from school.diary.tests import pages
from school.diary.tests.cast import Place
from school.diary.tests.conftest import WEDNESDAY
from school.diary.tests.pages import FamilyOf
from school.lib import clock
from school.people.models import Card, Kinship
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nobody_was_here_before() -> Iterator[None]:
    usual = recognising._seen.zone
    yield
    recognising._seen.zone = usual


@pytest.fixture
def behind_open_walls(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """How each page was made: behind open walls, or of what was heard."""
    made: list[bool] = []
    introduce = middleware._introduce

    def listening(request: Any, recognised: Any, heard: Any) -> None:
        made.append(heard is None)
        introduce(request, recognised, heard)

    monkeypatch.setattr(middleware, "_introduce", listening)
    return made


def test_the_page_is_the_same_behind_open_walls(
    maria: Card,
    family_of: FamilyOf,
    behind_open_walls: list[bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = family_of(maria).client
    for address in (pages.week(maria), pages.day(maria, WEDNESDAY)):
        client.get(address)
        heard = client.get(address)
        with monkeypatch.context() as patched:
            patched.setattr(middleware, "come_asking", _heard_by_nobody)
            usual = client.get(address)
        assert _words(heard) == _words(usual)
        assert heard["ETag"] == usual["ETag"]
    assert behind_open_walls == [False, False, True] * 2


def _words(answer: HttpResponse) -> str:
    """The page without the token of its form, which is masked anew each time."""
    return re.sub(r'value="\w{64}"', "", answer.content.decode())


def _heard_by_nobody(*asked: Any, **more: Any) -> tuple[Any, None]:
    return come_asking(*asked, **more)[0], None


def test_a_wrong_guess_of_the_day_makes_the_right_page(
    maria: Card, family_of: FamilyOf, behind_open_walls: list[bool]
) -> None:
    client = family_of(maria).client
    clock.use(clock.Clock(start=datetime(2026, 11, 18, 20, tzinfo=UTC) - _now()))
    recognising._seen.zone = ZoneInfo("Asia/Kamchatka")  # it is Thursday there
    first = client.get(pages.week(maria))
    again = client.get(pages.week(maria))
    assert _words(first) == _words(again)
    assert behind_open_walls == [False, True, False]


def _now() -> datetime:
    return clock.Clock().now()


def test_a_child_of_two_schools_is_read_behind_open_walls(
    city: Place, village: Place, family_of: FamilyOf, behind_open_walls: list[bool]
) -> None:
    before = city.pupil("Артём", snils_digest="the-same")
    after = village.pupil("Артём", snils_digest="the-same")
    song = village.group("Музыка", 5, "")
    village.enrol(after, song, since=WEDNESDAY)
    village.lesson(song, WEDNESDAY, topic="село")
    page = family_of(before, after).client.get(pages.week(before))
    assert "село" in page.content.decode()
    assert behind_open_walls == [False, True]


def test_families_take_turns_on_one_connection_and_nobody_sees_the_others(
    maria: Card, city: Place, family_of: FamilyOf
) -> None:
    neighbours = city.pupil("Соседка")
    mother = family_of(maria).client
    neighbour = family_of(neighbours, oid=1000900003).client
    for _ in range(2):
        assert "Дроби" in pages.words(mother, pages.week(maria))
        assert neighbour.get(pages.week(maria)).status_code == 404
        assert "Дроби" not in pages.words(neighbour, pages.week(neighbours))
        assert mother.get(pages.week(neighbours)).status_code == 404


def test_who_is_a_guardian_no_longer_reads_no_more(
    maria: Card, city: Place, family_of: FamilyOf
) -> None:
    client = family_of(maria).client
    page = client.get(pages.week(maria))
    with behind(job_of(city.school.pk, name="test")):
        Kinship.objects.update(until_date=WEDNESDAY)
    known = {"If-None-Match": page["ETag"]}
    answer = client.get(pages.week(maria), headers=known)
    assert (answer.status_code, answer["Location"]) == (302, "/access/closed/")


@pytest.mark.parametrize("child", ["", "nobody", "0", "зеленый", "1" * 40])
def test_a_child_that_cannot_be_is_not_here(
    maria: Card, family_of: FamilyOf, child: str
) -> None:
    client = family_of(maria).client
    for address in ("/diary/2026-11-16/", "/diary/day/2026-11-18/"):
        assert client.get(f"{address}?child={child}").status_code == 404
