"""The numbers of each week: written once a day, compared with, read by a region."""

from datetime import timedelta

import pytest
from django.test import Client

from school.access.tests import rows
from school.access.tests.test_operator_page import operator
from school.access.tests.test_papering import TODAY, led
from school.desk import over_region, weeks
from school.desk.causes import Cause
from school.desk.counting import Truths
from school.desk.models import Tally
from school.desk.remembering import remember, remember_what_is_due
from school.desk.tests.test_desk_page import (
    PAGE,
    administers,
    browser,
    change,
    other_class,
    words,
)
from school.lib import clock
from school.lib.dates import monday
from school.regions.models import Municipality, Region, School
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

REGION = "/desk/region/"
A_WEEK = timedelta(days=7)


@pytest.fixture
def school() -> rows.Rows:
    return led(rows.make_school(rows.make_region()))


def tallies(school: rows.Rows) -> list[Tally]:
    with behind(job_of(school.school, name="test")):
        return list(Tally.objects.filter(school=school.school).order_by("id"))


def a_week_ago(school: rows.Rows) -> None:
    """What is written down becomes last week's."""
    with behind(job_of(school.school, name="test")):
        for each in Tally.objects.filter(school=school.school):
            each.monday -= A_WEEK
            each.save(update_fields=["monday"])


def test_each_school_is_counted_once_a_day(school: rows.Rows) -> None:
    other = rows.make_school(school.region, "Другая")
    assert remember_what_is_due() == 2
    assert remember_what_is_due() == 0
    whole = [each for each in tallies(school) if each.is_whole]
    assert [each.side for each in whole] == ["guardian", "student"]
    assert (whole[0].families, whole[0].ready, whole[0].entered) == (1, 1, 0)
    assert whole[0].monday == monday(TODAY)
    with behind(job_of(other.school, name="test")):
        assert {each.school_id for each in Tally.objects.all()} == {other.school}


def test_a_day_later_the_week_has_its_newest_numbers(school: rows.Rows) -> None:
    where = School.objects.select_related("region").get(pk=school.school)
    remember(where, clock.now())
    before = len(tallies(school))
    change(school, school.mother, snils_sealed=None, snils_digest=None)
    remember(where, clock.now())
    after = tallies(school)
    assert len(after) == before
    assert after[0].ready == 0
    assert weeks.causes_of(after[0])[Cause.NO_SNILS] == 1


def test_the_desk_tells_what_has_changed_since_last_week(school: rows.Rows) -> None:
    change(school, school.mother, snils_sealed=None, snils_digest=None)
    remember_what_is_due()
    a_week_ago(school)
    teacher = browser(school)
    page = words(teacher.get(PAGE))
    assert "Неделя за неделей" in page
    assert "За неделю +" not in page, "nothing has changed yet"
    with behind(job_of(school.school, name="test")):
        Tally.objects.filter(side="guardian").update(families=4, ready=3, entered=2)
    page = words(teacher.get(PAGE))
    assert "За неделю −3." in page
    assert "<td" in page.split("Неделя за неделей")[1]


def test_a_cause_tells_its_change(school: rows.Rows) -> None:
    remember_what_is_due()
    a_week_ago(school)
    change(school, school.mother, snils_sealed=None, snils_digest=None)
    page = words(browser(school).get(PAGE))
    assert '<span class="causes__change" title="с прошлой недели">+1</span>' in page


def test_a_class_teacher_reads_the_weeks_of_his_class_alone(school: rows.Rows) -> None:
    remember_what_is_due()
    a_week_ago(school)
    with behind(job_of(school.school, name="test")):
        other = other_class(school)
        of = Tally.objects.filter(school=school.school).first()
        assert of is not None
        of.pk, of.is_whole, of.school_class, of.families = None, False, other, 77
        of.save()
    assert '<td class="num">77<' not in words(browser(school).get(PAGE))
    administers(school)
    page = words(browser(school).get(PAGE))
    assert "Неделя за неделей" in page
    assert '<td class="num">77<' not in page, "the whole school has its own row"


def test_a_first_week_has_nothing_to_compare_with(school: rows.Rows) -> None:
    assert "Неделя за неделей" not in words(browser(school).get(PAGE))


def test_weeks_of_several_classes_are_one_and_their_causes_are_not_added() -> None:
    each = {"ready": 1, "not_confirmed": 1, "no_consent": 0, "entered": 1}
    found = weeks.truths_of(
        Tally(families=families, causes=[], **each) for families in (3, 4)
    )
    assert found == Truths(7, 2, 2, 0, 2)


@pytest.mark.parametrize(
    ("count", "told"), [(0, "0"), (1, "1–4"), (4, "1–4"), (5, "5"), (120, "120")]
)
def test_a_handful_is_told_as_one_to_four(count: int, told: str) -> None:
    assert over_region.few(count) == told


@pytest.mark.parametrize(
    ("count", "whole", "told"),
    [
        (0, 0, "—"),
        (0, 50, "0 %"),
        (3, 50, "почти никто"),
        (25, 50, "50 %"),
        (46, 50, "почти все"),
        (50, 50, "100 %"),
    ],
)
def test_a_share_betrays_no_handful_on_either_side(
    count: int, whole: int, told: str
) -> None:
    assert over_region.share(count, whole).replace("\xa0", " ") == told


def of_region(school: rows.Rows, monkeypatch: pytest.MonkeyPatch) -> Client:
    return operator(school.region, monkeypatch)


def test_the_region_reads_shares_and_causes_without_anybody(
    school: rows.Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows.make_school(school.region, "Другая")
    far = Region.objects.create(slug="x", name="Дальний", policy_line="ryazan")
    town = Municipality.objects.create(region=far, name="Дальний город")
    School.objects.create(
        region=far, municipality=town, name="Чужая", short_name="Чужая"
    )
    by = of_region(school, monkeypatch)
    assert "Чисел ещё нет" in words(by.get(REGION))
    remember_what_is_due()
    with behind(job_of(school.school, name="test")):
        Tally.objects.filter(is_whole=True).update(
            families=40, ready=30, causes=[0, 12, 3, *[0] * 10]
        )
    page = words(by.get(REGION))
    assert "Другая" in page
    assert "Чужая" not in page
    assert "75 %" in page
    assert '<td class="num">12</td>' in page
    assert '<td class="num">1–4</td>' in page
    assert "Иванов" not in page
    assert by.get(REGION, {"who": "pupils"}).status_code == 200


def test_only_whole_schools_show_to_a_region(school: rows.Rows) -> None:
    remember_what_is_due()
    with behind(Actor(Kind.SUPPORT, "test", schools=(school.school,))):
        assert set(Tally.objects.values_list("is_whole", flat=True)) == {True}
    with behind(Actor(Kind.FAMILY, "test", schools=(school.school,))):
        assert not Tally.objects.exists()


def test_nobody_but_an_operator_opens_the_region(school: rows.Rows) -> None:
    administers(school)
    assert browser(school).get(REGION).status_code == 404
    assert Client().get(REGION)["Location"] == "/access/"
