"""Instructions follow the rules: which account, where consent is given, what first."""

import pytest

from school.access.facts import Audience
from school.access.ladder import climb, places_in_words
from school.access.reasons import Step
from school.help.instructions import Instruction, instructions
from school.help.tests.everybody import ON, POLICIES
from school.regions.links import register
from school.regions.policy import Who


def sheets(policy: str) -> dict[str, Instruction]:
    return {each.slug: each for each in instructions(POLICIES[policy], ON)}


def titles(sheet: Instruction) -> list[str]:
    return [stage.title for stage in sheet.stages]


def test_they_stand_under_the_names_that_schools_know() -> None:
    assert [each.title for each in sheets("ryazan-2024").values()] == [
        "Создание родителем учётной записи ребёнка на Госуслугах",
        "Привязка учётной записи ребёнка к родителю на Госуслугах",
        "Авторизация ученика младше 14 лет",
        "Авторизация учащегося от 14 до 18 лет в подсистеме «Электронная школа»"
        " через ЕСИА",
        "Авторизация ученика старше 18 лет",
        "Авторизация родителя",
        "Авторизация сотрудника в «Электронном журнале» через ЕСИА",
    ]


@pytest.mark.parametrize("policy", POLICIES)
def test_every_step_says_who_acts_and_how(policy: str) -> None:
    found = instructions(POLICIES[policy], ON)
    assert len({each.slug for each in found}) == len(found)
    addresses = {each.address for each in register().links.values()} | {""}
    for sheet in found:
        assert len(sheet.stages) >= 2
        assert len(set(titles(sheet))) == len(sheet.stages)
        for stage in sheet.stages:
            assert stage.actor
            assert stage.address in addresses
            assert "снова" not in stage.text or stage.title.startswith("Ваше согласие")


@pytest.mark.parametrize("policy", POLICIES)
def test_every_way_of_the_rules_has_a_sheet_that_ends_inside(policy: str) -> None:
    found = sheets(policy)
    for bracket in POLICIES[policy].of(Who.PUPIL):
        since = bracket.since.in_months if bracket.since else 0
        audience = Audience(Who.PUPIL, since + bracket.grace_months)
        rungs = climb(POLICIES[policy], ON, audience, Step.ACCOUNT)
        if not bracket.through_esia:
            continue
        texts = {rung.instruction for rung in rungs if rung.key == "consent"}
        told = [s for s in found.values() if texts <= {g.text for g in s.stages}]
        assert told
    for who in ("parent", "staff"):
        assert found[who].stages


def test_consent_is_given_where_and_when_the_region_says() -> None:
    automatically = titles(sheets("ryazan-2024")["pupil-0-14"])
    assert automatically[-3:] == [
        "Первый вход",
        "Согласие одного из родителей",
        "Вход в дневник",
    ]
    in_portfolio = titles(sheets("vologda-2024")["pupil-0-14"])
    assert in_portfolio[-2:] == ["Согласие одного из родителей", "Вход в дневник"]
    assert "Первый вход" not in in_portfolio
    for policy in ("ryazan-2023", "ryazan-2024", "vologda-2024"):
        youngest = POLICIES[policy].of(Who.PUPIL)[0]
        slug = "pupil-0-18" if policy == "ryazan-2023" else "pupil-0-14"
        place = places_in_words(youngest.consent_given_at)
        assert any(place in stage.text for stage in sheets(policy)[slug].stages)


def test_a_password_is_told_of_where_there_is_one() -> None:
    found = sheets("ryazan-2022")
    assert titles(found["pupil-0-14"]) == [
        "Карточка с логином и паролем",
        "Вход по логину и паролю",
    ]
    assert "логину и паролю" in " ".join(found["pupil-14-14y6m"].notes)
    assert "child-account" not in found


def test_the_months_of_grace_are_told() -> None:
    notes = " ".join(sheets("ryazan-2024")["pupil-14-18"].notes)
    assert "Ещё 6 мес. после 14 лет подойдёт и детская запись" in notes
    assert "Ещё" not in " ".join(sheets("ryazan-2023")["pupil-18"].notes)
