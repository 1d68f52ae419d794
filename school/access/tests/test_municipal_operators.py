"""An operator of one municipality: invited, kept to it, dismissed by the region's."""

import html
import re
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.access import inviting, operating
from school.access.models import Invitation, Operator
from school.access.tests import rows
from school.access.tests.test_operator_page import PERSON, come_by, operator
from school.lib import clock
from school.people import snils
from school.regions.models import Municipality, Region, School
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

HOME, LIST = "/access/operator/", "/access/operators/"
OTHER = replace(
    PERSON,
    oid=1_000_800_102,
    last_name="Пурьгин",
    first_name="Сятко",
    snils=snils.complete(900_000_812),
)


@pytest.fixture
def region() -> Region:
    return rows.make_school(rows.make_region()).region


@pytest.fixture
def town(region: Region) -> Municipality:
    """A second municipality, with a school of its own."""
    made = Municipality.objects.create(region=region, name="Луговской район")
    School.objects.create(
        region=region, municipality=made, name="Луговская школа", short_name="Луговская"
    )
    return made


@pytest.fixture
def whole(region: Region, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The operator of the whole region."""
    return operator(region, monkeypatch)


@pytest.fixture
def municipal(
    region: Region, town: Municipality, monkeypatch: pytest.MonkeyPatch
) -> Client:
    return operator(region, monkeypatch, town=town, person=OTHER)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return flat(answer.content.decode())


def flat(page: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def live(region: Region) -> dict[str, Operator]:
    """Who keeps what today, by first names."""
    with behind(Actor(Kind.SUPPORT, "test", region=region.pk)):
        found = Operator.objects.filter(until_at=None).select_related("municipality")
        return {one.short_name.split("\N{NO-BREAK SPACE}")[0]: one for one in found}


def test_who_came_by_a_municipal_link_reads_of_his_place_alone(
    municipal: Client,
) -> None:
    page = text(municipal, HOME)
    assert "Оператор муниципалитета" in page
    assert "Луговская школа" in page
    assert "Школа Город" not in page
    assert "командами на сервере" not in page


def test_the_link_tells_what_one_is_invited_to(
    region: Region, town: Municipality
) -> None:
    out = StringIO()
    call_command("invite_operator", "--municipality", town.name, stdout=out)
    link = out.getvalue().strip()
    page = text(Client(), link[link.index("/access/") :])
    assert "Вас приглашают оператором муниципалитета" in page
    assert "Луговской район" in page


def test_the_command_names_the_municipalities_there_are(
    region: Region, town: Municipality
) -> None:
    with pytest.raises(CommandError, match="Муниципалитета «Луг» нет"):
        call_command("invite_operator", "--municipality", "Луг")
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "address", ["/support/raised/", "/registry/region/", "/access/operators/"]
)
def test_what_is_the_regions_is_not_there_for_a_municipal_one(
    municipal: Client, address: str
) -> None:
    assert municipal.get(address).status_code == 404
    assert municipal.post(address, {"q": "1", "end": "1"}).status_code in {404, 405}


def test_the_region_reads_who_keeps_what(
    region: Region, whole: Client, municipal: Client
) -> None:
    page = text(whole, LIST)
    assert "Нуйя К. Это вы" in page
    assert "Сятко П. Луговской район, с" in page
    assert "Без своего оператора: Город." in page
    assert "Весь регион: Область" in page


def test_a_dismissed_one_finds_nothing_at_his_next_request(
    region: Region, whole: Client, municipal: Client
) -> None:
    him = live(region)["Сятко"]
    assert municipal.get(HOME).status_code == 200
    assert whole.post(LIST, {"end": him.pk})["Location"] == LIST
    for address in (HOME, "/desk/region/"):
        assert municipal.get(address).status_code == 404
    assert municipal.get("/access/closed/").status_code == 403
    assert set(live(region)) == {"Нуйя"}


def test_a_dismissed_one_does_not_come_back_by_a_link_of_his_own(
    region: Region, whole: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    his = operator(region, monkeypatch, person=OTHER)
    town = Municipality.objects.get(region=region)
    made = his.post(LIST, {"invite": town.pk}).content.decode()
    token = made.split("/access/invitation/")[1].split("/")[0]
    far = Region.objects.create(slug="x", name="Дальний", policy_line="ryazan")
    elsewhere = inviting.invite_operator(far, at=clock.now())
    ended = whole.post(LIST, {"end": live(region)["Сятко"].pk})
    assert "больше не действуют: их было 1." in flat(ended.content.decode())
    assert Client().get(f"/access/invitation/{token}/").status_code == 404
    assert set(live(region)) == {"Нуйя"}
    assert inviting.offered(elsewhere, clock.now())


def test_a_link_that_ended_while_he_was_at_gosuslugi_gives_nothing(
    region: Region, whole: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = inviting.invite_operator(region, at=clock.now())
    found = inviting.offered(token, clock.now())
    assert found is not None
    operator(region, monkeypatch, person=OTHER)
    whole.post(LIST, {"end": live(region)["Сятко"].pk})
    assert not inviting.accept(found.pk, OTHER, clock.now())
    assert set(live(region)) == {"Нуйя"}


def test_nobody_dismisses_himself_or_somebody_of_another_region(
    region: Region, whole: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = Region.objects.create(slug="x", name="Дальний", policy_line="ryazan")
    operator(far, monkeypatch, person=OTHER)
    for place in (region, far):
        (one,) = live(place).values()
        whole.post(LIST, {"end": one.pk})
        assert len(live(place)) == 1
    for wrong in ("x", "9" * 30, "-1", "²"):
        assert whole.post(LIST, {"end": wrong}).status_code == 404


def test_the_regions_operator_makes_a_link_that_is_shown_once(
    region: Region,
    town: Municipality,
    whole: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = whole.post(LIST, {"invite": town.pk})
    page = made.content.decode()
    token = page.split("/access/invitation/")[1].split("/")[0]
    assert made.status_code == 200
    assert token not in whole.get(LIST).content.decode()
    client = come_by(token, monkeypatch, OTHER)
    assert "Луговской район" in text(client, HOME)
    assert live(region)["Сятко"].municipality == town


@pytest.mark.parametrize("wanted", ["", "x", "999999"])
def test_a_municipality_that_is_none_is_told(whole: Client, wanted: str) -> None:
    answer = whole.post(LIST, {"invite": wanted})
    assert answer.status_code == 422
    assert "Выберите муниципалитет" in flat(answer.content.decode())
    assert not Invitation.objects.filter(used_at=None).exists()


def test_a_second_link_moves_a_municipal_one_and_leaves_the_regions_where_he_is(
    region: Region,
    town: Municipality,
    whole: Client,
    municipal: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    city = Municipality.objects.get(region=region, name="Город")
    operator(region, monkeypatch, town=city, person=OTHER)
    operator(region, monkeypatch, town=city)
    assert {name: one.municipality for name, one in live(region).items()} == {
        "Сятко": city,
        "Нуйя": None,
    }
    operator(region, monkeypatch, person=OTHER)
    assert live(region)["Сятко"].municipality is None


def test_the_walls_show_a_municipal_one_nobody_but_himself(
    region: Region, whole: Client, municipal: Client
) -> None:
    him = live(region)["Сятко"]
    by = operating.keeper(him.account_id)
    assert by is not None
    with behind(by.actor()):
        assert list(Operator.objects.all()) == [him]
    with behind(replace(by.actor(), region=region.pk, kind=Kind.FAMILY)):
        assert list(Operator.objects.all()) == [him]


def test_his_name_follows_what_gosuslugi_call_him(
    region: Region, municipal: Client
) -> None:
    him = live(region)["Сятко"]
    with behind(Actor(Kind.DOOR, "test", account=him.account_id)):
        Operator.objects.update(short_name="")
    assert operating.may_come_in(him.account_id, OTHER)
    assert "Сятко" in live(region)


def test_inviting_and_dismissing_leave_a_line_each(
    region: Region, town: Municipality, whole: Client, municipal: Client
) -> None:
    # A line of no school nobody reads through the walls: what is sent is looked at.
    him = live(region)["Сятко"].pk
    for sent, act in (
        ({"invite": town.pk}, "invite_operator"),
        ({"end": him}, "dismiss_operator"),
        ({"end": him}, None),
    ):
        with CaptureQueriesContext(connection) as captured:
            whole.post(LIST, sent)
        lines = [one["sql"] for one in captured if "INTO audit_line" in one["sql"]]
        assert [act in line for line in lines] == ([True] if act else [])
