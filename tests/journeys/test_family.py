"""A family comes in through Госуслуги and reads the diary."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]


def test_a_mother_sees_two_children_of_two_schools(
    stack: Stack, somebody: Somebody
) -> None:
    page = somebody()
    steps.sign_in(page, stack, "natalia")
    steps.expect_page(page, "diary-week")
    assert steps.children(page) == ["Мария", "Кирилл"]
    assert page.locator("[data-date]").count() >= 6
    city = page.locator("[data-lesson]").count()
    page.get_by_role("link", name="Кирилл").click()
    steps.expect_page(page, "diary-week")
    assert page.locator("[data-lesson]").count() > 20
    assert city > 20
    assert page.locator("[data-mark]").count() > 0
    assert page.locator("[data-average]").count() > 3


def test_on_a_phone_she_reads_today_and_steps_to_tomorrow(
    stack: Stack, somebody: Somebody
) -> None:
    page = somebody(width=390)
    steps.sign_in(page, stack, "natalia")
    expect(page.get_by_role("heading", name="Среда, 18 ноября")).to_be_visible()
    page.get_by_role("link", name="19").click()
    expect(page.get_by_role("heading", name="Четверг, 19 ноября")).to_be_visible()
    steps.expect_page(page, "diary-day")


def test_the_second_parent_sees_the_same_children(
    stack: Stack, somebody: Somebody
) -> None:
    page = somebody()
    steps.sign_in(page, stack, "alexey")
    assert steps.children(page) == ["Мария", "Кирилл"]


def test_a_child_of_eleven_comes_in_with_a_childs_account(
    stack: Stack, somebody: Somebody
) -> None:
    page = somebody(width=390)
    steps.sign_in(page, stack, "maria")
    steps.expect_page(page, "diary-week")
    assert page.get_by_text("Кирилл").count() == 0


def test_a_teacher_who_is_a_mother_chooses_and_changes_her_mind(
    stack: Stack, somebody: Somebody
) -> None:
    page = somebody()
    steps.sign_in(page, stack, "sokolova")
    steps.expect_page(page, "roles")
    page.get_by_role("button", name="Родитель").click()
    steps.expect_page(page, "diary-week")
    page.goto(f"{stack.school}/access/roles/")
    page.get_by_role("button", name="Школа № 12").click()
    steps.expect_page(page, "journal-day")
    assert page.goto(f"{stack.school}/diary/").status in {403, 404}


def test_a_son_on_his_mothers_session_is_told_whose_it_is(
    stack: Stack, somebody: Somebody
) -> None:
    page = somebody()
    steps.sign_in(page, stack, "natalia")
    page.get_by_text("Наталия С.").first.click()
    page.get_by_role("button", name="Выйти", exact=True).click()
    steps.expect_page(page, "sign-in")
    steps.open_door(page, stack)
    steps.expect_page(page, "diary-week")  # Госуслуги still remember the mother
    page.get_by_text("Наталия С.").first.click()
    page.get_by_role("button", name="Войти под другой записью").click()
    steps.open_door(page, stack)
    steps.at_gosuslugi(page, "kirill")
    steps.expect_page(page, "diary-week")
    expect(page.get_by_text("Кирилл С.").first).to_be_visible()


def test_leaving_closes_the_diary(stack: Stack, somebody: Somebody) -> None:
    page = somebody()
    steps.sign_in(page, stack, "natalia")
    diary = page.url
    page.get_by_text("Наталия С.").first.click()
    page.get_by_role("button", name="Выйти", exact=True).click()
    page.goto(diary)
    steps.expect_page(page, "sign-in")


def test_in_the_holidays_the_diary_names_the_next_school_day(
    holiday: Stack, somebody: Somebody
) -> None:
    page = somebody(width=390)
    steps.sign_in(page, holiday, "natalia")
    main = page.locator("main")
    expect(main).to_contain_text("каникулы", ignore_case=True)
    expect(main.get_by_role("link", name="января").first).to_be_visible()
