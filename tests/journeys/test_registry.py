"""The school's office: a card is found by keyboard and mended, a link made, ended."""

import re
from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]


def find(school: Page, stack: Stack, registry: str, name: str) -> None:
    """Search in a registry and open the first card, by the keyboard alone."""
    school.goto(f"{stack.school}/registry/{registry}/")
    school.get_by_role("searchbox").focus()
    school.keyboard.type(name)
    school.keyboard.press("Enter")
    expect(school.locator(".registry__line")).to_have_count(1)
    first = school.locator(".registry__name").first
    while not first.evaluate("it => it === document.activeElement"):
        school.keyboard.press("Tab")
    school.keyboard.press("Enter")
    steps.expect_page(school, "registry-card")


def section(school: Page, name: str) -> None:
    """Open the form of a section, by the keyboard."""
    school.locator(f"#{name} summary").focus()
    school.keyboard.press("Enter")


def user(school: Page, state: str) -> None:
    """Switch the card's user, by the keyboard."""
    section(school, "entries")
    school.get_by_label(state, exact=True).focus()
    school.keyboard.press("Space")
    school.keyboard.press("Enter")
    expect(school.locator("#entries")).to_contain_text("Сохранено")


def registered(school: Page, *, yes: bool) -> None:
    """Enter the card in the registry of parents, or take it out, by the keyboard."""
    section(school, "entries")
    box = school.get_by_label("Есть в «Реестре родителей»")
    assert box.is_checked() is not yes
    box.focus()
    school.keyboard.press("Space")
    school.keyboard.press("Enter")
    expect(school.locator("#entries")).to_contain_text("Сохранено")


def reads(mother: Page, stack: Stack) -> None:
    """Whoever is signed in at Госуслуги already comes in by the one button."""
    steps.open_door(mother, stack)
    expect(mother).to_have_url(re.compile(r"/diary/"))


def is_out(mother: Page, stack: Stack) -> None:
    """The diary does not open any more."""
    mother.goto(f"{stack.school}/diary/")
    expect(mother).to_have_url(re.compile(r"/access/"))


def test_story_5_a_mother_is_entered_in_the_registry_and_comes_in(
    stack: Stack, somebody: Somebody
) -> None:
    mother, school = somebody(width=390), somebody()
    steps.sign_in(mother, stack, "olesya")
    assert steps.refusal(mother)["step"] == "lists"
    steps.sign_in(school, stack, "teacher")
    find(school, stack, "guardians", "дьячкова оле")
    registered(school, yes=True)
    reads(mother, stack)
    registered(school, yes=False)
    is_out(mother, stack)


def test_story_7_a_user_is_switched_on_and_the_mother_comes_in(
    stack: Stack, somebody: Somebody
) -> None:
    mother, school = somebody(width=390), somebody()
    steps.sign_in(mother, stack, "galina")
    assert steps.refusal(mother)["step"] == "lists"
    steps.sign_in(school, stack, "admin")
    find(school, stack, "users", "ершова гал")
    user(school, "Включён")
    reads(mother, stack)
    user(school, "Отключён")
    is_out(mother, stack)


def test_story_8_a_link_is_made_and_ended_and_works_at_once(
    stack: Stack, somebody: Somebody
) -> None:
    mother, school = somebody(width=390), somebody()
    steps.sign_in(mother, stack, "elena")
    assert steps.refusal(mother)["step"] == "link"
    steps.sign_in(school, stack, "admin")
    find(school, stack, "students", "кузьмин тим")
    school.get_by_role("link", name="Добавить родителя").click()
    school.get_by_label("мать", exact=True).check()
    for label, typed in (
        ("Фамилия", "Кузьмина"),
        ("Имя", "Елена"),
        ("Отчество", "Павловна"),
        ("Дата рождения", "1990-01-25"),
    ):
        school.get_by_label(label, exact=True).fill(typed)
    school.get_by_role("button", name="Добавить").click()
    expect(school.locator("main")).to_contain_text("в школе уже записан")
    assert Axe().run(school).violations_count == 0
    school.get_by_role("button", name="Связать: Кузьмина Елена").click()
    expect(school.locator("#links")).to_contain_text("Кузьмина Елена")
    reads(mother, stack)
    hers = school.locator(".card__link", has_text="Кузьмина Елена")
    hers.get_by_role("link", name="Связь").click()
    steps.expect_page(school, "registry-link")
    school.get_by_label("Да, завершить сегодня").check()
    school.get_by_role("button", name="Завершить связь").click()
    expect(school.locator("main")).to_contain_text("Связь закончена")
    is_out(mother, stack)


def add_vera(school: Page) -> None:
    """On the card of a student: one more parent, always the same."""
    school.get_by_role("link", name="Добавить родителя").click()
    school.get_by_label("мать", exact=True).check()
    for label, typed in (
        ("Фамилия", "Двойнова"),
        ("Имя", "Вера"),
        ("Дата рождения", "1990-01-25"),
    ):
        school.get_by_label(label, exact=True).fill(typed)
    school.get_by_role("button", name="Добавить", exact=True).click()


def test_two_cards_of_a_mother_become_one_and_two_again(
    stack: Stack, somebody: Somebody
) -> None:
    school = somebody(width=390)
    steps.sign_in(school, stack, "admin")
    find(school, stack, "students", "кузьмин тим")
    add_vera(school)
    add_vera(school)
    school.get_by_label("Это другой человек, завести ещё карточку").check()
    school.get_by_role("button", name="Добавить", exact=True).click()
    school.locator(".card__link a", has_text="Двойнова Вера").first.click()
    twice = "этот человек записан ещё раз"
    expect(school.locator("main")).to_contain_text(twice)
    school.get_by_role("link", name="Объединить карточки").click()
    expect(school.locator("main")).to_contain_text("Связь: Кузьмин Тимофей")
    assert Axe().run(school).violations_count == 0
    school.get_by_role("button", name="Объединить карточки").click()
    expect(school.locator("main")).not_to_contain_text(twice)
    school.get_by_role("button", name="Вернуть как было").click()
    expect(school.locator("main")).to_contain_text(twice)


def test_a_number_is_checked_while_it_is_typed(
    stack: Stack, somebody: Somebody
) -> None:
    school = somebody()
    steps.sign_in(school, stack, "teacher")
    find(school, stack, "students", "кузьмин тим")
    section(school, "documents")
    number = school.get_by_label("Новый СНИЛС")
    says = school.locator("#documents [data-says]")
    for typed, told in (
        ("112-233", "Набрано цифр: 6 из 11."),
        ("112-233-445 95", "Номер сходится."),
        ("112-233-445 96", "Последние две цифры не сходятся."),
        ("087-654-303 00", "Номер сходится."),
        ("", ""),
    ):
        number.fill(typed)
        expect(says).to_have_text(told)
