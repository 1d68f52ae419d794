"""Stories of a parent and a child: from the card in «Семья и дети» to the diary."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import gosuslugi, steps
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]

_TIMUR = {
    "Фамилия": "Лебедев",
    "Имя": "Тимур",
    "Отчество — если есть": "Ильич",
    "Дата рождения": "06.02.2017",
    "Серия свидетельства о рождении": "IV-ОЯ",
    "Номер свидетельства": "540031",
}


def test_story_16_a_child_comes_in_once_his_mother_has_done_her_part(
    stack: Stack, somebody: Somebody
) -> None:
    vera, timur = somebody(width=390), somebody(width=390)
    gosuslugi.enter(vera, stack, "vera")
    gosuslugi.section(vera, "Семья и дети")
    vera.get_by_role("link", name="Добавить ребёнка").click()
    gosuslugi.type_in(vera, _TIMUR)
    vera.get_by_label("Мужской").check()
    vera.get_by_role("button", name="Отправить на проверку").click()
    gosuslugi.child(vera, "Лебедев Тимур")
    gosuslugi.wait_for_check(vera)
    gosuslugi.make_account(vera, "timur")
    steps.sign_in(timur, stack, "timur")
    steps.agree(timur)
    told = steps.refusal(timur)
    assert (told["message"], told["step"]) == ("CONSENT_OF_PARENT", "consent")
    expect(timur.locator("main")).to_contain_text("Согласия уже запрошены")
    gosuslugi.open_notice(vera)
    expect(vera.locator("main")).to_contain_text("Лебедев Тимур")
    gosuslugi.give(vera)
    timur.get_by_role("button", name="Попробовать войти снова").click()
    steps.expect_page(timur, "diary-week")


def test_story_17_a_certificate_entered_again_passes_the_check(
    stack: Stack, somebody: Somebody
) -> None:
    nina, gleb = somebody(width=390), somebody(width=390)
    gosuslugi.enter(nina, stack, "nina")
    gosuslugi.child(nina, "Котов Глеб")
    gosuslugi.certify_again(nina, "IV-ОЯ", "540032")
    gosuslugi.make_account(nina, "kotov")
    # Nobody has asked her: the school portfolio lets her agree beforehand.
    gosuslugi.section(nina, "Школьное портфолио")
    nina.get_by_role("button", name="Предоставить согласие").click()
    expect(nina.get_by_role("heading", level=1)).to_have_text("Согласие предоставлено")
    steps.sign_in(gleb, stack, "kotov")
    steps.agree(gleb)
    steps.expect_page(gleb, "diary-week")


def test_story_21_a_pupil_confirms_the_account_that_his_mother_made(
    stack: Stack, somebody: Somebody
) -> None:
    marina, artur = somebody(width=390), somebody(width=390)
    gosuslugi.enter(marina, stack, "marina")
    gosuslugi.child(marina, "Власов Артур")
    gosuslugi.make_account(marina, "artur")
    steps.sign_in(artur, stack, "artur")
    steps.agree(artur)
    assert steps.refusal(artur)["message"] == "ACCOUNT_NOT_CONFIRMED"
    gosuslugi.come_back(artur, stack)
    gosuslugi.bring_papers(artur)
    gosuslugi.confirm(artur)
    steps.open_door(artur, stack)
    assert steps.refusal(artur)["message"] == "CONSENT_OF_PARENT"
    gosuslugi.open_notice(marina)
    gosuslugi.give(marina)
    artur.get_by_role("button", name="Попробовать войти снова").click()
    steps.expect_page(artur, "diary-week")


@pytest.mark.parametrize("certificate", [None, ("II-ОЯ", "540038")])
def test_stories_22_and_23_a_parent_ties_the_account_that_a_pupil_has(
    stack: Stack, somebody: Somebody, certificate: tuple[str, str] | None
) -> None:
    """In story 23 the button is not there until the certificate is right."""
    family = (
        ("rustam", "aidar", "Галеев") if certificate else ("ksenia", "yegor", "Тих")
    )
    parent, pupil = somebody(width=390), somebody(width=390)
    gosuslugi.enter(parent, stack, family[0])
    gosuslugi.child(parent, family[2])
    if certificate:
        expect(parent.get_by_role("link", name="Привязать")).to_have_count(0)
        gosuslugi.certify_again(parent, *certificate)
    code = gosuslugi.code_for(parent, family[1])
    gosuslugi.enter(pupil, stack, family[1])
    gosuslugi.enter_code(pupil, code)
    gosuslugi.child(parent, family[2])
    expect(parent.locator("main")).to_contain_text("Учётная запись привязана")
    steps.open_door(pupil, stack)
    steps.agree(pupil)
    steps.expect_page(pupil, "diary-week")


def test_story_24_the_window_comes_when_a_consent_goes_and_the_diary_asks_again(
    stack: Stack, somebody: Somebody
) -> None:
    lyudmila, polina = somebody(width=390), somebody(width=390)
    gosuslugi.enter(lyudmila, stack, "lyudmila")
    gosuslugi.child(lyudmila, "Орехова Полина")
    code = gosuslugi.code_for(lyudmila, "polina")
    expect(lyudmila.locator("main")).to_contain_text("не появилось окно для кода")
    gosuslugi.enter(polina, stack, "polina")
    expect(polina.get_by_role("link", name="Ввести код")).to_have_count(0)
    gosuslugi.take_back(polina)
    gosuslugi.leave(polina)
    gosuslugi.enter(polina, stack, "polina")
    gosuslugi.enter_code(polina, code)
    steps.open_door(polina, stack)
    expect(polina.get_by_role("heading", level=1)).to_have_text("Запрос согласия")
    steps.agree(polina)
    steps.expect_page(polina, "diary-week")
