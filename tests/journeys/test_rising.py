"""A message that nobody answers goes up by the clock, and each finds it in his turn."""

import os
import signal
import time
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.operating import operating
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]
# Sent on Wednesday the 18th: the class teacher has the whole of Thursday, then the
# administrator Monday to Wednesday.
_FRIDAY, _THURSDAY = "2026-11-20T10:00+03:00", "2026-11-26T10:00+03:00"
_PATIENCE_S = 150


def reload_until(page: Page, words: str) -> None:
    """Look again until the page says so."""
    deadline = time.monotonic() + _PATIENCE_S
    while words not in page.locator("main").inner_text().replace("\xa0", " "):
        if time.monotonic() > deadline:
            pytest.fail(f"«{words}» does not come.")
        page.wait_for_timeout(1000)
        page.reload()


def worker_anew(stack: Stack) -> None:
    """The worker looks once a minute of its own time, and first when it is started."""
    os.kill(stack.running()["pids"]["worker"], signal.SIGTERM)


def test_a_message_goes_up_by_the_clock_to_the_administrator_and_to_support(
    stack: Stack, somebody: Somebody
) -> None:
    father, mother = somebody(width=390), somebody()
    steps.sign_in(mother, stack, "natalia")
    steps.expect_page(mother, "diary-week")
    steps.sign_in(father, stack, "dmitry")
    number = steps.refusal(father)["reference"]
    father.get_by_role("link", name="форму обратной связи").click()
    steps.expect_page(father, "support-report")
    steps.write_to_school(father)

    stack.control("POST", "clock", now=_FRIDAY)
    worker_anew(stack)
    school = somebody()
    steps.sign_in(school, stack, "admin")
    school.goto(f"{stack.school}/support/messages/")
    reload_until(school, number)
    school.get_by_role("link", name=number).click()
    expect(school.locator("[data-held]")).to_contain_text("У администратора")
    expect(school.locator("[data-held]")).to_contain_text("среда, 25 ноября")
    expect(school.locator("main")).to_contain_text("передано администратору")

    stack.control("POST", "clock", now=_THURSDAY)
    worker_anew(stack)
    with operating(stack, "natalia"):
        support(somebody(), stack, number)
    back = somebody()
    steps.sign_in(back, stack, "admin")
    back.goto(f"{stack.school}/support/messages/")
    back.get_by_role("link", name=number).click()
    history = back.locator("main")
    expect(history).to_contain_text("Передано администратору. Сверьте карточку")


def support(operator: Page, stack: Stack, number: str) -> None:
    """Who keeps the region finds the message without names, and gives it back."""
    steps.sign_in(operator, stack, "natalia")
    operator.goto(f"{stack.school}/support/raised/")
    reload_until(operator, number)
    risen = operator.locator(f"[data-reference='{number}']")
    for secret in ("Иванов", "Орлов", "8 900"):
        expect(risen).not_to_contain_text(secret)
    assert Axe().run(operator).violations_count == 0
    risen.get_by_text("Вернуть в школу").first.click()
    risen.get_by_label("Сверьте карточку с документом").check()
    risen.get_by_role("button", name="Вернуть в школу").click()
    expect(operator.locator(f"[data-reference='{number}']")).to_have_count(0)
    expect(operator.locator("main")).not_to_contain_text(number)
