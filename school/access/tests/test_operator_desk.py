"""The operator's own page, and what he keeps from it: places, hot line."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from school.access.roads.road import Ends
from school.access.tests import rows
from school.access.tests.test_municipal_operators import OTHER, flat, text
from school.access.tests.test_operator_page import operator
from school.access.views import operator as page
from school.lib import clock
from school.lib.keys import to_text
from school.regions.models import DayOff, HelpLine, Municipality, Region, School

pytestmark = pytest.mark.django_db

HOME = "/access/operator/"
PLACES, LINE = HOME + "places/", HOME + "line/"
LINE_SENT = {
    "phone": "8 (800) 100-20-30",
    "hours": "9:00-18:00",
    "lunch": "13:00-14:00",
}


@pytest.fixture
def region() -> Region:
    return rows.make_school(rows.make_region()).region


@pytest.fixture
def whole(region: Region, monkeypatch: pytest.MonkeyPatch) -> Client:
    return operator(region, monkeypatch)


@pytest.fixture
def municipal(region: Region, monkeypatch: pytest.MonkeyPatch) -> Client:
    town = Municipality.objects.get(region=region)
    return operator(region, monkeypatch, town=town, person=OTHER)


def the_school(region: Region) -> School:
    return School.objects.filter(region=region).order_by("pk")[0]


def school_page(region: Region) -> str:
    return f"{HOME}schools/{to_text(the_school(region).key)}/"


def town_page(region: Region) -> str:
    return f"{HOME}towns/{the_school(region).municipality_id}/"


def next_monday() -> date:
    today = clock.now().date()
    return today + timedelta(days=7 - today.weekday())


def test_the_region_is_on_one_page(region: Region, whole: Client) -> None:
    HelpLine.objects.create(
        region=region,
        phone="8 (4912) 00-00-00",
        opens="08:00",
        closes="17:00",
        lunch_since="12:30",
        lunch_until="13:30",
    )
    told = text(whole, HOME)
    for word in (
        "Оператор региона — Нуйя К.",
        "Город",
        "Школа",
        "8 (4912) 00-00-00",
        "пн–пт 8:00–17:00",
        "ryazan-2024, с 1 апреля 2024 года",
        "Список сверен",
        "Сертификаты для Госуслуг",
    ):
        assert word in told


@pytest.mark.parametrize(
    "address",
    [
        PLACES,
        LINE,
        HOME + "rules/",
        "/access/operators/",
        "/alarms/region/",
        "/campaign/region/",
        "/desk/region/",
        "/registry/liftings/",
        "/registry/region/",
        "/support/raised/",
    ],
)
def test_each_page_leads_back_to_his_place_by_its_name(
    whole: Client, address: str
) -> None:
    page = whole.get(address).content.decode()
    ways = re.findall(rf'<a[^>]*href="{HOME}"[^>]*>(.*?)</a>', page)
    assert [flat(one).strip() for one in ways] == ["Область"]


def test_a_municipal_one_reads_his_part_and_changes_nothing(
    region: Region, municipal: Client
) -> None:
    far = Municipality.objects.create(region=region, name="Дальний")
    School.objects.create(
        region=region, municipality=far, name="Чужая", short_name="Чужая"
    )
    told = text(municipal, HOME)
    assert "Оператор муниципалитета, Область" in told
    for word in ("Чужая", "Дальний", "Сертификаты", "Изменить телефон", "Добавить"):
        assert word not in told
    assert "Правила ryazan-2024" in text(municipal, HOME + "rules/")
    for place in (PLACES, LINE, school_page(region), town_page(region)):
        assert municipal.get(place).status_code == 404
        assert municipal.post(place, {"name": "Иначе"}).status_code == 404
    assert the_school(region).name == "Школа"


def test_a_certificate_that_ends_soon_is_told_at_the_top(
    whole: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = clock.now() + timedelta(days=9)

    class Road:
        def ends(self) -> Ends:
            return Ends(soon, None)

    monkeypatch.setattr(page.gosuslugi, "road", Road)
    told = text(whole, HOME)
    assert f"Наш сертификат для Госуслуг кончается {soon:%d.%m.%Y}." in told
    assert "срока нет" in told


def test_a_municipality_and_its_first_school_are_added(
    region: Region, whole: Client
) -> None:
    done = whole.post(PLACES, {"act": "town", "name": "  Луговской   район "})
    assert done["Location"] == PLACES
    town = Municipality.objects.get(name="Луговской район")
    sent = {"act": "school", "town": town.pk, "name": "МБОУ «Луговская школа»"}
    assert whole.post(PLACES, sent).status_code == 303
    assert School.objects.get(municipality=town).short_name == sent["name"]
    assert "МБОУ «Луговская школа»" in text(whole, HOME)


def test_a_school_is_opened_in_the_one_of_two_municipalities_that_was_chosen(
    region: Region, whole: Client
) -> None:
    Municipality.objects.create(region=region, name="Город")
    chosen = Municipality.objects.filter(region=region).order_by("pk")[1]
    sent = {"act": "school", "town": chosen.pk, "name": "Лицей"}
    assert whole.post(PLACES, sent).status_code == 303
    assert School.objects.get(name="Лицей").municipality == chosen


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"act": "town", "name": "Город"}, "уже есть"),
        ({"act": "town", "name": ""}, "строки до 300"),
        ({"act": "school", "town": "x", "name": "Лицей"}, "Выберите муниципалитет"),
        ({"act": "school", "town": "{town}", "name": "Школа"}, "уже есть"),
        ({"act": "school", "town": "{town}", "name": "я" * 301}, "строки до 300"),
        ({}, "Выберите муниципалитет"),
    ],
)
def test_a_place_that_cannot_be_added_is_told(
    region: Region, whole: Client, sent: dict[str, str], told: str
) -> None:
    town = Municipality.objects.get(region=region)
    filled = {name: each.replace("{town}", str(town.pk)) for name, each in sent.items()}
    answer = whole.post(PLACES, filled)
    assert answer.status_code == 422
    assert told in flat(answer.content.decode())
    assert School.objects.count() == Municipality.objects.count() == 1


def test_names_and_contacts_are_corrected_and_shown(
    region: Region, whole: Client, municipal: Client
) -> None:
    sent = {
        "name": "МБОУ «Школа № 12»",
        "short_name": "Школа № 12",
        "phone": "8 (4912) 11-22-33",
        "email": "school12@example.ru",
    }
    assert whole.post(school_page(region), sent)["Location"] == PLACES
    department = {"name": "Заокск", "phone": "8 (4912) 55-66-77", "email": ""}
    assert whole.post(town_page(region), department)["Location"] == PLACES
    for browser in (whole, municipal):
        told = text(browser, HOME)
        for word in ("Школа № 12", "8 (4912) 11-22-33", "school12@example.ru"):
            assert word in told
    assert "8 (4912) 55-66-77" in text(whole, HOME)
    assert 'value="Школа № 12"' in whole.get(school_page(region)).content.decode()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"name": ""}, "строки до 300"),
        ({"name": "Лицей", "phone": "позвоните"}, "не похож на номер"),
        ({"name": "Лицей", "email": "лицей"}, "не похож на почту"),
    ],
)
def test_a_wrong_contact_is_told_and_stays_typed(
    region: Region, whole: Client, sent: dict[str, str], told: str
) -> None:
    for place in (school_page(region), town_page(region)):
        answer = whole.post(place, sent)
        assert answer.status_code == 422
        assert told in flat(answer.content.decode())
        assert f'value="{sent["name"]}"' in answer.content.decode()
    assert the_school(region).name == "Школа"


def test_a_place_of_another_region_is_not_found(region: Region, whole: Client) -> None:
    far = Region.objects.create(slug="x", name="Дальний", policy_line="ryazan")
    rows.make_school(far)
    for place in (school_page(far), town_page(far), f"{HOME}towns/{10**30}/"):
        assert whole.get(place).status_code == 404
        assert whole.post(place, {"name": "Наша"}).status_code == 404


def test_the_hot_line_is_written_down_and_taken_away(
    region: Region, whole: Client
) -> None:
    assert whole.post(LINE, LINE_SENT)["Location"] == LINE
    line = HelpLine.objects.get(region=region)
    assert (line.phone, f"{line.opens:%H:%M}") == (LINE_SENT["phone"], "09:00")
    assert "09:00-18:00" in whole.get(LINE).content.decode()
    assert whole.post(LINE, LINE_SENT | {"phone": ""}).status_code == 303
    assert not HelpLine.objects.exists()
    assert "горячая линия не показана" in text(whole, HOME)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"phone": "нет"}, "не похож на номер"),
        ({"hours": "с утра"}, "обед внутри рабочего дня"),
        ({"lunch": "19:00-20:00"}, "обед внутри рабочего дня"),
        ({"act": "close", "day": ""}, "Выберите рабочий день"),
        ({"act": "close", "day": "2026-02-30"}, "Выберите рабочий день"),
        ({"act": "close", "day": "1999-01-04"}, "Выберите рабочий день"),
        ({"act": "close", "day": "9999-12-31"}, "Выберите рабочий день"),
    ],
)
def test_a_wrong_hour_or_day_is_told(
    region: Region, whole: Client, sent: dict[str, str], told: str
) -> None:
    answer = whole.post(LINE, LINE_SENT | sent)
    assert answer.status_code == 422
    assert told in flat(answer.content.decode())
    assert not HelpLine.objects.exists()
    assert not DayOff.objects.exists()


def test_a_day_off_is_added_once_and_taken_back(region: Region, whole: Client) -> None:
    day = next_monday()
    for _ in range(2):
        sent = {"act": "close", "day": day.isoformat()}
        assert whole.post(LINE, sent).status_code == 303
    assert [one.date for one in DayOff.objects.all()] == [day]
    saturday = {"act": "close", "day": (day + timedelta(days=5)).isoformat()}
    assert whole.post(LINE, saturday).status_code == 422
    assert whole.post(LINE, {"open": "x"}).status_code == 404
    assert whole.post(LINE, {"open": day.isoformat()}).status_code == 303
    assert not DayOff.objects.exists()
