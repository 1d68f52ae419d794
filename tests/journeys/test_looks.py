"""Every page in light and dark, on a phone and a desk: no fault, no sideways scroll."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys import drawn, steps
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]

_RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    }
}


@dataclass(frozen=True)
class Screen:
    """A page of the product: who sees it, and where it is."""

    name: str
    who: str = ""
    path: str = ""


SCREENS = [
    Screen("sign-in"),
    Screen("regions", "", "/access/region/"),
    Screen("refused", "dmitry"),
    Screen("refused-consent", "andrey"),
    Screen("refused-minor", "stas"),
    Screen("support", "", "/support/"),
    Screen("support-slip", "stas", "/support/"),
    Screen("support-report", "dmitry", "/support/"),
    Screen("support-messages", "admin", "/support/messages/"),
    Screen("help", "", "/help/"),
    Screen("help-question", "", "/help/sign-in/?who=parent"),
    Screen("help-answer", "", "/help/sign-in/?who=parent&words=diary_not_found"),
    Screen("help-instruction", "", "/help/instructions/pupil-14-18/"),
    Screen("help-privacy", "", "/help/privacy/"),
    Screen("help-for-sites", "", "/help/for-sites/"),
    Screen("diary", "natalia"),
    Screen("diary-free-day", "natalia", "/diary/day/2026-11-22/"),
    Screen("roles", "sokolova"),
    Screen("devices", "natalia", "/access/devices/"),
    Screen("journal", "teacher"),
    Screen("lesson", "teacher", "first lesson"),
    Screen("remark", "teacher", "first remark"),
    Screen("not-found", "natalia", "/nowhere/"),
    Screen("parts", "", "/ui/"),
]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_has_no_faults(
    stack: Stack, somebody: Somebody, screen: Screen, scheme: str
) -> None:
    page = somebody(color_scheme=scheme)
    _open(page, stack, screen)
    # Colours differ by scheme and places by width: these show both.
    for width in (1366, 320) if scheme == "light" else (390,):
        _examine(page, screen.name, width)


IN_THE_SANDBOX = [
    "/",
    "/requests",
    "/register",
    "/profile",
    "/profile/contacts",
    "/profile/family",
    "/profile/family/new",
    "/profile/consents",
    "/profile/portfolio",
    "/profile/notices",
    "/profile/code",
]


def test_the_pages_of_the_sandbox_have_no_faults(
    stack: Stack, somebody: Somebody
) -> None:
    page = somebody()
    page.goto(f"{stack.sandbox}/login")
    _examine(page, "/login", 390)
    page.fill("input[name=login]", "natalia@example.test")
    page.fill("input[name=password]", "gosuslugi")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{stack.sandbox}/**")
    for place, path in enumerate(IN_THE_SANDBOX):
        # One style sheet for all: every third page stands for the dark.
        page.emulate_media(color_scheme="light" if place % 3 else "dark")
        page.goto(stack.sandbox + path)
        _examine(page, path, 320 if place % 2 else 1366)


def test_pages_where_no_walk_leads_have_no_faults(somebody: Somebody) -> None:
    page = somebody()
    for width, scheme in ((1366, "light"), (390, "dark"), (320, "light")):
        # Before the page is drawn: colours take their time to change.
        page.emulate_media(color_scheme=scheme)
        for name in drawn.PAGES:
            drawn.show(page, name)
            _examine(page, name, width)


def _examine(page: Page, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    sideways = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert sideways <= 0, f"{name} scrolls sideways at {width} px"
    found = Axe().run(page, options=_RULES)
    assert found.violations_count == 0, f"{name}:\n{found.generate_report()}"


def _open(page: Page, stack: Stack, screen: Screen) -> None:
    if screen.who:
        steps.sign_in(page, stack, screen.who)
        if screen.who == "stas":
            steps.agree(page)
            steps.expect_page(page, "refused")
    elif not screen.path:
        page.goto(f"{stack.school}/access/")
    if screen.path.startswith("first "):
        page.locator("a[href*='/journal/lessons/']").first.click()
        steps.expect_page(page, "journal-lesson")
        if screen.path == "first remark":
            page.locator("a[href*='/remarks/']").first.click()
            steps.expect_page(page, "journal-remark")
    elif screen.path:
        page.wait_for_load_state("networkidle")
        page.goto(stack.school + screen.path)
