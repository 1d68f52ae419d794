"""A region's operator opens a school; its administrator sees it and ends it."""

import re
from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.operating import operating
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]
_REASON = "Родители звонят на горячую линию"


def test_a_school_is_opened_after_a_password_and_closed_by_the_school(
    stack: Stack, somebody: Somebody
) -> None:
    mother = somebody()
    steps.sign_in(mother, stack, "natalia")
    steps.expect_page(mother, "diary-week")
    with operating(stack, "natalia"):
        # Without scripts: the forms are forms.
        region = somebody(java_script_enabled=False)
        steps.sign_in(region, stack, "natalia")
        steps.wait(stack, 20)
        region.goto(f"{stack.school}/openings/region/")
        region.get_by_role("link", name="Подтвердить").click()
        region.get_by_role("button", name="Дальше").click()
        region.get_by_role("button", name="Войти через Госуслуги").click()
        steps.at_gosuslugi(region, "natalia")
        expect(region).to_have_url(f"{stack.school}/openings/region/")
        school_12 = region.locator("option", has_text="Школа № 12")
        region.get_by_label("Школа").select_option(school_12.get_attribute("value"))
        region.get_by_label("Зачем").fill(_REASON)
        region.get_by_label("Номер сообщения или письма").fill("вх. 118")
        region.get_by_role("button", name="Открыть на 60 минут").click()
        steps.expect_page(region, "openings-desk")
        told = region.get_by_text("Открыто до").inner_text().replace("\xa0", " ")
        until = re.search(r"до \d\d:\d\d", told)
        assert until is not None
        school(somebody(width=390), stack, until[0])
        region.reload()
        steps.expect_page(region, "openings-region")
        expect(region.get_by_label("Зачем")).to_be_visible()


def school(office: Page, stack: Stack, until: str) -> None:
    """The administrator finds it above her first page, on a phone, and ends it."""
    steps.sign_in(office, stack, "admin")
    steps.expect_page(office, "desk")
    news = office.locator("[data-news]")
    expect(news).to_contain_text(until)
    expect(news).to_contain_text(_REASON)
    assert Axe().run(office).violations_count == 0
    news.get_by_role("button", name="Закрыть доступ").click()
    steps.expect_page(office, "openings")
    expect(office.locator("main")).to_contain_text("Закрыто раньше срока")
    expect(office.locator("[data-news]")).to_have_count(0)
