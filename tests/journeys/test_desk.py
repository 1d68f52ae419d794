"""A day at the access desk: an administrator mends three causes in their lists."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.stack import Stack
from tests.journeys.test_registry import find, section

Somebody = Callable[..., Page]
_CLASS = "9«А»"
_NAME = "Стойкова Ирина"


def take_on(school: Page, stack: Stack, pupil: str) -> None:
    """A parent whom the secretary wrote down in a hurry: no number, in no register."""
    find(school, stack, "students", pupil)
    school.get_by_role("link", name="Добавить родителя").click()
    school.get_by_label("мать", exact=True).check()
    for label, typed in (
        ("Фамилия", "Стойкова"),
        ("Имя", "Ирина"),
        ("Дата рождения", "1985-03-02"),
    ):
        school.get_by_label(label, exact=True).fill(typed)
    school.get_by_role("button", name="Добавить", exact=True).click()
    school.locator(".card__link a", has_text=_NAME).first.click()
    section(school, "entries")
    school.get_by_label("Есть в «Реестре родителей»").uncheck()
    school.get_by_label("Отключён", exact=True).check()
    school.locator("#entries").get_by_role("button", name="Сохранить").click()
    expect(school.locator("#entries")).to_contain_text("Сохранено")


def cause(school: Page, word: str) -> None:
    """Open the list of a cause by the keyboard."""
    link = school.locator(f"a[data-cause='{word}']")
    link.focus()
    school.keyboard.press("Enter")
    expect(school.locator(f"[data-cause='{word}']")).to_have_attribute(
        "aria-current", "true"
    )


def test_an_administrator_mends_three_causes_on_the_desk(
    stack: Stack, somebody: Somebody
) -> None:
    school = somebody()
    steps.sign_in(school, stack, "admin")
    take_on(school, stack, "соколов арт")
    school.get_by_role("link", name="Доступ семей").first.click()
    school.get_by_label("Класс", exact=True).select_option(_CLASS)
    school.get_by_role("button", name="Показать").click()
    cause(school, "no-snils")
    row = school.locator(".people__row", has_text=_NAME)
    expect(row).to_contain_text("Нет в «Реестре родителей»")
    row.get_by_role("textbox").fill("087-654-303 00")
    school.keyboard.press("Enter")
    expect(row).to_contain_text("Сохранено")
    assert Axe().run(school).violations_count == 0
    school.reload()
    for word, press in (
        ("not-in-guardians", "Создать 1 запись"),
        ("no-user", "Создать и включить 1 запись"),
    ):
        cause(school, word)
        expect(school.locator(".people__row")).to_have_count(1)
        school.get_by_role("button", name=press).click()
        expect(school.locator("main")).to_contain_text("Сохранено: 1.")
        expect(school.locator("main")).to_contain_text("Здесь никого не осталось.")
    cause(school, "not-yet")
    expect(school.locator(".people__row", has_text=_NAME)).to_have_count(1)
