"""An empty installation gets its region by one command, or a sentence why not."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from school.lib import clock
from school.regions.models import HelpLine, Region
from school.regions.opening import NotOpened, Wanted, open_region

pytestmark = pytest.mark.django_db

RIGHT = {
    "--name": " Ваша   область ",
    "--slug": "vasha",
    "--policy": "vologda",
    "--time-zone": "Asia/Yekaterinburg",
}


def opened(**changed: str) -> str:
    """What the command says when these arguments are typed otherwise."""
    typed = RIGHT | {
        f"--{name.replace('_', '-')}": value for name, value in changed.items()
    }
    said = StringIO()
    call_command(
        "open_region", *(f"{name}={typed[name]}" for name in typed), stdout=said
    )
    return said.getvalue()


def test_a_region_is_opened_and_its_door_with_it() -> None:
    assert opened() == "Регион «Ваша область» открыт, правила «vologda».\n"
    region = Region.objects.get()
    assert (region.slug, region.time_zone) == ("vasha", "Asia/Yekaterinburg")
    assert not HelpLine.objects.exists()
    page = Client().get("/access/")
    assert page.status_code == 200
    assert "Ваша область" in page.content.decode()


def test_a_hot_line_is_opened_with_it() -> None:
    opened(phone="8 (800) 000-00-00", hours="9:00–18:00", lunch="13:00-14:00")
    line = HelpLine.objects.get()
    hours = (line.opens, line.lunch_since, line.lunch_until, line.closes)
    assert [f"{each:%H:%M}" for each in hours] == ["09:00", "13:00", "14:00", "18:00"]
    assert "8 (800) 000-00-00" in Client().get("/access/").content.decode()


@pytest.mark.parametrize(
    ("argument", "value", "sentence"),
    [
        ("name", "  ", "Название региона"),
        ("name", "Область\x00", "Название региона"),
        ("name", "о" * 201, "до 200 знаков"),
        ("slug", "Ваша", "Краткое имя «Ваша» не годится"),
        ("slug", "1", "Краткое имя"),
        ("policy", "moscow", "Правил «moscow» нет. Есть: meshchora, ryazan, vologda."),
        ("time_zone", "Москва", "Часового пояса «Москва» нет"),
        ("time_zone", "localtime", "Часового пояса «localtime» нет"),
        ("time_zone", "../etc/passwd", "Часового пояса"),
        ("phone", "позвоните", "Телефон «позвоните» не похож на номер"),
        ("hours", "8-17", "а не «8-17»"),
        ("hours", "25:00-26:00", "Часы линии"),
        ("hours", "17:00-8:00", "Часы линии"),
        ("lunch", "7:00-7:30", "обед внутри рабочего дня"),
    ],
)
def test_bad_input_is_refused_in_a_sentence_and_makes_nothing(
    argument: str, value: str, sentence: str
) -> None:
    with pytest.raises(CommandError) as refused:
        opened(**{argument: value})
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not Region.objects.exists()


def test_one_installation_has_one_region() -> None:
    opened()
    with pytest.raises(CommandError, match="Регион уже открыт: «Ваша область»"):
        opened(slug="other", name="Другая область")
    assert Region.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_operators_at_once_one_opens_it() -> None:
    ready = Barrier(2)

    def one(slug: str) -> Region | NotOpened:
        wanted = Wanted(slug, "Область", "ryazan", "Europe/Moscow")
        try:
            connection.ensure_connection()
            ready.wait(timeout=10)
            return open_region(wanted, at=clock.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(one, ("first", "second")))
    assert sum(isinstance(each, Region) for each in done) == 1
    assert Region.objects.count() == 1
