"""A consent on paper, where nobody can give one at Госуслуги: story 15, a daughter."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.journeys import steps
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]


def test_a_paper_lets_the_daughter_in_and_its_withdrawal_shuts_at_once(
    stack: Stack, somebody: Somebody
) -> None:
    yana, school = somebody(width=390), somebody(java_script_enabled=False)
    steps.sign_in(yana, stack, "yana")
    steps.agree(yana)
    assert steps.refusal(yana)["message"] == "CONSENT_OF_PARENT"
    steps.sign_in(school, stack, "admin")
    school.get_by_role("link", name="Согласия").click()
    steps.expect_page(school, "support-consents")
    row = _class_of(school, "Гусева Яна")
    expect(row).to_contain_text("Согласия нет")
    row.get_by_text("Принесли на бумаге").click()
    row.get_by_label("Дата на бумаге").fill("2026-11-17")
    row.get_by_label("Форма").fill("Согласие матери, бланк школы")
    row.get_by_label("Номер дела").fill("02-15")
    row.get_by_role("button", name="Записать").click()
    expect(row).to_contain_text("Дано на бумаге 17.11.2026")
    yana.get_by_role("button", name="Попробовать войти снова").click()
    steps.expect_page(yana, "diary-week")
    row.get_by_text("Отозвали на бумаге").click()
    row.get_by_label("Дата отзыва").fill("2026-11-18")
    row.get_by_role("button", name="Записать отзыв").click()
    expect(row).to_contain_text("Отозвано на бумаге 18.11.2026")
    yana.reload()
    steps.expect_page(yana, "sign-in")


def _class_of(page: Page, name: str) -> Locator:
    """Open the class with this student; his place in it."""
    row = page.locator("li[data-stands]").filter(has_text=name)
    for option in page.locator("option").all_inner_texts():
        if row.count():
            return row
        page.get_by_label("Класс").select_option(label=option)
        page.get_by_role("button", name="Показать").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(option)
    return row
