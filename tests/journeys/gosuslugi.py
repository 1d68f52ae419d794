"""What a family does in its accounts at Госуслуги: the sandbox's pages, by clicks."""

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.stack import Stack

_PAPERS = {"Серия и номер паспорта": "61 00 123456", "СНИЛС": "112-233-445 95"}


def enter(page: Page, stack: Stack, who: str) -> None:
    """Sign in to one's own account, without the diary."""
    page.goto(f"{stack.sandbox}/profile")
    steps.at_gosuslugi(page, who)
    expect(page.get_by_text("Личный кабинет")).to_be_visible()


def come_back(page: Page, stack: Stack) -> None:
    """Open one's own account again: the sign-in there still stands."""
    page.goto(f"{stack.sandbox}/profile")


def section(page: Page, name: str) -> None:
    """Open a section of the account from its menu."""
    page.get_by_role("navigation").get_by_role("link", name=name).click()


def leave(page: Page) -> None:
    """Sign out at Госуслуги."""
    page.get_by_role("button", name="Выйти", exact=True).click()


def open_notice(page: Page) -> None:
    """Follow the link of the newest notice that asks for a consent."""
    section(page, "Уведомления")
    page.get_by_role("link", name="Открыть запрос").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def give(page: Page) -> None:
    """Give the consent whose page is open."""
    page.get_by_role("button", name="Предоставить").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Согласие предоставлено")


def take_back(page: Page) -> None:
    """Withdraw the one consent that stands."""
    section(page, "Согласия и доверенности")
    page.get_by_role("listitem").filter(has_text="Действует").get_by_role(
        "link"
    ).click()
    page.get_by_role("button", name="Отозвать согласие").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Согласие отозвано")


def child(page: Page, name: str) -> None:
    """Open the card of a child in «Семья и дети»."""
    section(page, "Семья и дети")
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def type_in(page: Page, typed: dict[str, str]) -> None:
    """Fill fields by their labels."""
    for label, words in typed.items():
        page.get_by_label(label, exact=True).fill(words)


def certify_again(page: Page, series: str, number: str) -> None:
    """On the card of a child whose check has failed: enter the certificate anew."""
    expect(page.get_by_role("heading", name="Проверка не пройдена")).to_be_visible()
    page.get_by_role("button", name="Удалить сведения о свидетельстве").click()
    certificate = {"Серия свидетельства о рождении": series}
    type_in(page, certificate | {"Номер свидетельства": number})
    page.get_by_role("button", name="Отправить на проверку").click()
    wait_for_check(page)


def wait_for_check(page: Page) -> None:
    """On the card of a child: the check in ЕГР ЗАГС goes on, and is passed."""
    expect(page.get_by_role("heading", name="Идёт проверка в ЕГР ЗАГС")).to_be_visible()
    page.get_by_role("button", name="не ждать, закончить проверку").click()
    expect(page.get_by_role("heading", name="Проверка пройдена")).to_be_visible()


def make_account(page: Page, who: str) -> None:
    """On the card of a child: make him an account of his own."""
    page.get_by_role("link", name="Создать учётную запись").click()
    email = {"Электронная почта ребёнка": f"{who}@example.test"}
    type_in(page, email | {"Пароль для ребёнка": steps.PASSWORD})
    page.get_by_role("button", name="Создать учётную запись").click()
    expect(page.get_by_role("heading", name="Учётная запись привязана")).to_be_visible()


def code_for(page: Page, who: str) -> str:
    """On the card of a child: ask for the code that ties his account."""
    page.get_by_role("link", name="Привязать").click()
    type_in(page, {"Электронная почта ребёнка": f"{who}@example.test"})
    page.get_by_role("button", name="Продолжить").click()
    return page.locator(".code").inner_text().replace(" ", "")


def enter_code(page: Page, code: str) -> None:
    """In the child's account: the window for the code, and the code."""
    page.get_by_role("link", name="Ввести код").click()
    type_in(page, {"Код из шести цифр": code})
    page.get_by_role("button", name="Привязать").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Запись привязана")


def confirm(page: Page) -> None:
    """On the profile: confirm a standard account at МФЦ."""
    page.get_by_role("button", name="Я сходил в МФЦ с паспортом").click()
    expect_level(page, "Подтверждена")


def bring_papers(page: Page) -> None:
    """On the profile: passport and СНИЛС make the account a standard one."""
    type_in(page, _PAPERS)
    page.get_by_role("button", name="Отправить на проверку").click()
    expect_level(page, "Стандартная")


def expect_level(page: Page, level: str) -> None:
    """The profile says how far the account is confirmed."""
    expect(page.locator("p.state")).to_contain_text(level)
