"""The guide by hand and on paper: three presses without a script, one sheet of A4."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]
ON_PAPER = (
    "/help/",
    "/help/sign-in/?who=parent",
    "/help/sign-in/?who=parent&words=diary_not_found",
    "/help/instructions/pupil-0-14/",
    "/help/instructions/pupil-14-18/",
    "/help/phone/",
    "/help/privacy/",
)
_SHEET = re.compile(rb"/Type\s*/Page\b")


def test_a_family_finds_its_answer_from_the_door_without_a_script(
    stack: Stack, somebody: Somebody
) -> None:
    page = somebody(java_script_enabled=False)
    page.goto(f"{stack.school}/access/")
    page.get_by_role("link", name="Узнать почему").click()
    page.get_by_role("link", name="Ученик").click()
    page.get_by_role("link", name="Ученик до 14 лет").click()
    page.get_by_role("link", name="согласие одного из родителей").click()
    steps.expect_page(page, "help-answer")
    stop = page.locator("[aria-current='step']")
    expect(stop).to_contain_text("Согласие одного из родителей")
    expect(stop).to_contain_text("Делает один из родителей.")


def test_the_guide_says_what_the_refused_page_says(
    stack: Stack, somebody: Somebody
) -> None:
    refused = somebody()
    steps.sign_in(refused, stack, "dmitry")
    message = steps.refusal(refused)["message"]
    said = refused.locator(".message").inner_text()
    ladder = refused.locator(".ladder").inner_text()
    page = somebody()
    page.goto(f"{stack.school}/help/sign-in/?who=parent")
    page.get_by_role("link", name=said).click()
    assert page.locator("main").get_attribute("data-message") == message
    assert ladder in page.locator(".ladder").all_inner_texts()


@pytest.mark.parametrize("address", ON_PAPER)
def test_a_page_of_help_is_one_sheet(
    stack: Stack, somebody: Somebody, address: str
) -> None:
    page = somebody()
    page.goto(stack.school + address)
    assert len(_SHEET.findall(page.pdf(format="A4"))) == 1
