"""How the tests of the diary's pages ask and read."""

import re
from collections.abc import Callable
from datetime import date, datetime

from django.test import Client

from school.diary.tests.conftest import MONDAY, Family
from school.lib import clock
from school.lib.keys import to_text
from school.people.models import Card

NBSP = "\N{NO-BREAK SPACE}"

FamilyOf = Callable[..., Family]
Address = Callable[[Card], str]


def week(card: Card, monday: date = MONDAY) -> str:
    return f"/diary/{monday}/?child={to_text(card.key)}"


def day(card: Card, day: date) -> str:
    return f"/diary/day/{day}/?child={to_text(card.key)}"


def words(client: Client, address: str) -> str:
    """The page's words without markup, in ordinary spaces."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    bare = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(bare.replace(NBSP, " ").split())


def today(moment: datetime) -> None:
    clock.use(clock.Clock(start=moment - clock.Clock().now()))
