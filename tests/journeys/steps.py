"""What people do in a browser, in their words."""

from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from tests.journeys.stack import Stack

PASSWORD = "gosuslugi"


def open_door(page: Page, stack: Stack) -> None:
    """Open the sign-in page and press its one button."""
    page.goto(f"{stack.school}/access/")
    page.get_by_role("button", name="Войти через Госуслуги").click()


def at_gosuslugi(page: Page, who: str, password: str = PASSWORD) -> None:
    """Type login and password at Госуслуги."""
    page.get_by_label("Телефон, e-mail или СНИЛС").fill(f"{who}@example.test")
    page.get_by_label("Пароль").fill(password)
    page.get_by_role("button", name="Войти", exact=True).click()


def sign_in(page: Page, stack: Stack, who: str) -> None:
    """The whole way in."""
    open_door(page, stack)
    at_gosuslugi(page, who)


def agree(page: Page) -> None:
    """Let the school be told who one is, at Госуслуги, where it is asked."""
    page.get_by_role("button", name="Предоставить").click()


def expect_page(page: Page, name: str) -> None:
    """The page with this name is open, and its scripts have begun.

    Whoever types before them is served without them: right for a person, and not what
    a test of the scripts wants to see.
    """
    expect(page.locator(f"main[data-page='{name}']")).to_be_visible()
    page.wait_for_load_state("load")


def write_to_school(page: Page, school: str = "Школа № 12", form: str = "5 Б") -> None:
    """Fill the form of a message about sign-in and send it."""
    page.get_by_label(school).first.check()
    page.get_by_label("Класс").fill(form)
    page.get_by_label("Чей дневник не открылся").fill("Иванов Пётр Ильич")
    page.get_by_label("Как вам ответить").fill("8 900 000-00-00, после шести")
    page.get_by_label("Что ещё важно").fill("Сменили фамилию в сентябре.")
    page.get_by_label("Передать школе мои ФИО").check()
    page.get_by_role("button", name="Отправить").click()
    expect_page(page, "support-status")


def children(page: Page) -> list[str]:
    """First names of the children on offer."""
    return page.locator("[data-child] .children__name").all_inner_texts()


def refusal(page: Page) -> dict[str, str]:
    """What the refused page says of itself to machines."""
    expect_page(page, "refused")
    main = page.locator("main")
    return {
        name: main.get_attribute(f"data-{name}") or ""
        for name in ("message", "step", "actor", "reference")
    }


def wait(stack: Stack, minutes: int) -> None:
    """Let so long pass on the shown clock, which has gone on since the start."""
    shown = datetime.fromisoformat(stack.control("GET", "clock")["now"])
    later = shown + timedelta(minutes=minutes)
    stack.control("POST", "clock", now=later.isoformat())
