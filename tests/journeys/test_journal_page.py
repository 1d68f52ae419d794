"""A lesson's page under a teacher's hands: typing, no network, no session any more."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FloatRect, Locator, Page, Route, expect

from tests.journeys import steps
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]

_SIGNED_OUT = "Вы вышли. Войдите снова"


@pytest.fixture
def teacher(stack: Stack, somebody: Somebody) -> Page:
    """The teacher at today's lesson of 5«Б»."""
    page = somebody()
    steps.sign_in(page, stack, "teacher")
    steps.expect_page(page, "journal-day")
    page.get_by_role("link").filter(has_text="5«Б»").first.click()
    steps.expect_page(page, "journal-lesson")
    expect(page.locator("[data-without-script]")).to_have_count(0)
    return page


def cell(page: Page, place: int, slot: int = 1) -> Locator:
    """A cell of the student at this place of the list."""
    return page.locator("[data-student]").nth(place).locator(f"[data-slot='{slot}']")


def typed(one: Locator, text: str) -> str:
    """Type it and press Enter; the text, for later."""
    one.locator("input").first.fill(text)
    one.locator("input").first.press("Enter")
    return text


def other(one: Locator, than: str = "") -> str:
    """A mark that does not stand in the cell."""
    stands = one.locator("input").first.input_value()
    return next(mark for mark in "345" if mark not in {stands, than})


def expect_state(one: Locator, state: str) -> None:
    expect(one).to_have_attribute("data-state", state)


def expect_value(one: Locator, value: str) -> None:
    expect(one.locator("input").first).to_have_value(value)


def told(page: Page) -> Locator:
    """Where the page says what became of what was typed."""
    return page.locator("[data-saved]")


def sign_out(page: Page) -> None:
    """The session is over, here and at Госуслуги, and the page does not know."""
    for name in ("session", "sandbox_session"):
        page.context.clear_cookies(name=name)


def sign_in_beside(page: Page, who: str, lands: str = "journal-day") -> None:
    """Follow the page's link into a new tab and come in there as this person."""
    with page.context.expect_page() as opened:
        told(page).get_by_role("link", name="Войти в новой вкладке").click()
    opened.value.get_by_role("button", name="Войти через Госуслуги").click()
    steps.at_gosuslugi(opened.value, who)
    steps.expect_page(opened.value, lands)


def test_a_mark_is_saved_as_it_is_typed(teacher: Page) -> None:
    one = cell(teacher, 0)
    value = typed(one, other(one))
    expect_state(one, "saved")
    expect(told(teacher)).to_contain_text("Сохранено в")
    teacher.reload()
    expect_value(one, value)


def test_a_point_of_any_keypad_is_a_debt_alone_and_in_a_pair(teacher: Page) -> None:
    first, second = cell(teacher, 6), cell(teacher, 6, slot=2)
    typed(first, f"{other(first)}/,")
    expect_value(second, "·")
    expect_state(second, "saved")
    expect(second).to_have_class("cell cell--input cell--debt")
    typed(second, other(second))
    expect_state(second, "saved")
    expect(second).to_have_class("cell cell--input")


def test_a_roll_call_that_is_not_saved_is_not_left_without_a_warning(
    teacher: Page,
) -> None:
    warned = []
    teacher.on("dialog", lambda dialog: (warned.append(dialog.type), dialog.dismiss()))
    row = teacher.locator("[data-student]").nth(7)
    row.locator("input[type=radio][value='Н']").check()
    row.get_by_role("link").click()
    expect(row).to_be_visible()
    assert warned == ["beforeunload"]
    teacher.get_by_role("button", name="Сохранить перекличку").click()
    expect(told(teacher)).to_contain_text("Перекличка сохранена")
    row.get_by_role("link").click()
    steps.expect_page(teacher, "journal-remark")


def test_two_marks_typed_in_one_cell_are_two(teacher: Page) -> None:
    first, second = cell(teacher, 1), cell(teacher, 1, slot=2)
    values = other(first), other(second)
    typed(first, "/".join(values))
    expect_state(first, "saved")
    expect_state(second, "saved")
    teacher.reload()
    expect_value(first, values[0])
    expect_value(second, values[1])


def test_what_is_no_mark_is_refused_and_stays(teacher: Page) -> None:
    one = cell(teacher, 2)
    typed(one, "7")
    expect_state(one, "refused")
    expect(teacher.get_by_role("alert")).to_contain_text("Можно поставить 1–5")
    expect_value(one, "7")


def test_without_network_marks_wait_and_then_go(teacher: Page) -> None:
    one, two = cell(teacher, 3), cell(teacher, 4)
    teacher.context.set_offline(True)
    values = typed(one, other(one)), typed(two, other(two))
    expect_state(one, "queued")
    expect_state(two, "queued")
    expect(told(teacher)).to_contain_text("2 отметки ждут отправки")
    teacher.context.set_offline(False)
    expect_state(one, "saved")
    expect_state(two, "saved")
    teacher.reload()
    expect_value(one, values[0])
    expect_value(two, values[1])


@pytest.mark.parametrize("insists", [True, False])
def test_a_teacher_chooses_between_two_values(teacher: Page, insists: bool) -> None:
    window = teacher.context.new_page()
    window.goto(teacher.url)
    mine, theirs = cell(teacher, 5), cell(window, 5)
    wanted = other(mine)
    there = typed(theirs, other(theirs, than=wanted))
    expect_state(theirs, "saved")
    typed(mine, wanted)
    expect_state(mine, "conflict")
    words = f"Поставить {wanted}" if insists else f"Оставить {there}"
    teacher.get_by_role("button", name=words).click()
    expect(teacher.get_by_role("alert")).to_have_count(0)
    if insists:
        expect_state(mine, "saved")
    teacher.reload()
    expect_value(mine, wanted if insists else there)


def test_what_is_refused_for_good_does_not_hold_up_the_rest(teacher: Page) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(status=413, json={"sentence": "Запрос слишком велик."})

    one, two = cell(teacher, 6), cell(teacher, 7)
    teacher.route("**/journal/operations/", refuse)
    typed(one, other(one))
    expect_state(one, "refused")
    expect(teacher.get_by_role("alert")).to_contain_text("слишком велик")
    teacher.unroute("**/journal/operations/")
    typed(two, other(two))
    expect_state(two, "saved")
    expect_state(one, "refused")


def test_a_form_is_not_saved_after_the_session_and_nothing_is_lost(
    teacher: Page,
) -> None:
    topic = teacher.get_by_label("Тема урока")
    save = teacher.get_by_role("button", name="Сохранить тему и задание")
    text = "Дроби: то, чего нельзя потерять"
    topic.fill(text)
    sign_out(teacher)
    save.click()
    expect(told(teacher)).to_contain_text(_SIGNED_OUT)
    expect(topic).to_have_value(text)
    sign_in_beside(teacher, "teacher")
    save.click()
    expect(told(teacher)).to_have_text("Тема и задание сохранены")
    teacher.reload()
    expect(topic).to_have_value(text)


def test_a_roll_call_after_the_session_is_not_saved_either(teacher: Page) -> None:
    sign_out(teacher)
    teacher.get_by_role("button", name="Сохранить перекличку").click()
    expect(told(teacher)).to_contain_text(_SIGNED_OUT)


def test_a_mark_waits_for_its_own_teacher_and_goes_in_no_other_name(
    teacher: Page,
) -> None:
    one = cell(teacher, 8)
    sign_out(teacher)
    value = typed(one, other(one))
    expect_state(one, "queued")
    expect(told(teacher)).to_contain_text(_SIGNED_OUT)
    sign_in_beside(teacher, "admin", lands="desk")
    expect(told(teacher)).to_contain_text("Вы вошли под другой записью")
    expect_state(one, "queued")
    sign_out(teacher)
    sign_in_beside(teacher, "teacher")
    expect_state(one, "saved")
    teacher.reload()
    expect_value(one, value)


def test_on_a_phone_a_pupil_is_two_lines_and_saving_is_always_in_sight(
    teacher: Page,
) -> None:
    teacher.set_viewport_size({"width": 390, "height": 860})
    save = teacher.get_by_role("button", name="Сохранить перекличку")
    rows = teacher.locator("[data-student]")
    for row in (rows.first, rows.nth(10), rows.last):
        row.scroll_into_view_if_needed()
        expect(save).to_be_in_viewport(ratio=1)
        roll, mark = row.get_by_role("group").bounding_box(), marks_of(row)
        assert roll is not None
        assert abs(roll["y"] - mark["y"]) < 2
        assert roll["x"] + roll["width"] <= mark["x"]
    one = cell(teacher, 10)
    typed(one, other(one))
    expect(teacher.locator("[data-told]")).to_contain_text("Сохранено в")
    expect(teacher.locator("[data-told]")).to_be_in_viewport()


def marks_of(row: Locator) -> FloatRect:
    """Where the cells of a pupil stand."""
    found = row.locator(".roll__marks").bounding_box()
    assert found is not None
    return found


def test_on_a_desk_columns_have_heads_and_letters_are_explained(teacher: Page) -> None:
    row = teacher.locator("[data-student]").first
    head = teacher.get_by_text("Отметки", exact=True).bounding_box()
    assert head is not None
    assert abs(head["x"] - marks_of(row)["x"]) < 2
    for words in ("Н — не был", "Б — болел", "У — уважительная", "О — опоздал"):
        expect(teacher.locator(".roll-legend")).to_contain_text(words)
