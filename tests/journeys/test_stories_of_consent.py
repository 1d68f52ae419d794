"""Stories of a parent's consent: asked, given by one of two, taken back; and of 18."""

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys import gosuslugi, steps
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]

_BIRTHDAY = "2026-11-25T12:00+03:00"
_AT_ONCE_S = 60
_LOOKS_AGAIN_MS = 1000


def test_story_18_one_of_two_parents_is_enough(
    stack: Stack, somebody: Somebody
) -> None:
    alisa, anton, yulia = (somebody(width=390) for _ in range(3))
    steps.sign_in(alisa, stack, "alisa")
    steps.agree(alisa)
    told = steps.refusal(alisa)
    assert (told["message"], told["step"]) == ("CONSENT_OF_PARENT", "consent")
    expect(alisa.locator("main")).to_contain_text("Последний запрос — 18 ноября")
    gosuslugi.enter(yulia, stack, "yulia")
    gosuslugi.open_notice(yulia)
    gosuslugi.give(yulia)
    gosuslugi.enter(anton, stack, "anton")
    gosuslugi.open_notice(anton)
    expect(anton.locator("main")).to_contain_text("Второго не нужно")
    gosuslugi.come_back(alisa, stack)
    gosuslugi.section(alisa, "Уведомления")
    expect(alisa.locator("main")).to_contain_text("Согласие родителя предоставлено")
    alisa.get_by_role("link", name="Вернуться").first.click()
    alisa.get_by_role("button", name="Войти через Госуслуги").click()
    steps.expect_page(alisa, "diary-week")


def test_story_26_a_consent_given_in_the_account_lets_the_son_in(
    stack: Stack, somebody: Somebody
) -> None:
    tatiana, mark = _a_son_comes_in(stack, somebody)
    steps.open_door(tatiana, stack)
    steps.agree(tatiana)
    steps.expect_page(tatiana, "diary-week")
    tatiana.get_by_role("link", name="Семья и доступ").first.click()
    agreements = tatiana.locator("#consents")
    expect(agreements).to_contain_text("За ребёнка: Марк")
    expect(agreements).to_contain_text("Действует с 18 ноября 2026")
    expect(mark.locator("header.top")).to_contain_text("Марк")


def test_a_consent_taken_back_signs_the_son_out_and_not_his_mother(
    stack: Stack, somebody: Somebody
) -> None:
    tatiana, mark = _a_son_comes_in(stack, somebody)
    mother = tatiana.context.new_page()
    steps.open_door(mother, stack)
    steps.agree(mother)
    steps.expect_page(mother, "diary-week")
    gosuslugi.come_back(tatiana, stack)
    gosuslugi.section(tatiana, "Согласия и доверенности")
    ours = tatiana.get_by_role("listitem").filter(has_text="Жуков Марк")
    ours.get_by_role("link").click()
    tatiana.get_by_role("button", name="Отозвать согласие").click()
    expect(tatiana.get_by_role("heading", level=1)).to_have_text("Согласие отозвано")
    _wait_until_out(mark)
    mother.get_by_role("link", name="Семья и доступ").first.click()
    steps.expect_page(mother, "family")
    expect(mother.locator("#consents")).to_contain_text("Отозвано")
    steps.open_door(mark, stack)
    assert steps.refusal(mark)["message"] == "CONSENT_OF_PARENT"


def test_story_28_on_his_eighteenth_birthday_he_agrees_and_decides_himself(
    stack: Stack, somebody: Somebody
) -> None:
    zhanna, nikita = somebody(width=390), somebody(width=390)
    steps.sign_in(zhanna, stack, "zhanna")
    steps.agree(zhanna)
    zhanna.get_by_role("link", name="Семья и доступ").first.click()
    expect(zhanna.locator("main")).to_contain_text("Скоро 18 лет — 25 ноября 2026")
    expect(zhanna.locator("#consents")).to_contain_text("За ребёнка: Никита")
    stack.control("POST", "clock", now=_BIRTHDAY)
    steps.sign_in(nikita, stack, "nikita")
    steps.agree(nikita)
    steps.expect_page(nikita, "diary-week")
    gosuslugi.enter(zhanna, stack, "zhanna")  # a week later she signs in again
    gosuslugi.section(zhanna, "Школьное портфолио")
    expect(zhanna.get_by_role("heading", name="Ларин Никита")).to_have_count(0)
    zhanna.goto(f"{stack.school}/diary/")  # and the diary still knows her phone
    steps.expect_page(zhanna, "diary-week")
    zhanna.get_by_role("link", name="Семья и доступ").first.click()
    steps.expect_page(zhanna, "family")
    expect(zhanna.locator("main")).not_to_contain_text("Скоро 18 лет")
    expect(zhanna.locator("#consents")).not_to_contain_text("За ребёнка")


def _a_son_comes_in(stack: Stack, somebody: Somebody) -> tuple[Page, Page]:
    """Stopped at first; his mother agrees in her account; he tries again."""
    tatiana, mark = somebody(width=390), somebody(width=390)
    steps.sign_in(mark, stack, "mark")
    steps.agree(mark)
    assert steps.refusal(mark)["message"] == "CONSENT_OF_PARENT"
    gosuslugi.enter(tatiana, stack, "tatiana")
    gosuslugi.section(tatiana, "Согласия и доверенности")
    asked = tatiana.get_by_role("listitem").filter(has_text="Ждёт ответа")
    asked.get_by_role("link").click()
    gosuslugi.give(tatiana)
    mark.get_by_role("button", name="Попробовать войти снова").click()
    steps.expect_page(mark, "diary-week")
    return tatiana, mark


def _wait_until_out(page: Page) -> None:
    """The worker looks at the register three times a minute."""
    until = time.monotonic() + _AT_ONCE_S
    while page.locator("main[data-page='sign-in']").count() == 0:
        assert time.monotonic() < until, "he still reads a minute after"
        page.wait_for_timeout(_LOOKS_AGAIN_MS)
        page.reload()
