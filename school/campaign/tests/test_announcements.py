"""A region announces, the people of its schools confirm, it sees who has not."""

import html
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.access.models import Account
from school.access.operating import keeper
from school.access.tests import rows
from school.access.tests.test_operator_page import PERSON, operator
from school.audit.models import AuditLine
from school.campaign import sent
from school.campaign.models import Announcement, Receipt
from school.desk.tests.test_municipality import city as city_of
from school.desk.tests.test_municipality import village as village_of
from school.lib import clock
from school.lib.keys import to_text
from school.people.models import Employee
from school.regions.models import School
from school.support.tests.test_messages import administers, leads, staff
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
city, village = city_of, village_of

SENT = "/campaign/region/"
MINE = "/campaign/"
WORDS = {
    "title": "Сверьте списки <b>классов</b>",
    "text": "До пятницы.\n\nСпросите родителей.",
    "audience": "administrators",
    "to": "all",
}
Operate = Callable[..., Client]
ANOTHER = replace(PERSON, oid=PERSON.oid + 1, snils="90000010185")


@pytest.fixture
def operate(city: rows.Rows, monkeypatch: pytest.MonkeyPatch) -> Operate:
    """``operate(town=…)``: the region's operator, or that of a municipality."""
    return lambda **town: operator(city.region, monkeypatch, **town)


def words(answer: HttpResponse) -> str:
    assert answer.status_code in (200, 422)
    return html.unescape(answer.content.decode()).replace("\xa0", " ")


def account_of(city: rows.Rows) -> int:
    """The account of the region's operator."""
    with behind(Actor(Kind.DOOR, "test", oid=PERSON.oid)):
        return Account.objects.get(oid=PERSON.oid).pk


def announce(by: Client, **more: object) -> str:
    """The address of what was sent."""
    answer = by.post(SENT, WORDS | more)
    assert answer.status_code == 303, words(answer)
    return str(answer["Location"])


def of(school: int) -> list[Announcement]:
    with behind(job_of(school, name="test")):
        return list(Announcement.objects.filter(school=school).order_by("id"))


def confirm(by: Client, school: int) -> HttpResponse:
    return by.post(f"{MINE}{to_text(of(school)[-1].key)}/")


def test_what_is_announced_stands_above_a_schools_pages_until_it_is_confirmed(
    city: rows.Rows, operate: Operate
) -> None:
    region = operate()
    page = announce(region)
    assert "Не подтвердили" in words(region.get(page))
    administers(city)
    school = staff(city)
    for place in ("/desk/", "/support/messages/", "/journal/"):
        assert "data-news" in words(school.get(place)), place
    read = words(school.get(MINE))
    assert "До пятницы.\n\nСпросите родителей." in read
    assert "<b>классов" not in school.get(MINE).content.decode()
    assert confirm(school, city.school).status_code == 303
    for place in ("/desk/", "/support/messages/", "/journal/"):
        assert "data-news" not in words(school.get(place)), place
    assert "В школе прочитали: Иванова Е. И." in words(school.get(MINE))
    told = words(region.get(page))
    assert "Подтвердили 1 из 1" in told
    assert "Иванова Е. И." in told


def test_confirming_again_keeps_the_first_time(
    city: rows.Rows, operate: Operate
) -> None:
    announce(operate())
    administers(city)
    school = staff(city)
    for _ in range(2):
        confirm(school, city.school)
    with behind(job_of(city.school, name="test")):
        assert Receipt.objects.count() == 1
        lines = AuditLine.objects.filter(action="confirm_announcement")
        assert lines.count() == 1


def test_one_for_administrators_is_nobody_elses_and_one_for_all_is_everybodys(
    city: rows.Rows, operate: Operate
) -> None:
    region = operate()
    announce(region)
    teacher = staff(city)
    assert "data-news" not in words(teacher.get("/journal/"))
    assert "Объявлений нет" in words(teacher.get(MINE))
    assert confirm(teacher, city.school).status_code == 404
    announce(region, audience="employees")
    assert "data-news" in words(teacher.get("/journal/"))
    assert confirm(teacher, city.school).status_code == 303
    assert "data-news" not in words(teacher.get("/journal/"))


def test_it_goes_to_the_chosen_schools_alone(
    city: rows.Rows, village: School, operate: Operate
) -> None:
    region = operate()
    announce(region, to=f"town-{village.municipality_id}")
    assert (len(of(city.school)), len(of(village.pk))) == (0, 1)
    announce(region, to="chosen", school=[to_text(village.key)])
    assert (len(of(city.school)), len(of(village.pk))) == (0, 2)
    administers(city)
    other = staff(city)
    assert "Объявлений нет" in words(other.get(MINE))
    assert confirm(other, village.pk).status_code == 404


def test_a_municipality_speaks_to_its_own_schools_and_takes_back_its_own_words(
    city: rows.Rows, village: School, operate: Operate
) -> None:
    region = operate()
    of_region = announce(region)
    municipal = operate(town=village.municipality, person=ANOTHER)
    of_town = announce(municipal)
    assert (len(of(city.school)), len(of(village.pk))) == (1, 2)
    listed = words(municipal.get(of_region))
    assert "Подтвердили 0 из 1" in listed
    assert "Отозвать" not in listed
    municipal.post(of_region, {"do": "withdraw"})
    region.post(of_town, {"do": "withdraw"})
    assert all(one.withdrawn_at is None for one in of(city.school) + of(village.pk))
    municipal.post(of_town, {"do": "withdraw"})
    assert [one.withdrawn_at is None for one in of(village.pk)] == [True, False]


def test_the_list_asks_little_and_counts_schools_of_each(
    city: rows.Rows, village: School, operate: Operate
) -> None:
    region = operate()
    for number in range(3):
        announce(region, title=f"Объявление {number}", audience="employees")
    confirm(staff(city), city.school)
    by = keeper(account_of(city))
    assert by is not None
    with CaptureQueriesContext(connection) as asked:
        found = sent.read(by)
    assert [(one.title, one.confirmed, one.schools) for one in found] == [
        ("Объявление 2", 1, 2),
        ("Объявление 1", 0, 2),
        ("Объявление 0", 0, 2),
    ]
    ours = [each["sql"] for each in asked if "announcement" in each["sql"]]
    assert len(ours) == 2, ours


def test_a_reminder_reaches_the_silent_alone(
    city: rows.Rows, village: School, operate: Operate
) -> None:
    region = operate()
    page = announce(region)
    administers(city)
    school = staff(city)
    confirm(school, city.school)
    assert region.post(page, {"do": "remind"}).status_code == 303
    assert of(city.school)[0].reminded_at is None
    assert of(village.pk)[0].reminded_at is not None
    told = words(region.get(page))
    assert "напомнили" in told
    assert told.index("Луговская") < told.index("Иванова Е. И.")


def test_what_is_withdrawn_stays_in_history_and_asks_nobody(
    city: rows.Rows, operate: Operate
) -> None:
    region = operate()
    page = announce(region)
    region.post(page, {"do": "withdraw"})
    administers(city)
    school = staff(city)
    assert "data-news" not in words(school.get("/desk/"))
    read = words(school.get(MINE))
    assert "Отозвано" in read
    assert "Прочитано</span>" not in read
    assert "Отозвано" in words(region.get(page))
    region.post(page, {"do": "remind"})
    assert of(city.school)[0].reminded_at is None
    assert confirm(school, city.school).status_code == 404


@pytest.mark.parametrize("do", ["", "x", "delete"])
def test_an_act_that_is_none_changes_nothing(
    city: rows.Rows, operate: Operate, do: str
) -> None:
    region = operate()
    page = announce(region)
    assert region.post(page, {"do": do}).status_code == 404
    assert of(city.school)[0].withdrawn_at is None


def test_what_does_not_fit_comes_back_with_what_was_typed(
    city: rows.Rows, operate: Operate
) -> None:
    answer = operate().post(SENT, WORDS | {"title": "", "due": "вчера"})
    assert answer.status_code == 422
    page = words(answer)
    assert "Назовите объявление" in page
    assert "Впишите день так" in page
    assert "Спросите родителей." in page
    assert of(city.school) == []


def test_announcing_too_often_waits(city: rows.Rows, operate: Operate) -> None:
    region = operate()
    for _ in range(20):
        announce(region)
    assert region.post(SENT, WORDS).status_code == 429
    assert len(of(city.school)) == 20


def test_whoever_works_there_no_more_confirms_nothing(
    city: rows.Rows, operate: Operate
) -> None:
    announce(operate(), audience="employees")
    leads(city)
    school = staff(city)
    with behind(job_of(city.school, name="test")):
        Employee.objects.update(until_date=rows.SEPTEMBER)
    assert confirm(school, city.school)["Location"] == "/access/closed/"
    assert school.get(MINE)["Location"] == "/access/closed/"


def test_what_is_older_than_a_year_asks_nobody(
    city: rows.Rows, operate: Operate
) -> None:
    announce(operate())
    administers(city)
    school = staff(city)
    for days, asks in ((365, True), (367, False)):
        with behind(job_of(city.school, name="test")):
            sent = clock.now() - timedelta(days=days)
            Announcement.objects.update(sent_at=sent)
        assert ("data-news" in words(school.get("/desk/"))) is asks
    assert "Сверьте списки" in words(school.get(MINE))


def test_a_school_announces_nothing(city: rows.Rows, operate: Operate) -> None:
    page = announce(operate())
    administers(city)
    school = staff(city)
    for address in (SENT, page):
        assert school.get(address).status_code == 404
        assert school.post(address, WORDS | {"do": "withdraw"}).status_code == 404


def test_the_walls_show_an_operator_no_receipt_of_other_schools(
    city: rows.Rows, village: School, operate: Operate
) -> None:
    announce(operate(), audience="employees")
    confirm(staff(city), city.school)
    alone = Actor(Kind.SUPPORT, "account:0", schools=(village.pk,))
    with behind(alone), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM announcement_receipt")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT DISTINCT school_id FROM announcement")
        assert cursor.fetchall() == [(village.pk,)]
