"""A region announces, a school reads and confirms, the region sees it."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.operating import operating
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]
_TITLE = "Сверьте СНИЛС до каникул"


def test_an_announcement_is_read_confirmed_and_taken_back(
    stack: Stack, somebody: Somebody
) -> None:
    mother = somebody()
    steps.sign_in(mother, stack, "natalia")
    steps.expect_page(mother, "diary-week")
    with operating(stack, "natalia"):
        # Without scripts: the forms are forms.
        region = somebody(java_script_enabled=False)
        steps.sign_in(region, stack, "natalia")
        region.goto(f"{stack.school}/campaign/region/")
        region.get_by_label("О чём").fill(_TITLE)
        region.get_by_label("Что нужно сделать").fill("Раздайте листы сбора данных.")
        region.get_by_role("button", name="Отправить").click()
        page = region.locator("main[data-page='campaign-one']")
        expect(page).to_contain_text("Подтвердили 0 из")
        school(somebody(width=390), stack)
        region.reload()
        line = page.locator("[data-school='Школа № 12']")
        expect(line).to_contain_text("Громова Т. Л.")
        expect(page).to_contain_text("Подтвердили 1 из")
        page.get_by_role("button", name="Отозвать").click()
        expect(page).to_contain_text("Отозвано 18 ноября")


def school(office: Page, stack: Stack) -> None:
    """The administrator finds it above her first page, on a phone, and confirms."""
    steps.sign_in(office, stack, "admin")
    steps.expect_page(office, "desk")
    news = office.locator("[data-news]")
    expect(news).to_contain_text(_TITLE)
    news.get_by_role("link").click()
    steps.expect_page(office, "announcements")
    assert Axe().run(office).violations_count == 0
    office.get_by_role("button", name="Прочитано").click()
    expect(office.locator("main")).to_contain_text("В школе прочитали:")
    office.goto(f"{stack.school}/desk/")
    expect(office.locator("[data-news]")).to_have_count(0)
