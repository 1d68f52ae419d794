"""The rules in plain Russian: brackets, what the next rules change, the document."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from school.regions import in_words
from school.regions.booklet import booklet
from school.regions.changes import Change, turn
from school.regions.overview import overview
from school.regions.rules import Age, Policy, PolicyError, Rules, load

ROOT = Path(__file__).resolve().parents[3]
RULES = load(ROOT / "policies")
RYAZAN = RULES["ryazan"]
OF_2022, OF_2023, OF_2024 = RYAZAN.policies


def said(policy: Policy) -> dict[str, dict[str, str]]:
    return {row.title: dict(row.terms) for row in in_words.rows(policy)}


def test_the_document_is_made_from_the_files() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == booklet(RULES), "python -m school.regions.booklet > docs/rules.md"


def test_every_bracket_is_told_by_who_and_age() -> None:
    assert list(said(OF_2022)) == [
        "Ученик до 14 лет",
        "Ученик от 14 до 14,5 года",
        "Ученик с 14,5 года",
        "Родитель",
        "Сотрудник школы",
    ]
    assert said(OF_2024)["Ученик от 14 до 18 лет"] == {
        "вход": "через Госуслуги",
        "учётная запись": "подтверждённая",
        "сверка": "по СНИЛС или свидетельству о рождении, дате рождения и ФИО",
        "согласие": (
            "одного из родителей, запрашивается автоматически,"
            " даётся в «Согласиях и доверенностях»"
        ),
        "прежний порядок": "подходит ещё 6 мес. после 14 лет",
    }
    assert said(OF_2022)["Ученик до 14 лет"]["вход"] == "по логину и паролю с карточки"
    assert said(RULES["vologda"].policies[0])["Ученик до 14 лет"]["согласие"] == (
        "одного из родителей, даётся в «Школьном портфолио»"
    )


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (Age(14), "14 лет"),
        (Age(14, 6), "14,5 года"),
        (Age(14, 3), "14 лет 3 мес."),
        (Age(21), "21 года"),
        (Age(11), "11 лет"),
    ],
)
def test_an_age_is_said_after_its_preposition(age: Age, words: str) -> None:
    assert in_words.years(age) == words


def test_a_change_is_told_age_by_age_with_both_values() -> None:
    told = turn(OF_2023, OF_2024)
    assert told.on == date(2024, 4, 1)
    assert not told.asks_again
    assert told.changes[1] == Change(
        "Ученик от 14 до 18 лет",
        "учётная запись",
        "детская или подтверждённая",
        "подтверждённая",
    )
    assert told.changes[-1] == Change(
        "Ученик от 14 до 18 лет",
        "прежний порядок",
        "нет",
        "подходит ещё 6 мес. после 14 лет",
    )
    assert {each.whom for each in told.changes} == {
        "Ученик до 14 лет",
        "Ученик от 14 до 18 лет",
    }


def test_what_holds_for_everybody_stands_first() -> None:
    first = turn(OF_2022, OF_2023).changes[0]
    assert first == Change(
        "Для всех", "название системы", "«ОБРАЗОВАНИЕ»", "«Электронная школа»"
    )


def test_ages_that_change_alike_are_told_once() -> None:
    assert turn(OF_2024, OF_2024).changes == ()
    elsewhere = tuple(
        replace(each, consent_given_at=("portfolio",))
        if each.consent == "parent"
        else each
        for each in OF_2024.brackets
    )
    (change,) = turn(OF_2024, replace(OF_2024, brackets=elsewhere)).changes
    assert (change.whom, change.what) == ("Ученик до 18 лет", "согласие")


def test_other_data_make_gosuslugi_ask_again_but_not_their_order() -> None:
    fewer = replace(OF_2024, data_asked=("fullname", "birthdate", "snils"))
    turned = replace(OF_2024, data_asked=OF_2024.data_asked[::-1])
    assert turn(OF_2023, fewer).asks_again
    assert not turn(OF_2023, turned).asks_again


def test_the_overview_names_the_next_rules_until_they_begin() -> None:
    waiting = overview(RYAZAN, date(2024, 3, 31))
    assert waiting.policy is OF_2023
    assert waiting.since == "17 ноября 2023 года"
    assert waiting.turn is not None
    assert (waiting.turn.policy, waiting.begins) == (OF_2024, "1 апреля 2024 года")
    begun = overview(RYAZAN, date(2024, 4, 1))
    assert (begun.policy, begun.turn, begun.begins) == (OF_2024, None, "")
    with pytest.raises(PolicyError, match="правил нет"):
        overview(Rules("ryazan", (OF_2024,)), date(2024, 3, 31))
