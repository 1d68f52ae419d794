"""What goes by paper: a consent (story 15), and the diary of a family (story 35)."""

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
    school.get_by_role("link", name="Согласия", exact=True).click()
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


def test_story_35_a_family_without_gosuslugi_reads_a_printed_week(
    stack: Stack, somebody: Somebody
) -> None:
    school = somebody(java_script_enabled=False)
    steps.sign_in(school, stack, "teacher")
    find_by_name(school, stack, "Абрамова Алина")
    school.get_by_label("Печатать дневник на бумаге").check()
    school.locator("#paper").get_by_role("button", name="Сохранить").click()
    expect(school.locator("#paper")).to_contain_text("Сохранено")
    school.goto(f"{stack.school}/papers/")
    weeks = school.locator("form[action='/papers/weeks/']")
    weeks.get_by_role("combobox").select_option("marked")
    weeks.get_by_role("button", name="Открыть для печати").click()
    steps.expect_page(school, "papers-weeks")
    school.emulate_media(media="print")
    sheet = school.locator(".paper__sheet")
    expect(sheet).to_have_count(1)
    expect(sheet).to_contain_text("Абрамова Алина")
    expect(sheet).to_contain_text("Средние")
    expect(sheet).to_contain_text("Подпись родителя")
    expect(school.locator(".paper__bar")).to_be_hidden()
    school.emulate_media(media="screen")
    find_by_name(school, stack, "Абрамова Алина")
    school.get_by_label("Печатать дневник на бумаге").uncheck()
    school.locator("#paper").get_by_role("button", name="Сохранить").click()


def find_by_name(school: Page, stack: Stack, name: str) -> None:
    """Open the card of a student."""
    school.goto(f"{stack.school}/registry/students/?q={name}")
    school.locator(".registry__name").first.click()
    steps.expect_page(school, "registry-card")


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
