"""Two schools, one card wrong: in with one child, the other is missed and reported."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.stack import Stack
from tests.journeys.test_registry import find, section
from tests.journeys.test_repair import answer_fixed, open_message

Somebody = Callable[..., Page]


def test_story_13_a_mother_tells_the_school_whose_child_she_misses(
    stack: Stack, somebody: Somebody
) -> None:
    mother = somebody(width=390)
    steps.sign_in(mother, stack, "irina")
    steps.expect_page(mother, "diary-week")
    assert steps.children(mother) == ["Матвей"]
    assert "Луговская" not in mother.content()
    mother.get_by_role("link", name="Что делать").click()
    steps.expect_page(mother, "family")
    main = mother.locator("main")
    expect(main).to_contain_text("Не все дети здесь?")
    expect(main).not_to_contain_text("Полина")
    expect(main).not_to_contain_text("Луговская")
    mother.get_by_role("link", name="Сообщить школе").click()
    steps.expect_page(mother, "family-missing")
    mother.get_by_label("Луговская школа").check()
    mother.get_by_label("Класс").fill("9")
    mother.get_by_label("Фамилия, имя и отчество ребёнка").fill("Захарова Полина")
    mother.get_by_label("Ваши фамилия, имя и отчество").fill("Захарова Ирина")
    mother.get_by_role("button", name="Отправить").click()
    steps.expect_page(mother, "support-status")
    number = mother.locator("main").get_attribute("data-reference")
    teacher = somebody()
    steps.sign_in(teacher, stack, "village")
    steps.expect_page(teacher, "journal-day")
    expect(teacher.locator("header")).to_contain_text("Луговская школа")
    teacher.get_by_role("link", name="Сообщения").first.click()
    teacher.get_by_role("link", name="Все (").click()
    teacher.get_by_role("link", name=number).click()
    message = teacher.locator("main[data-page='support-message']")
    expect(message).to_contain_text("Родитель вошёл, но видит не всех своих детей")
    expect(message).to_contain_text("Захарова Полина")
    # Polina learns in another class than the one that was typed.
    message.get_by_role("button", name="Администратору").click()
    expect(message).to_contain_text("У администратора")
    director = somebody()
    steps.sign_in(director, stack, "director")
    steps.expect_page(director, "desk")
    # She looks into the passport: in the card there is another year.
    find(director, stack, "guardians", "захарова ири")
    section(director, "name")
    director.get_by_label("Дата рождения", exact=True).fill("1987-12-19")
    director.locator("#name").get_by_role("button", name="Сохранить").click()
    expect(director.locator("#name")).to_contain_text("Сохранено")
    open_message(director, number)
    answer_fixed(director, "Школа исправила карточку")
    mother.reload()
    expect(mother.locator("main")).to_contain_text("Школа исправила карточку")
    mother.get_by_role("button", name="Войти через Госуслуги").click()
    steps.expect_page(mother, "diary-week")
    assert steps.children(mother) == ["Матвей", "Полина"]
