"""What an operator types is read as he means it, or answered with a sentence."""

from datetime import date

import pytest

from school.campaign import draft
from school.lib.keys import to_text
from school.regions.models import School

TODAY = date(2026, 11, 18)
SCHOOLS = [
    School(pk=1, key=11, municipality_id=7),
    School(pk=2, key=12, municipality_id=7),
    School(pk=3, key=13, municipality_id=8),
]
GOOD = {"title": "Сверьте списки", "text": "До пятницы.", "audience": "administrators"}


def read(*ticked: int, **sent: str) -> draft.Draft:
    keys = [to_text(each) for each in ticked]
    return draft.read(GOOD | sent, keys, SCHOOLS, TODAY)


@pytest.mark.parametrize(
    ("to", "ticked", "found"),
    [
        ("all", (), [1, 2, 3]),
        ("all", (11,), [1, 2, 3]),
        ("town-7", (), [1, 2]),
        ("chosen", (11, 13), [1, 3]),
        ("chosen", (99,), []),
        ("chosen", (), []),
        ("town-9", (), []),
        ("town-", (), []),
        ("x", (11,), []),
    ],
)
def test_it_goes_to_whom_he_chose(
    to: str, ticked: tuple[int, ...], found: list[int]
) -> None:
    made = read(*ticked, to=to)
    assert [one.pk for one in made.schools] == found
    assert ("to" in made.errors) == (not found)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", " \u200b ", "Назовите объявление"),
        ("title", "х" * 121, "помещается 120"),
        ("text", "", "Напишите, что нужно сделать."),
        ("text", "х" * 4001, "помещается 4000"),
        ("due", "завтра", "Впишите день так"),
        ("due", "2026-02-30", "Впишите день так"),
        ("due", "2026-11-17", "уже прошёл"),
        ("due", "2028-01-01", "не дальше года"),
        ("audience", "everybody", "Выберите, кто должен прочитать."),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(
    field: str, typed: str, said: str
) -> None:
    made = read(**{field: typed})
    assert list(made.errors) == [field]
    assert said in made.errors[field]


def test_a_text_keeps_its_lines_and_loses_what_nobody_sees() -> None:
    made = read(text="Первое\r\n\r\nВторое\u202e", due="2026-11-18")
    assert made.text == "Первое\n\nВторое"
    assert made.due_date == TODAY
    assert not made.errors
