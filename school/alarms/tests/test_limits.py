"""How much is too much: the usual, a region's own, and who says so."""

from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from school.access.models import Session
from school.access.proving import FRESH
from school.access.tests.test_municipal_operators import OTHER
from school.access.tests.test_operator_page import PERSON, operator
from school.alarms.limiting import limits_of
from school.alarms.limits import NAMES, USUAL, Limits, most, read_limits
from school.alarms.models import AlarmLimits
from school.alarms.tests.test_alarms import PAGE, REGION, acts, found, looks
from school.alarms.tests.test_outside import TEN, opens, strangers
from school.lib import clock
from school.regions.models import Municipality, Region
from school.registry.tests.conftest import Office, office, words

__all__ = ["office"]
pytestmark = pytest.mark.django_db

SAVE = REGION + "limits/"
OWN = Limits(cards=50, outside=20, exports=2, numbers=5)
SENT = {name: str(number) for name, number in asdict(OWN).items()}


@pytest.fixture
def whole(office: Office, monkeypatch: pytest.MonkeyPatch) -> Client:
    person = replace(PERSON, proved_at=clock.now())
    return operator(office.rows.region, monkeypatch, person=person)


def test_what_was_typed_is_read() -> None:
    assert read_limits(SENT) == (OWN, {})
    assert read_limits({name: str(most(name)) for name in NAMES})[0] is not None


@pytest.mark.parametrize(
    "typed", ["", "0", "-1", "1.5", "сто", "²", "10\x00 0", "301", "9" * 5000]
)
def test_what_is_no_border_has_a_sentence(typed: str) -> None:
    wrong = {"cards": "Впишите число от 1 до 300."}
    assert read_limits({**SENT, "cards": typed}) == (None, wrong)


def test_every_border_has_its_name_and_none_can_be_taken_away() -> None:
    assert NAMES.keys() == asdict(USUAL).keys()
    assert [most(name) for name in NAMES] == [300, 120, 9, 30]


def test_a_region_s_own_borders_are_counted_by(office: Office, whole: Client) -> None:
    looks(office, OWN.cards + 1)
    opens(office, strangers(OWN.outside + 1), since=TEN + timedelta(hours=5))
    acts(office, OWN.exports + 1, "export_registry", "school:1", hour=10)
    acts(office, OWN.numbers + 1, "open_card", "card:7 documents", hour=21)
    assert found(office) == []
    assert whole.post(SAVE, SENT)["Location"] == REGION
    assert [cause for cause, *_ in found(office)] == [
        "cards",
        "exports",
        "numbers",
        "outside",
    ]


def test_another_region_keeps_the_usual(office: Office, whole: Client) -> None:
    whole.post(SAVE, SENT)
    far = Region.objects.create(slug="x", name="Дальний", policy_line="ryazan")
    assert limits_of(far) == USUAL
    assert limits_of(office.rows.region) == OWN


def test_the_school_and_the_region_read_them(office: Office, whole: Client) -> None:
    usual = "открыл за день больше 100 карточек или за час больше 40 не своего класса"
    own = "открыл за день больше 50 карточек или за час больше 20 не своего класса"
    head = office.head()
    for client, place in ((head, PAGE), (whole, REGION)):
        assert usual in words(client.get(place))
    whole.post(SAVE, SENT)
    for client, place in ((head, PAGE), (whole, REGION)):
        assert own in words(client.get(place))


def test_the_trail_keeps_the_four_numbers(whole: Client) -> None:
    # A line of no school nobody reads through the walls: what is sent is looked at.
    with CaptureQueriesContext(connection) as captured:
        whole.post(SAVE, SENT)
    (line,) = [one["sql"] for one in captured if "INTO audit_line" in one["sql"]]
    assert "limit_alarms" in line
    assert "cards:50 outside:20 exports:2 numbers:5" in line


def test_what_is_wrong_is_said_where_it_was_typed(
    office: Office, whole: Client
) -> None:
    answer = whole.post(SAVE, {**SENT, "exports": "много"})
    assert answer.status_code == 422
    assert "Впишите число от 1 до 9." in words(answer)
    assert 'value="много"' in words(answer)
    assert not AlarmLimits.objects.exists()


def test_only_the_region_s_operator_changes_them_and_proves_who_he_is(
    office: Office, whole: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Municipality.objects.get(region=office.rows.region)
    municipal = operator(office.rows.region, monkeypatch, town=town, person=OTHER)
    for person in (office.head(), office.teacher(), municipal):
        assert person.post(SAVE, SENT).status_code == 404
    Session.objects.update(proved_at=clock.now() - FRESH)
    assert whole.post(SAVE, SENT)["Location"].startswith("/access/again/")
    assert not AlarmLimits.objects.exists()
