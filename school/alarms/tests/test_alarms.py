"""What was too much on a day: found once, seen by the school and by the region."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client

from school.access.tests.test_operator_page import operator
from school.alarms import raising
from school.alarms.limits import USUAL
from school.alarms.models import Alarm
from school.alarms.raising import raise_of, raise_what_is_due
from school.audit.models import AuditLine
from school.lib import clock
from school.logins.models import LoginGuard
from school.regions.models import Region
from school.registry.tests.conftest import HEAD, Office, another_office, office, words
from school.registry.tests.test_links import second_head
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

__all__ = ["another_office", "office"]
pytestmark = pytest.mark.django_db

PAGE, REGION = "/alarms/", "/alarms/region/"
MOSCOW = ZoneInfo("Europe/Moscow")
# A Tuesday of lessons, and the morning after.
DAY = date(2026, 11, 17)
NEXT = datetime(2026, 11, 18, 9, tzinfo=MOSCOW)
SAID = {"sentence": "Готовили списки к проверке."}


@pytest.fixture
def morning() -> Iterator[None]:
    """Nine in the morning of the next day; no worker has counted yet."""
    raising._counted.clear()
    clock.use(clock.Clock(start=NEXT - clock.now()))
    yield
    clock.use(clock.Clock())
    raising._counted.clear()


def looks(office: Office, count: int, *, card: int | None = None) -> None:
    """So many cards opened from ten in the morning on, thirty an hour."""
    _write(
        office,
        "INSERT INTO glance (school_id, at, actor, action, card_id)"
        " SELECT %(school)s, %(at)s + number * interval '2 minutes', %(actor)s,"
        " 'open_card', number"
        " FROM generate_series(1, %(count)s) number",
        card=card,
        count=count,
        hour=10,
    )


def acts(office: Office, count: int, action: str, thing: str, hour: int) -> None:
    """So many lines of the trail, a minute apart."""
    _write(
        office,
        "INSERT INTO audit_line (at, actor, action, thing, school_id, request)"
        " SELECT %(at)s + number * interval '1 minute', %(actor)s, %(action)s,"
        " %(thing)s, %(school)s, '' FROM generate_series(1, %(count)s) number",
        count=count,
        hour=hour,
        action=action,
        thing=thing,
    )


def _write(
    office: Office, sql: str, *, hour: int, card: int | None = None, **more: object
) -> None:
    values = {
        "school": office.school,
        "at": datetime(DAY.year, DAY.month, DAY.day, hour, tzinfo=MOSCOW),
        "actor": f"account:1 card:{card or office.head_card}",
        **more,
    }
    with office.behind(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def found(office: Office) -> list[tuple[str, int, int]]:
    """Cause, employee and times of every alarm of the day."""
    raise_of(office.rows.region, DAY, NEXT)
    with office.behind():
        rows = Alarm.objects.order_by("cause")
        return list(rows.values_list("cause", "employee", "times"))


@pytest.mark.parametrize(
    ("count", "is_unusual"), [(USUAL.cards, 0), (USUAL.cards + 1, 1)]
)
def test_more_cards_in_a_day_than_a_class_has_are_unusual(
    office: Office, count: int, is_unusual: int
) -> None:
    looks(office, count)
    looks(office, count)
    assert found(office) == [("cards", office.head_card, count)] * is_unusual


def test_looks_of_two_people_are_not_added(office: Office) -> None:
    looks(office, USUAL.cards)
    looks(office, USUAL.cards, card=office.rows.teacher)
    assert found(office) == []


def test_a_fourth_export_within_an_hour_is_unusual(office: Office) -> None:
    acts(office, 3, "export_registry", "school:1", hour=10)
    assert found(office) == []
    acts(office, 3, "export_registry", "school:1", hour=15)
    assert found(office) == []
    acts(office, 1, "export_registry", "school:1", hour=10)
    assert found(office) == [("exports", office.head_card, 4)]


@pytest.mark.parametrize(("hour", "is_unusual"), [(10, 0), (21, 1), (5, 1)])
def test_documents_are_not_looked_at_by_night(
    office: Office, hour: int, is_unusual: int
) -> None:
    acts(office, 11, "open_card", "card:7 documents", hour)
    acts(office, 11, "open_card", "card:7", hour)
    assert found(office) == [("numbers", office.head_card, 11)] * is_unusual


def test_a_day_counted_twice_has_its_alarm_once(office: Office) -> None:
    looks(office, USUAL.cards + 1)
    assert raise_of(office.rows.region, DAY, NEXT) == 1
    assert raise_of(office.rows.region, DAY, NEXT) == 0


def test_the_worker_counts_yesterday_from_three_in_the_morning(
    office: Office, morning: None
) -> None:
    looks(office, USUAL.cards + 1)
    clock.use(clock.Clock(start=clock.now() - clock.Clock().now() - timedelta(hours=7)))
    assert raise_what_is_due() == 0
    clock.use(clock.Clock(start=NEXT - clock.Clock().now()))
    assert raise_what_is_due() == 1
    assert raise_what_is_due() == 0


@pytest.fixture
def alarmed(office: Office) -> Office:
    """The class teacher has opened a hundred and one cards."""
    looks(office, USUAL.cards + 1, card=office.rows.teacher)
    raise_of(office.rows.region, DAY, NEXT)
    return office


def address(page: str, place: str) -> str:
    return place + page.split(f'action="{place}')[1].split('"')[0]


def test_an_administrator_reads_who_it_was_and_says_what_it_was(
    alarmed: Office,
) -> None:
    head = alarmed.head()
    page = words(head.get(PAGE))
    assert "17 ноября 2026. Открыто карточек за день: 101" in page
    assert "Не просмотрена" in page
    assert head.post(address(page, PAGE), SAID)["Location"] == PAGE
    page = words(head.get(PAGE))
    assert SAID["sentence"] in page
    assert "Не просмотрена" not in page
    with alarmed.behind():
        assert AuditLine.objects.filter(action="see_alarm").count() == 1


def test_nobody_marks_his_own(office: Office) -> None:
    looks(office, USUAL.cards + 1)
    found(office)
    with office.behind():
        key = Alarm.objects.get().key
    head, second = office.head(), second_head(office)
    page = words(head.get(PAGE))
    assert "Тревога — о вас" in page
    place = address(words(second.get(PAGE)), PAGE)
    answer = head.post(place, SAID)
    assert answer.status_code == 422
    assert "отмечает другой администратор" in words(answer)
    assert second.post(place, SAID).status_code == 303
    assert second.post(place, SAID).status_code == 422, "it is seen already"
    with office.behind():
        assert Alarm.objects.get(key=key).sentence == SAID["sentence"]


def test_a_second_card_of_ones_own_marks_it_neither(office: Office) -> None:
    looks(office, USUAL.cards + 1)
    found(office)
    office.head()
    place = address(words(second_head(office).get(PAGE)), PAGE)
    other = second_head(office, HEAD)
    assert "Тревога — о вас" in words(other.get(PAGE))
    assert other.post(place, SAID).status_code == 422
    with office.behind():
        assert Alarm.objects.get().seen_at is None


@pytest.mark.parametrize("sentence", ["", " \u200b ", "я" * 301])
def test_without_a_sentence_nothing_is_marked(
    alarmed: Office, monkeypatch: pytest.MonkeyPatch, sentence: str
) -> None:
    head, whole = alarmed.head(), operator(alarmed.rows.region, monkeypatch)
    for client, place in ((head, PAGE), (whole, REGION)):
        answer = client.post(
            address(words(client.get(place)), place), {"sentence": sentence}
        )
        assert answer.status_code == 422
        assert "Не сохранено" in words(answer)
    with alarmed.behind():
        assert Alarm.objects.filter(seen_at=None, waits=True).count() == 1


def test_the_region_reads_the_school_and_no_name(
    alarmed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, whole = alarmed.head(), operator(alarmed.rows.region, monkeypatch)
    head.post(address(words(head.get(PAGE)), PAGE), {"sentence": "Это Ева, она новая."})
    page = words(whole.get(REGION))
    assert "Школа отметила её" in page
    assert "Открыто карточек за день: 101" in page
    for name in ("Иванов", "Ева", "учитель"):
        assert name not in page
    place = address(page, REGION)
    assert whole.post(place, SAID)["Location"] == REGION
    assert "Тревог нет" in words(whole.get(REGION))
    assert whole.post(place, SAID).status_code == 404
    told = words(alarmed.head().get(PAGE))
    assert "Оператор региона Нуйя К.: Готовили списки к проверке." in told


def test_nobody_else_finds_an_alarm(
    alarmed: Office,
    another_office: Callable[[], Office],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = address(words(alarmed.head().get(PAGE)), PAGE)
    for person in (alarmed.teacher(), another_office().head()):
        assert person.post(place, SAID).status_code == 404
        assert person.post(place.replace(PAGE, REGION), SAID).status_code == 404
    assert alarmed.teacher().get(PAGE).status_code == 404
    far = Region.objects.create(slug="x", name="Дальний", policy_line="ryazan")
    stranger = operator(far, monkeypatch)
    assert "Тревог нет" in words(stranger.get(REGION))
    assert stranger.post(place.replace(PAGE, REGION), SAID).status_code == 404
    assert Client().get(PAGE)["Location"] == "/access/"


def test_the_wall_shows_support_what_waits(alarmed: Office) -> None:
    by = Actor(Kind.SUPPORT, "test", schools=(alarmed.school,))
    with behind(by):
        assert Alarm.objects.count() == 1
    with alarmed.behind():
        Alarm.objects.update(waits=False)
    with behind(by):
        assert Alarm.objects.count() == 0


def test_the_region_reads_when_passwords_were_guessed_where_it_gives_any(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()
    for ago, failing in ((timedelta(0), 2_640), (timedelta(days=1), 2_910)):
        LoginGuard.objects.create(
            since_at=now - ago - timedelta(minutes=5),
            until_at=now - ago + timedelta(minutes=5),
            failing=failing,
            passwords=130_000,
        )
    region = office.rows.region
    browser = operator(region, monkeypatch)
    assert "Подбирали пароли" not in words(browser.get(REGION))
    Region.objects.filter(pk=region.pk).update(policy_line="meshchora")
    page = words(browser.get(REGION))
    assert page.count("логинов с неверным паролем") == 2
    assert page.index("идёт сейчас: логинов") < page.index("2910")
    assert "Подбирали пароли" not in words(office.head().get(PAGE))
