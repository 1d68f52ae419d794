"""Who opened a child's card, as the family reads it: roles and numbers."""

from datetime import date, timedelta

import pytest

from school.diary.tests.cast import Place
from school.diary.tests.conftest import WEDNESDAY, Family
from school.diary.tests.pages import words
from school.family.looks import NEVER, in_words
from school.people.models import Card
from school.rights.models import Look


def test_each_role_is_named_once_in_a_fixed_order_with_how_often() -> None:
    found = [("administrator", 1), ("class_teacher", 2), ("class_teacher", 1)]
    assert in_words(found).replace("\xa0", " ") == (
        "За последний год карточку открывали: классный руководитель — 3 раза,"
        " администратор школы — 1 раз."
    )


def test_a_role_without_a_word_is_a_colleague_and_no_look_is_said_so() -> None:
    assert "сотрудник школы — 5" in in_words([("head", 5)])
    assert in_words([]) == NEVER


@pytest.mark.django_db
def test_a_mother_reads_of_her_own_child_and_of_the_last_year_alone(
    maria: Card, city: Place, family_of: object
) -> None:
    family: Family = family_of(maria)  # type: ignore[operator]
    other = city.pupil("Чужой")

    def looked(card: Card, role: str, day: date, times: int) -> None:
        city.put(Look, card=card, role=role, on_date=day, times=times)

    looked(maria, "class_teacher", WEDNESDAY, 2)
    looked(maria, "class_teacher", WEDNESDAY - timedelta(100), 1)
    looked(maria, "administrator", WEDNESDAY - timedelta(366), 7)
    looked(other, "administrator", WEDNESDAY, 9)
    page = words(family.client, "/family/")
    assert "карточку открывали: классный руководитель — 3 раза." in page
    assert "администратор школы" not in page
