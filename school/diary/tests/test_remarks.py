"""A teacher's remarks as a family reads them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from school.diary.tests import pages
from school.diary.tests.cast import BEGIN, Place
from school.diary.tests.conftest import WEDNESDAY
from school.diary.tests.pages import FamilyOf
from school.people.models import Card, Employee


@pytest.fixture
def classmates(city: Place) -> tuple[Card, Card]:
    """Мария, of whom something is said on Wednesday, and Пётр, of whom nothing is."""
    maria, other, group = city.pupil("Мария"), city.pupil("Пётр"), city.group("Музыка")
    city.enrol(maria, group)
    city.enrol(other, group)
    lesson = city.lesson(group, WEDNESDAY)
    city.remark(lesson, maria, "Пела\nгромче <всех>")
    signed = {"name": "Петрова И.", "position": "учитель", "since_date": BEGIN}
    city.put(Employee, card=city.teacher, **signed)
    return maria, other


@pytest.mark.parametrize(
    "address", [pages.week, lambda card: pages.day(card, WEDNESDAY)]
)
def test_a_remark_stands_at_its_lesson_word_for_word_and_signed(
    classmates: tuple[Card, Card], family_of: FamilyOf, address: pages.Address
) -> None:
    maria, _ = classmates
    client = family_of(maria).client
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address(maria)).content.decode()
    assert "<b>Замечание.</b> Пела\nгромче &lt;всех&gt; " in page
    assert "— Петрова И.</span>" in page
    assert sum("FROM remark" in query["sql"] for query in captured) == 1


def test_a_classmates_family_reads_nothing_of_it(
    classmates: tuple[Card, Card], family_of: FamilyOf
) -> None:
    _, other = classmates
    words = pages.words(family_of(other).client, pages.week(other))
    assert "Музыка" in words
    assert "Замечание" not in words


def test_a_remark_that_was_taken_back_is_gone(
    city: Place, classmates: tuple[Card, Card], family_of: FamilyOf
) -> None:
    maria, _ = classmates
    group = city.group("Математика")
    city.enrol(maria, group)
    lesson = city.lesson(group, WEDNESDAY - timedelta(1))
    said = city.remark(lesson, maria, "Нет тетради")
    client = family_of(maria).client
    before = client.get(pages.week(maria))
    city.change(said, text=None)
    after = client.get(pages.week(maria), headers={"If-None-Match": before["ETag"]})
    assert "Нет тетради" in before.content.decode()
    assert after.status_code == 200
    assert "тетради" not in after.content.decode()
    assert "Пела" in after.content.decode()
