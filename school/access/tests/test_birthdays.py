"""Birthdays that change the way in: which, when, and in which words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from school.access.birthdays import Border, coming
from school.access.tests.invented import RULES
from school.regions.policy import Age
from school.regions.rules import Rules

RYAZAN, VOLOGDA = RULES["ryazan"], RULES["vologda"]
OLD = Rules("ryazan", RYAZAN.policies[:1])
OF_2023 = Rules("ryazan", RYAZAN.policies[1:2])
BORN = date(2012, 11, 22)
FOURTEEN = date(2026, 11, 22)


def before(day: date, days: int) -> date:
    return day - timedelta(days=days)


def told(rules: Rules, day: date, days: int, born: date = BORN) -> Border | None:
    return coming(rules, born, before(day, days))


@pytest.mark.parametrize(
    ("days", "distance"),
    [(30, 30), (29, 30), (15, 30), (14, 14), (4, 14), (3, 3), (1, 3)],
)
def test_fourteen_is_told_thirty_fourteen_and_three_days_before(
    days: int, distance: int
) -> None:
    found = told(RYAZAN, FOURTEEN, days)
    assert found is not None
    assert (found.age, found.on, found.distance) == (Age(14), FOURTEEN, distance)


@pytest.mark.parametrize("days", [31, 0, -1])
def test_earlier_and_on_the_day_there_is_nothing_to_tell(days: int) -> None:
    assert told(RYAZAN, FOURTEEN, days) is None


def test_each_age_and_distance_has_a_number_of_its_own() -> None:
    eighteen = date(2030, 11, 22)
    borders = [
        told(RYAZAN, day, days) for day in (FOURTEEN, eighteen) for days in (30, 14, 3)
    ]
    assert len({border.key for border in borders if border}) == 6


def test_what_changes_at_fourteen_comes_from_the_rules() -> None:
    found = told(RYAZAN, FOURTEEN, 14)
    assert found is not None
    assert found.sentences(before(FOURTEEN, 14)) == (
        "Через 14 дней ученику исполнится 14 лет.",
        "Учётная запись: сейчас — детская или подтверждённая; потом — подтверждённая.",
        "Прежний порядок: сейчас — действует; потом — подходит ещё 6 мес. после 14"
        " лет.",
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [(3, "Через 3 дня"), (1, "Завтра"), (21, "Через 21 день"), (30, "Через 30 дней")],
)
def test_the_days_are_counted_in_russian(days: int, words: str) -> None:
    found = told(RYAZAN, FOURTEEN, days)
    assert found is not None
    assert found.sentences(before(FOURTEEN, days))[0] == (
        f"{words} ученику исполнится 14 лет."
    )


def test_the_end_of_grace_is_told_as_half_a_year_more() -> None:
    found = told(VOLOGDA, date(2027, 5, 22), 30)
    assert found is not None
    assert str(found.age) == "14,5"
    assert found.changes == (("прежний порядок", "ещё подходит", "не подойдёт"),)


def test_in_2022_fourteen_and_a_half_ends_the_password() -> None:
    found = told(OLD, date(2027, 5, 22), 3)
    assert found is not None
    assert found.changes == (
        (
            "вход",
            "через Госуслуги или по логину и паролю с карточки",
            "через Госуслуги",
        ),
    )


def test_at_eighteen_the_consent_is_ones_own() -> None:
    found = told(RYAZAN, date(2030, 11, 22), 30)
    assert found is not None
    assert found.age == Age(18)
    (what, was, will_be), _ = found.changes
    assert what == "согласие"
    assert was.startswith("одного из родителей")
    assert will_be.startswith("своё")


@pytest.mark.parametrize("rules", [RYAZAN, VOLOGDA, OLD])
def test_at_eighteen_the_switch_is_named_whatever_else_changes(rules: Rules) -> None:
    found = told(rules, date(2030, 11, 22), 30)
    assert found is not None
    assert (found.on, found.distance) == (date(2030, 11, 22), 30)
    assert found.sentences(before(found.on, 30))[-1] == (
        "Дневник для родителей: сейчас — открыт; потом — открыт, пока ученик не"
        " выключит «Родители видят мой дневник»."
    )


def test_where_he_is_asked_first_the_diary_closes() -> None:
    asking = replace(RYAZAN.policies[-1], parents_of_adults="with_consent")
    found = told(Rules("ryazan", (asking,)), date(2030, 11, 22), 3)
    assert found is not None
    assert found.changes[-1][2].startswith("закрыт, пока ученик не включит")


def test_an_age_that_the_rules_do_not_know_is_told_nobody() -> None:
    assert told(OF_2023, FOURTEEN, 14) is None
    same = RYAZAN.policies[-1]
    youngest, teens, *rest = same.brackets
    alike = replace(youngest, since=teens.since, until=teens.until)
    unchanged = replace(same, brackets=(youngest, alike, *rest))
    assert told(Rules("ryazan", (unchanged,)), FOURTEEN, 14) is None


def test_rules_that_begin_on_the_birthday_are_told_as_they_will_be() -> None:
    # On 1 April 2024 the rules of 2024 begin, and somebody is fourteen.
    found = told(RYAZAN, date(2024, 4, 1), 14, born=date(2010, 4, 1))
    assert found is not None
    changed = {what: (was, will_be) for what, was, will_be in found.changes}
    assert changed["учётная запись"] == (
        "детская или подтверждённая",
        "подтверждённая",
    )
    assert "«Согласиях и доверенностях»" in changed["согласие"][1]


def test_the_31st_comes_on_the_last_day_of_the_month() -> None:
    grace_ends = date(2027, 2, 28)
    found = told(RYAZAN, grace_ends, 3, born=date(2012, 8, 31))
    assert found is not None
    assert found.on == grace_ends
    leap = told(RYAZAN, date(2026, 2, 28), 3, born=date(2012, 2, 29))
    assert leap is not None
    assert (leap.age, leap.on) == (Age(14), date(2026, 2, 28))
