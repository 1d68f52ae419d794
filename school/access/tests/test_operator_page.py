"""What the operator of a region reads of its rules, and who reads them not."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from school.access import gosuslugi, inviting
from school.access.facts import Identity
from school.access.lifetimes import GOVERNING
from school.access.models import Account, Operator, Session
from school.access.recognising import at_the_door
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.lib import clock
from school.people import snils
from school.regions import in_force
from school.regions.models import Municipality, Region
from school.regions.rules import Rules

pytestmark = pytest.mark.django_db

PAGE = "/access/operator/rules/"
AGAIN = "/access/again/"
PERSON = Identity(
    oid=1_000_800_101,
    last_name="Кочкурова",
    first_name="Нуйя",
    patronymic="Пиксаевна",
    birth_date=date(1979, 4, 5),
    snils=snils.complete(900_000_811),
    certificate=None,
    level="confirmed",
)


@pytest.fixture
def region() -> Region:
    return rows.make_school(rows.make_region()).region


@pytest.fixture
def winter() -> Iterator[None]:
    """A day of December 2023: the rules of April 2024 wait."""
    moment = datetime(2023, 12, 1, 9, tzinfo=UTC)
    clock.use(clock.Clock(start=moment - clock.now()))
    yield
    clock.use(clock.Clock())


def operator(
    region: Region,
    monkeypatch: pytest.MonkeyPatch,
    *,
    town: Municipality | None = None,
    person: Identity = PERSON,
) -> Client:
    """Somebody who has come in by an invitation to keep the region, or a town of it."""
    token = inviting.invite_operator(region, municipality=town, at=clock.now())
    return come_by(token, monkeypatch, person)


def come_by(
    token: str, monkeypatch: pytest.MonkeyPatch, person: Identity = PERSON
) -> Client:
    """This person, who has come in by the link of this secret, with his password."""

    def identify(**_: object) -> Identity:
        return replace(person, proved_at=clock.now())

    monkeypatch.setattr(gosuslugi, "identify", identify)
    client = Client()
    begun = client.post(f"/access/invitation/{token}/")
    state = parse_qs(urlsplit(begun["Location"]).query)["state"][0]
    client.get("/access/esia/return/", {"state": state, "code": "x"})
    return client


def read(client: Client) -> str:
    """The page's text with single ordinary spaces."""
    answer = client.get(PAGE)
    assert answer.status_code == 200
    bare = html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return re.sub(r"\s+", " ", bare)


def test_the_rules_in_force_are_told_by_who_and_age(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = read(operator(region, monkeypatch))
    assert "Правила ryazan-2024, с 1 апреля 2024 года." in page
    assert (
        "Ученик от 14 до 18 лет Вход: через Госуслуги Учётная запись: подтверждённая"
    ) in page
    assert "Запрашиваемые данные ФИО, дата рождения, СНИЛС" in page
    assert "Следующих правил нет" in page
    assert (
        "Если изменить запрашиваемые данные, их цель или название системы, Госуслуги"
        in page
    )


def test_the_next_change_is_told_with_its_day(
    region: Region, monkeypatch: pytest.MonkeyPatch, winter: None
) -> None:
    page = read(operator(region, monkeypatch))
    assert "Правила ryazan-2023, с 17 ноября 2023 года." in page
    assert "С 1 апреля 2024 года — правила ryazan-2024." in page
    assert (
        "Ученик от 14 до 18 лет: учётная запись"
        " Сейчас: детская или подтверждённая Будет: подтверждённая"
    ) in page
    assert "При первом входе" not in page


def test_other_data_are_announced_as_consent_asked_again(
    region: Region, monkeypatch: pytest.MonkeyPatch, winter: None
) -> None:
    *former, last = in_force.lines()["ryazan"].policies
    fewer = replace(last, data_asked=("fullname", "birthdate", "snils"))
    changed = {"ryazan": Rules("ryazan", (*former, fewer))}
    monkeypatch.setattr(in_force, "lines", lambda: changed)
    page = read(operator(region, monkeypatch))
    assert "Госуслуги спросят согласие у всех ещё раз." in page
    assert "При первом входе с 1 апреля 2024 года каждый снова увидит" in page


def test_a_stranger_and_a_former_operator_find_nothing(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Client().get(PAGE)["Location"].startswith("/access/")
    client = operator(region, monkeypatch)
    with at_the_door(client.cookies[settings.SESSION_COOKIE].value):
        Operator.objects.update(until_at=clock.now())
    assert client.get(PAGE).status_code == 404


def test_an_operator_who_is_a_mother_too_finds_the_way_to_his_desk(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = operator(region, monkeypatch, person=MOTHER)
    way = 'href="/access/operator/"'
    assert "/diary/" in client.get("/", follow=True).redirect_chain[-1][0]
    assert way in client.get("/access/devices/").content.decode()
    assert way in client.get("/access/roles/").content.decode()
    assert client.get("/access/operator/").status_code == 200
    with at_the_door(client.cookies[settings.SESSION_COOKIE].value):
        Operator.objects.update(until_at=clock.now())
    assert way not in client.get("/access/devices/").content.decode()
    assert way not in client.get("/access/roles/").content.decode()


def grows_old(by: timedelta = GOVERNING.absolute + timedelta(minutes=1)) -> None:
    """Everybody came in so long ago and has been in his office ever since."""
    now = clock.now()
    Session.objects.update(opened_at=now - by, office_at=now)


def test_after_four_hours_his_desk_asks_for_a_sign_in_and_his_diary_does_not(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = operator(region, monkeypatch, person=MOTHER)
    grows_old(GOVERNING.absolute - timedelta(minutes=1))
    assert client.get("/access/operators/").status_code == 200
    grows_old()
    led = urlsplit(client.get("/desk/region/?who=pupils")["Location"])
    asked = {"to": ["/desk/region/?who=pupils"], "office": ["1"]}
    assert (led.path, parse_qs(led.query)) == (AGAIN, asked)
    told = html.unescape(client.get(led.geturl()).content.decode())
    assert "через четыре часа после входа" in told
    assert "15 минут" not in told
    assert client.get("/diary/").status_code in {200, 302}
    assert client.get("/access/devices/").status_code == 200


def test_he_comes_back_to_the_page_that_asked(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = operator(region, monkeypatch, person=MOTHER)
    grows_old()
    client.post(AGAIN, {"to": "/registry/liftings/"})
    begun = client.post("/access/esia/", {"again": "1"})
    state = parse_qs(urlsplit(begun["Location"]).query)["state"][0]
    back = client.get("/access/esia/return/", {"state": state, "code": "x"})
    assert back["Location"] == "/registry/liftings/"
    assert client.get(back["Location"]).status_code == 200


def test_what_he_has_sent_too_late_is_not_done_and_leads_to_his_desk(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = operator(region, monkeypatch, person=MOTHER)
    grows_old()
    sent = {"act": "town", "name": "Луговской район"}
    led = urlsplit(client.post("/access/operator/places/", sent)["Location"])
    assert parse_qs(led.query)["to"] == ["/access/operator/"]
    assert not Municipality.objects.filter(name=sent["name"]).exists()


def test_who_is_no_operator_is_asked_for_nothing(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = operator(region, monkeypatch, person=MOTHER)
    with at_the_door(client.cookies[settings.SESSION_COOKIE].value):
        Operator.objects.update(until_at=clock.now())
    grows_old()
    assert client.get("/access/operator/").status_code == 404


def test_what_gosuslugi_call_an_operator_with_a_card_is_followed(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = operator(region, monkeypatch, person=MOTHER)
    with at_the_door(client.cookies[settings.SESSION_COOKIE].value):
        Account.objects.update(short_name="Прежнее И.")
        Operator.objects.update(short_name="Прежнее И.")
    begun = client.post("/access/esia/")
    state = parse_qs(urlsplit(begun["Location"]).query)["state"][0]
    client.get("/access/esia/return/", {"state": state, "code": "x"})
    with at_the_door(client.cookies[settings.SESSION_COOKIE].value):
        assert Operator.objects.get().short_name == MOTHER.name.short


def test_the_page_that_asks_names_all_acts_and_says_that_nobody_leaves(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = operator(region, monkeypatch, person=MOTHER)
    told = html.unescape(client.get(f"{AGAIN}?to=/staff/").content.decode())
    told = re.sub(r"\s+", " ", told)
    assert "Выгрузка реестра, роли, увольнение и номера документов" in told
    assert "Из «Электронной школы» вы не выйдете" in told
    assert "четыре часа" not in told
