"""A session alone opens no number: Госуслуги are asked for the password again."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]


def test_after_a_quarter_of_an_hour_a_number_wants_the_password_once_more(
    stack: Stack, somebody: Somebody
) -> None:
    school = somebody(java_script_enabled=False)
    steps.sign_in(school, stack, "admin")
    school.goto(f"{stack.school}/registry/guardians/?q=смирнова")
    school.locator("a[href*='/registry/cards/']").first.click()
    card = school.url
    steps.wait(stack, 20)
    school.get_by_role("button", name="Показать").click()
    expect(school.get_by_role("heading", level=1)).to_have_text(
        "Подтвердите, что это вы"
    )
    school.get_by_role("button", name="Дальше").click()
    school.get_by_role("button", name="Войти через Госуслуги").click()
    steps.at_gosuslugi(school, "admin")
    expect(school).to_have_url(card)
    # Nothing was repeated for her: she presses once more.
    school.get_by_role("button", name="Показать").click()
    expect(school.locator("#documents")).to_contain_text("показаны один раз")


def test_a_sign_in_for_which_nobody_was_asked_for_a_password_opens_nothing_more(
    stack: Stack, somebody: Somebody
) -> None:
    school = somebody(java_script_enabled=False)
    steps.sign_in(school, stack, "admin")
    steps.wait(stack, 20)
    # Out here alone: at Госуслуги she is signed in still, and comes in by one button.
    school.context.clear_cookies(name="session")
    steps.open_door(school, stack)
    steps.expect_page(school, "desk")
    school.goto(f"{stack.school}/registry/employees/")
    school.get_by_role("button", name="Выгрузить в Excel").click()
    expect(school.get_by_role("heading", level=1)).to_have_text(
        "Подтвердите, что это вы"
    )
