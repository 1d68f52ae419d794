"""An invitation fills a card: a father nobody typed in comes to read the diary."""

from collections.abc import Callable

import httpx
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]
# Of the cast everybody has a story that he would spoil: from then on he is known.
_FATHER = {
    "key": "newcomer",
    "last_name": "Новосёлов",
    "first_name": "Семён",
    "patronymic": "Ильич",
    "gender": "M",
    "birth_date": "1984-02-03",
    "snils": "900-000-977 28",
    "agreed": True,
}


def test_a_father_comes_by_a_sheet_and_the_class_teacher_says_who_he_is(
    stack: Stack, somebody: Somebody
) -> None:
    made = httpx.post(f"{stack.sandbox}/control/citizens", json=_FATHER, timeout=30)
    assert made.status_code == httpx.codes.CREATED
    teacher, father = somebody(), somebody(width=390, java_script_enabled=False)
    steps.sign_in(teacher, stack, "teacher")
    code, child = _print(teacher, stack)
    father.goto(f"{stack.school}/invited/")
    father.get_by_label("Код приглашения").fill(code.lower())
    father.get_by_role("button", name="Продолжить").click()
    father.get_by_role("button", name="Согласиться и войти").click()
    steps.at_gosuslugi(father, "newcomer")
    steps.expect_page(father, "invited-child")
    assert child.split()[1] not in father.locator("main").inner_text()
    _name(father, "Незнакомов Пётр Ильич")
    expect(father.locator("main")).to_contain_text("Приглашение не действует, или")
    _name(father, child)
    expect(father.locator("main")).to_contain_text("Ждём подтверждения классного")
    teacher.goto(f"{stack.school}/desk/")
    expect(teacher.locator("main")).to_contain_text("1 родитель ждёт подтверждения.")
    teacher.get_by_role("link", name="Подтвердить").click()
    steps.expect_page(teacher, "invitations")
    waiting = teacher.locator("[data-waiting]")
    expect(waiting).to_contain_text("Новосёлов Семён Ильич")
    expect(waiting).to_contain_text(child)
    assert Axe().run(teacher).violations_count == 0
    waiting.get_by_role("button", name="Это папа этого ученика").click()
    expect(teacher.get_by_role("status")).to_contain_text("карточка и связь")
    father.get_by_role("link", name="Проверить").click()
    father.get_by_role("link", name="Войти в дневник").click()
    father.get_by_role("button", name="Войти через Госуслуги").click()
    if father.get_by_role("button", name="Предоставить").count():
        steps.agree(father)
    expect(father.locator("main[data-page='diary-week']")).to_be_visible()
    expect(father.locator("header.top")).to_contain_text(child.split()[1])


def _print(teacher: Page, stack: Stack) -> tuple[str, str]:
    """The sheet of the first student of the class: its code, and whose it is."""
    teacher.goto(f"{stack.school}/papers/")
    choice = teacher.get_by_label("Чьим родителям")
    child = choice.locator("option").nth(2)
    choice.select_option(value=child.get_attribute("value"))
    teacher.get_by_role("button", name="Напечатать приглашения").click()
    steps.expect_page(teacher, "inviting-sheets")
    sheet = teacher.locator(".invitation")
    expect(sheet).to_have_count(1)
    whole = teacher.locator("tbody td").nth(1).inner_text()
    for part in whole.split():
        assert part not in sheet.inner_text()
    return sheet.get_attribute("data-code") or "", whole


def _name(father: Page, child: str) -> None:
    father.get_by_label("Фамилия, имя и отчество ребёнка").fill(child)
    father.get_by_role("button", name="Отправить").click()
