"""Who reads the diary's pages, what an absurd address gets, and what a page costs."""

import gzip
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.diary.tests import cast, pages
from school.diary.tests.cast import Place
from school.diary.tests.conftest import WEDNESDAY
from school.diary.tests.pages import MONDAY, FamilyOf
from school.journal.models import Mark
from school.lib.keys import to_text
from school.people.models import Card, Kinship
from school.walls.actor import job_of
from school.walls.behind import behind


def test_another_familys_child_is_not_there(
    maria: Card, city: Place, village: Place, family_of: FamilyOf
) -> None:
    family_of(maria)
    stranger = family_of(village.pupil("Чужая"), oid=1000900002)
    neighbour = family_of(city.pupil("Соседка"), oid=1000900003)
    for client in (stranger.client, neighbour.client):
        assert client.get(pages.week(maria)).status_code == 404
        assert client.get(pages.day(maria, WEDNESDAY)).status_code == 404
        assert client.get(f"/diary/?child={to_text(maria.key)}").status_code == 404


def test_a_former_guardian_reads_nothing_more(
    maria: Card, city: Place, family_of: FamilyOf
) -> None:
    family = family_of(maria)
    assert family.client.get(pages.week(maria)).status_code == 200
    with behind(job_of(city.school.pk, name="test")):
        Kinship.objects.filter(student=maria).update(until_date=WEDNESDAY)
    answer = family.client.get(pages.week(maria))
    assert (answer.status_code, answer["Location"]) == (302, "/access/closed/")


@pytest.mark.parametrize(
    "address",
    [
        "/diary/?child=",
        "/diary/?child=0",
        "/diary/?child=ooooooooooooo",
        "/diary/2026-11-16/?child=zzzzzzzzzzzzz",
        "/diary/2026-13-16/",
        "/diary/0001-01-01/",
        "/diary/9999-12-31/",
        "/diary/day/1999-12-31/",
        "/diary/day/2026-02-30/",
        "/diary/day/tomorrow/",
    ],
)
def test_an_absurd_address_is_not_there(
    maria: Card, family_of: FamilyOf, address: str
) -> None:
    assert family_of(maria).client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/diary/2000-01-03/", "/diary/day/2099-12-31/"])
def test_the_ends_of_the_calendar_can_be_looked_at(
    maria: Card, family_of: FamilyOf, address: str
) -> None:
    assert family_of(maria).client.get(address, follow=True).status_code == 200


def test_nobody_reads_without_signing_in(maria: Card) -> None:
    assert Client().get(pages.week(maria))["Location"] == "/access/"


def test_whatever_people_write_stays_words(db: None, family_of: FamilyOf) -> None:
    rude = "<i>&\"'"
    place = cast.place(rude)
    pupil, group = place.pupil(rude), place.group(rude)
    place.enrol(pupil, group)
    words = {"topic": rude, "homework": rude, "room": rude}
    lesson = place.lesson(group, WEDNESDAY, work_kind=place.test, **words)
    place.change(place.test, name=rude)
    place.mark(lesson, pupil, "<i>", comment=rude)
    place.absence(lesson, pupil, "<i>")
    page = family_of(pupil).client.get(pages.week(pupil)).content.decode()
    assert "<i>" not in page
    assert '&"' not in page
    assert page.count("&lt;i&gt;&amp;&#34;&#39;") >= 7  # each of the words, and a title


def test_an_unchanged_page_is_not_sent_twice_and_a_changed_one_is(
    maria: Card, city: Place, family_of: FamilyOf
) -> None:
    client = family_of(maria).client
    client.get(pages.week(maria))  # the first visit brings the browser its form's token
    first = client.get(pages.week(maria))
    assert first["Cache-Control"] == "private, no-cache"
    known = {"If-None-Match": first["ETag"]}
    again = client.get(pages.week(maria), headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Cache-Control"]) == (
        first["ETag"],
        first["Cache-Control"],
    )
    assert client.get(pages.day(maria, WEDNESDAY), headers=known).status_code == 200
    with behind(job_of(city.school.pk, name="test")):
        Mark.objects.filter(student=maria).update(value="4", number=4)
    changed = client.get(pages.week(maria), headers=known)
    assert changed.status_code == 200
    assert 'data-average="Математика">4,00<' in changed.content.decode()


def test_another_familys_validator_opens_nothing(
    maria: Card, city: Place, family_of: FamilyOf
) -> None:
    mother = family_of(maria).client
    known = {"If-None-Match": mother.get(pages.week(maria))["ETag"]}
    neighbour = family_of(city.pupil("Соседка"), oid=1000900003).client
    assert neighbour.get(pages.week(maria), headers=known).status_code == 404


def test_a_child_of_two_schools_is_validated_with_both(
    city: Place, village: Place, family_of: FamilyOf
) -> None:
    before = city.pupil("Артём", snils_digest="the-same")
    after = village.pupil("Артём", snils_digest="the-same")
    music, song = city.group("Музыка"), village.group("Музыка", 5, "")
    city.enrol(before, music, until=WEDNESDAY)
    village.enrol(after, song, since=WEDNESDAY)
    city.lesson(music, MONDAY, topic="город")
    lesson = village.lesson(song, WEDNESDAY, topic="село")
    client = family_of(before, after).client
    client.get(pages.week(before))
    page = client.get(pages.week(before))
    assert "город" in page.content.decode()
    assert "село" in page.content.decode()
    known = {"If-None-Match": page["ETag"]}
    assert client.get(pages.week(before), headers=known).status_code == 304
    village.mark(lesson, after, "5")
    assert client.get(pages.week(before), headers=known).status_code == 200


@pytest.mark.parametrize("form", ["W/{}", '"other", {}'])
def test_a_validator_is_known_as_proxies_write_it(
    maria: Card, family_of: FamilyOf, form: str
) -> None:
    client = family_of(maria).client
    client.get(pages.week(maria))
    known = form.format(client.get(pages.week(maria))["ETag"])
    answer = client.get(pages.week(maria), headers={"If-None-Match": known})
    assert answer.status_code == 304


def test_a_page_costs_one_query_of_its_own_and_so_does_a_304(
    maria: Card, family_of: FamilyOf
) -> None:
    client = family_of(maria).client
    client.get(pages.week(maria))
    with CaptureQueriesContext(connection) as full:
        page = client.get(pages.week(maria))
    with CaptureQueriesContext(connection) as short:
        client.get(pages.week(maria), headers={"If-None-Match": page["ETag"]})
    assert (_looks(full), _looks(short)) == (2, 2)  # who comes; frame and week


def _looks(caught: CaptureQueriesContext) -> int:
    """Queries but for the settings of the walls: a test's transaction adds to those."""
    reads = [one["sql"].lstrip() for one in caught]
    return sum(
        sql.startswith(("SELECT", "WITH")) and not sql.startswith("SELECT set_config")
        for sql in reads
    )


def test_a_full_week_fits_its_budget(city: Place, family_of: FamilyOf) -> None:
    pupil = city.pupil("Мария")
    for number, subject in enumerate(
        ("Математика", "Русский язык", "Литература", "История", "Биология", "Музыка")
    ):
        group = city.group(subject)
        city.enrol(pupil, group)
        for day in range(6):
            lesson = city.lesson(
                group,
                MONDAY + timedelta(day),
                number + 1,
                topic=f"Тема {day} урока «{subject}» с длинным названием",
                homework=f"§ {30 + day}, упр. {180 + number} письменно, правило",
            )
            if (day + number) % 2:
                city.mark(lesson, pupil, str(3 + number % 3), comment="Хорошо")
    page = family_of(pupil).client.get(pages.week(pupil)).content
    assert len(page) <= 40_000
    assert len(gzip.compress(page)) <= 8_000
    assert page.count(b"data-lesson") == 36


def test_years_of_other_children_do_not_shift_the_calendar(
    city: Place, village: Place, family_of: FamilyOf
) -> None:
    first, second = city.pupil("Анна"), village.pupil("Пётр")
    village.enrol(second, village.group("Физика", 9, ""), since=cast.BEGIN)
    words = pages.words(
        family_of(first, second).client, pages.week(second, date(2026, 10, 26))
    )
    assert "Осенние каникулы" in words
