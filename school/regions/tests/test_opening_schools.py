"""A school is opened by one command, or there is a sentence why not."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from school.lib.keys import to_text
from school.regions.models import Municipality, Region, School

pytestmark = pytest.mark.django_db


@pytest.fixture
def region() -> Region:
    return Region.objects.create(slug="r", name="Область", policy_line="ryazan")


def opened(name: str, town: str = "Рязань", *more: str) -> str:
    said = StringIO()
    words = ("--name", name, "--municipality", town, *more)
    call_command("open_school", *words, stdout=said)
    return said.getvalue()


def test_a_school_is_opened_and_its_key_is_told(region: Region) -> None:
    said = opened("  Школа   № 12 ")
    school = School.objects.get()
    assert said == f"Школа «Школа № 12» открыта, ключ {to_text(school.key)}.\n"
    assert school.region == region


def test_two_schools_share_their_municipality(region: Region) -> None:
    opened("Школа № 1")
    opened("Школа № 2")
    assert Municipality.objects.count() == 1


@pytest.mark.parametrize("name", ["", " ", "Школа\x00", "Ш" * 301])
def test_an_absurd_name_is_refused(region: Region, name: str) -> None:
    with pytest.raises(CommandError, match="Названия школы и района"):
        opened(name)


def test_the_same_school_is_not_opened_twice(region: Region) -> None:
    opened("Школа № 1")
    with pytest.raises(CommandError, match="уже есть"):
        opened("Школа № 1")
    opened("Школа № 1", town="Касимов")


def test_without_a_region_there_is_no_place_for_it() -> None:
    with pytest.raises(CommandError, match="open_region"):
        opened("Школа № 1")


def test_of_several_regions_one_must_be_named(region: Region) -> None:
    other = Region.objects.create(slug="s", name="Край", policy_line="vologda")
    with pytest.raises(CommandError, match="назовите один в --region: r, s"):
        opened("Школа № 1")
    with pytest.raises(CommandError, match="Региона «t» нет"):
        opened("Школа № 1", "Рязань", "--region", "t")
    opened("Школа № 1", "Вологда", "--region", "s")
    assert School.objects.get().region == other
