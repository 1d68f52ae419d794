"""The back of a registration card: what the region's operator writes there."""

import pytest
from django.test import Client

from school.access.tests.test_municipal_operators import flat, text
from school.access.tests.test_operator_desk import municipal, region, whole
from school.regions.house_rules import (
    DEFAULT,
    MOST_LINES,
    MOST_SIGNS,
    TOO_MUCH,
    house_rules,
)
from school.regions.models import Region

__all__ = ["municipal", "region", "whole"]
pytestmark = pytest.mark.django_db
PAGE = "/access/operator/house-rules/"


def written() -> tuple[str, ...]:
    return house_rules(Region.objects.get())


def test_where_nothing_is_written_ours_stand_and_fit(whole: Client) -> None:
    assert written() == DEFAULT
    assert whole.post(PAGE, {"text": "\n".join(DEFAULT)}).status_code == 303
    assert Region.objects.get().house_rules == ""
    assert "Не называйте их никому" in text(whole, PAGE)


def test_the_regions_own_stand_till_they_are_taken_away(whole: Client) -> None:
    typed = "Пароль — тайна.\r\n\r\n  Выходите\u202e из дневника.\0 "
    assert whole.post(PAGE, {"text": typed}).status_code == 303
    assert written() == ("Пароль — тайна.", "Выходите из дневника.")
    assert whole.post(PAGE, {"text": " \n "}).status_code == 303
    assert written() == DEFAULT


@pytest.mark.parametrize("typed", ["я" * (MOST_SIGNS + 1), "я\n" * (MOST_LINES + 1)])
def test_too_much_is_refused_and_stays_in_the_field(whole: Client, typed: str) -> None:
    answer = whole.post(PAGE, {"text": typed})
    assert answer.status_code == 422
    assert TOO_MUCH in flat(answer.content.decode()).replace("\xa0", " ")
    assert typed[:50] in answer.content.decode()
    assert written() == DEFAULT


def test_a_municipality_does_not_write_them(municipal: Client) -> None:
    assert municipal.get(PAGE).status_code == 404
    assert municipal.post(PAGE, {"text": "Наши"}).status_code == 404
    assert written() == DEFAULT
