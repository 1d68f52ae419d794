"""A school comes in from a secretary's table, and one of its children reads a diary."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import python_calamine
from playwright.sync_api import Page, expect

from school.importing.tests.books import book
from school.logins.tests.sheets import pages
from tests.journeys import steps
from tests.journeys.founding import founded
from tests.journeys.messy import LABELS, NATALIA, VERA, messy
from tests.journeys.stack import Stack
from tests.journeys.test_stories_by_password import (
    activate,
    come_in,
    door,
    follow_letter,
    leave,
)

Somebody = Callable[..., Page]
STUDENTS = 300
SCHOOL = "Полянская школа"
KNOWN = "Соколова Наталья Игоревна"
HEAD = {
    "key": "zimina",
    "last_name": "Зимина",
    "first_name": "Вера",
    "patronymic": "Павловна",
    "birth_date": "1979-04-08",
    "gender": "F",
    "snils": "900-000-777 22",
    "level": "confirmed",
    "agreed": True,
}
_CARD = re.compile(
    rf"Фамилия {VERA.name[0]} .*?(?P<login>[a-z]{{3}}\d{{5}})"
    r" (?P<code>(?:[0-9A-Z] ){10})"
)


def test_a_school_of_three_hundred_comes_in_and_a_child_of_it_reads_her_diary(
    stack: Stack, somebody: Somebody, tmp_path: Path
) -> None:
    office = administrator(somebody(), stack)
    begin(office, stack)
    bring_staff(office, tmp_path)
    mend_and_write(office, stack, tmp_path)
    card = printed(office, stack)
    vera = somebody(width=390)
    door(vera, stack)
    activate(vera, card, f"{VERA.born:%d.%m.%Y}", "ворона девять зонт")
    steps.expect_page(vera, "diary-week")
    expect(vera.locator("main")).to_contain_text("Математика")
    leave(vera, stack)
    vera.get_by_role("link", name="Забыли пароль?").click()
    vera.get_by_label("Логин или электронная почта").fill(VERA.email)
    vera.get_by_role("button", name="Прислать ссылку").click()
    steps.expect_page(vera, "login-asked")
    follow_letter(vera, stack, VERA.email)
    vera.get_by_label("Новый пароль").fill("лужа прыгнула в сапог")
    vera.get_by_role("button", name="Сохранить пароль и войти").click()
    steps.expect_page(vera, "diary-week")
    # Fourteen and a half.
    stack.control("POST", "clock", now="2027-03-05T09:00:00+03:00")
    vera.goto(f"{stack.school}/")
    steps.expect_page(vera, "sign-in")
    come_in(vera, card["login"], "лужа прыгнула в сапог")
    steps.expect_page(vera, "login-outgrown")
    vera.get_by_role("button", name="Войти через Госуслуги").click()
    expect(vera.get_by_label("Телефон, e-mail или СНИЛС")).to_be_visible()


def administrator(page: Page, stack: Stack) -> Page:
    """The first one of a school that has only just been opened."""
    stack.control("POST", "citizens", **HEAD)
    page.goto(founded(stack, SCHOOL, KNOWN, NATALIA.born))
    page.get_by_role("button", name="Войти через Госуслуги").click()
    steps.at_gosuslugi(page, HEAD["key"])
    page.wait_for_url(f"{stack.school}/**")
    return page


def begin(page: Page, stack: Stack) -> None:
    """The year and the bells, as they are offered."""
    page.goto(f"{stack.school}/importing/")
    page.get_by_role("link", name="Взять образец и поправить").click()
    steps.expect_page(page, "importing-begin")
    page.get_by_role("button", name="Записать").click()
    expect(page.locator("main")).to_contain_text("Учебный год и звонки записаны")


def bring_staff(page: Page, folder: Path) -> None:
    """A book of three lists: a teacher, her loads, which open the classes, her week."""
    file = folder / "Школа.xlsx"
    file.write_bytes(
        book(
            {
                "Неделя": [
                    ("День", "Урок", "5А", VERA.label),
                    ("Понедельник", 1, "", "Матем. 12"),
                    ("Среда", 2, "", "Матем. 12"),
                ],
                "Педагоги": [
                    ("ФИО", "Дата рождения", "Должность", "Кл. рук."),
                    ("Лужина Нина Олеговна", "03.04.1980", "Учитель", VERA.label),
                ],
                "Нагрузка": [
                    ("Класс", "Предмет", "Учитель"),
                    *[(label, "Матем.", "Лужина Н. О.") for label in LABELS],
                ],
            }
        )
    )
    page.get_by_label("Список:").set_input_files(file)
    page.get_by_role("button", name="Проверить список").click()
    main = page.locator("main")
    for sheet, written in (
        ("Педагоги", "Новых сотрудников: 1"),
        ("Нагрузка", f"Нагрузок добавлено: {len(LABELS)}"),
        ("Неделя", "Уроков в неделю: 2"),
    ):
        expect(page.locator("h1")).to_contain_text(f"лист «{sheet}»")
        page.get_by_role("button", name="Загрузить", exact=True).click()
        expect(main).to_contain_text(written)
        if sheet != "Неделя":
            main.get_by_role("link", name="Школа.xlsx, лист").click()


def mend_and_write(page: Page, stack: Stack, folder: Path) -> None:
    """The list, its nine faults, one question; then the file with remarks."""
    made = messy(STUDENTS)
    assert len(made.mends) == 9
    file = folder / "Ученики.xlsx"
    file.write_bytes(made.book())
    page.goto(f"{stack.school}/importing/")
    page.get_by_label("Список:").set_input_files(file)
    page.get_by_role("button", name="Проверить список").click()
    steps.expect_page(page, "importing-upload")
    expect(page.get_by_role("link", name="С ошибками 9")).to_be_visible()
    for name, value in made.mends.items():
        page.locator(f"input[name='{name}']").fill(value)
    page.get_by_role("button", name="Исправить и проверить снова").click()
    expect(page.get_by_role("link", name="Сомнительные 1")).to_be_visible()
    expect(page.get_by_role("link", name="С ошибками")).to_have_count(0)
    page.get_by_label("Это тот же человек: карточка одна").check()
    page.get_by_role("button", name="Исправить и проверить снова").click()
    expect(page.get_by_role("link", name=f"Новые {STUDENTS - 1}")).to_be_visible()
    page.get_by_role("button", name="Загрузить", exact=True).click()
    expect(page.locator("main")).to_contain_text("Список загружен")
    expect(page.locator("main")).to_contain_text(f"Новых учеников: {STUDENTS - 1}")
    with page.expect_download() as came:
        page.get_by_role("link", name="Файл с замечаниями").click()
    book = python_calamine.load_workbook(io.BytesIO(came.value.path().read_bytes()))
    remarked = book.get_sheet_by_index(0).to_python()
    assert len(remarked) == len(made.rows) + 5
    assert sum(bool(row[-1]) for row in remarked) == STUDENTS + 1  # and the heading


def printed(page: Page, stack: Stack) -> dict[str, str]:
    """Login and code of the child, off the paper of the class."""
    page.goto(f"{stack.school}/cards/")
    grade, letter = VERA.label[:-1], VERA.label[-1]
    page.get_by_role("combobox", name="Класс").select_option(f"{grade}«{letter}»")
    page.get_by_role("button", name="Показать").click()
    expect(page.locator("h1")).to_contain_text(f"{grade}«{letter}»")
    with page.expect_download() as came:
        page.get_by_role("button", name="Напечатать карточки").first.click()
    paper = " ".join(pages(came.value.path().read_bytes()))
    found = _CARD.search(paper)
    assert found, paper
    return {"login": found["login"], "code": found["code"].replace(" ", "")}
