"""Every page in light and dark, on a phone and a desk: no fault, no sideways scroll."""

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

from tests.journeys import drawn, steps
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]

# What passes is not told: to list it takes longer than to find the faults.
_RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    },
    "resultTypes": ["violations"],
}
# A colour that is still on its way would be judged as it is then.
_LOOK = """async rules => {
    for (const one of document.getAnimations())
        if (one instanceof CSSTransition) one.finish();
    const root = document.documentElement;
    const {violations} = await axe.run(rules);
    return {sideways: root.scrollWidth - window.innerWidth, violations};
}"""


# Whom to sign in, and the pages that he then sees: name and address. Without an address
# it is where the sign-in ends.
WALKS: dict[str, dict[str, str]] = {
    "": {
        "sign-in": "/access/",
        "regions": "/access/region/",
        "support": "/support/",
        "invited": "/invited/",
        "help": "/help/",
        "help-question": "/help/sign-in/?who=parent",
        "help-answer": "/help/sign-in/?who=parent&words=diary_not_found",
        "help-instruction": "/help/instructions/pupil-14-18/",
        "help-privacy": "/help/privacy/",
        "help-for-sites": "/help/for-sites/",
        "parts": "/ui/",
        "letters": "/mail/",
    },
    "dmitry": {"refused": "", "support-report": "/support/"},
    "mark": {"refused-consent": ""},
    # His own, who is nobody's story: what a minor reads who is in no school's list.
    "stranger": {"refused-minor": "", "support-slip": "/support/"},
    "natalia": {
        "diary": "",
        "diary-free-day": "/diary/day/2026-11-22/",
        "family": "/family/",
        "family-missing": "/family/missing/",
        "devices": "/access/devices/",
        "not-found": "/nowhere/",
    },
    "kirill": {"family-pupil": "/family/"},
    "nikita": {"reading": "/access/reading/"},
    "sokolova": {"roles": ""},
    "admin": {
        "desk": "",
        "support-messages": "/support/messages/",
        "support-consents": "/support/consents/",
        "registry-students": "/registry/students/",
        "registry-guardians": "/registry/guardians/?q=ив",
        "registry-card": "/registry/guardians/ a[href*='/registry/cards/']",
        "registry-users": "/registry/users/",
        "registry-employees": "/registry/employees/",
        "registry-employee": "/registry/employees/ a[href*='/registry/cards/']",
        "staff-leaving": " a[href*='/leaving/']",
        "registry-student": "/registry/students/ a[href*='/registry/cards/']",
        "viewing": " a[href*='/viewing/']",
        "importing": "/importing/",
        "importing-begun": "/importing/begin/",
        "staff-roles": "/staff/",
        "again": "/access/again/?to=/staff/",
        "announcements": "/campaign/",
        "alarms": "/alarms/",
        "openings-none": "/openings/",
        "exchange": "/exchange/",
        "rehearsal-too-early": "/campaign/rehearsal/",
        "papers-memos": "/papers/memos/",
        "papers-collecting": "/papers/collecting/",
        "papers-weeks": "/papers/weeks/?who=all",
    },
    "teacher": {
        "journal": "",
        "lesson": "/journal/ a[href*='/journal/lessons/']",
        "remark": " a[href*='/remarks/']",
        "desk-of-a-class": "/desk/?cause=not-yet",
        "registry-student": "/registry/students/ a[href*='/registry/cards/']",
        "papers": "/papers/",
        "invitations-none": "/invitations/",
    },
}
_LONGEST_MOVE = """() => Math.max(...[...document.querySelectorAll("*")].flatMap(
  one => getComputedStyle(one).transitionDuration.split(",").map(parseFloat)))"""
_STRANGER = {
    "key": "stranger",
    "last_name": "Новиков",
    "first_name": "Ян",
    "birth_date": "2014-04-04",
    "gender": "M",
    "level": "child",
    "agreed": True,
}
# One of each kind: contrast is asked of the parts, which all pages share.
_WITH_CONTRAST = {"sign-in", "refused", "diary", "family", "lesson", "desk"}


@pytest.mark.parametrize("who", WALKS, ids=lambda who: who or "nobody")
def test_the_pages_of_a_person_have_no_faults(
    stack: Stack, somebody: Somebody, who: str
) -> None:
    page = somebody()
    if who:
        _come_in(page, stack, who)
    for name, address in WALKS[who].items():
        _go(page, stack, address)
        # No script asks for the scheme: a page that is open shows both, one by one.
        _examine(page, name, 1366)
        _examine(page, name, 320)
        page.emulate_media(color_scheme="dark")
        _examine(page, name, 390)
        if name in _WITH_CONTRAST:
            page.emulate_media(contrast="more")
            _examine(page, name, 390)
        page.emulate_media(color_scheme="light", contrast="no-preference")
        page.set_viewport_size({"width": 1366, "height": 900})


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
    page.wait_for_url(lambda address: not address.endswith("/login"))
    for place, path in enumerate(IN_THE_SANDBOX):
        # One style sheet for all: every third page stands for the dark.
        page.emulate_media(color_scheme="light" if place % 3 else "dark")
        page.goto(stack.sandbox + path)
        _examine(page, path, 320 if place % 2 else 1366)


def test_pages_where_no_walk_leads_have_no_faults(somebody: Somebody) -> None:
    page = somebody()
    for name in drawn.PAGES:
        drawn.show(page, name)
        for width, scheme in ((1366, "light"), (390, "dark"), (320, "light")):
            page.emulate_media(color_scheme=scheme)
            _examine(page, name, width)


def test_nothing_moves_for_whoever_asked_for_stillness(somebody: Somebody) -> None:
    page = somebody()
    drawn.show(page, "operator")
    assert page.evaluate(_LONGEST_MOVE) > 0
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(_LONGEST_MOVE) == 0


def _examine(page: Page, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    # As tall as the page: a bar that sticks to the edge covers what is scrolled away,
    # and the rules would take it for a target too small to press.
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(900, height)})
    if page.evaluate("!window.axe"):
        page.evaluate(AXE_SCRIPT)
    seen = page.evaluate(_LOOK, _RULES)
    assert seen["sideways"] <= 0, f"{name} scrolls sideways at {width} px"
    found = AxeResults(seen)
    assert found.violations_count == 0, f"{name}:\n{found.generate_report()}"


def _come_in(page: Page, stack: Stack, who: str) -> None:
    if who == _STRANGER["key"]:
        stack.control("POST", "citizens", **_STRANGER)
    steps.sign_in(page, stack, who)
    if who in ("mark", "nikita"):
        steps.agree(page)
    if who in ("mark", _STRANGER["key"]):
        steps.expect_page(page, "refused")
    # The page at Госуслуги is left behind: what is examined is ours.
    page.wait_for_url(f"{stack.school}/**")
    page.wait_for_load_state("networkidle")


def _go(page: Page, stack: Stack, address: str) -> None:
    """To an address, and then to where its first link of a kind leads."""
    path, _, link = address.partition(" ")
    if path:
        page.goto(stack.school + path)
    if link:
        with page.expect_navigation(wait_until="load"):
            page.locator(link).first.click()
