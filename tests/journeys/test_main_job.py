"""The main job: a teacher puts a mark, and it arrives at the mother's."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import steps
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]


def open_lesson(page: Page, stack: Stack) -> str:
    """Sign the teacher in, open today’s lesson of 5«Б», return its key."""
    steps.sign_in(page, stack, "teacher")
    steps.expect_page(page, "journal-day")
    page.get_by_role("link").filter(has_text="5«Б»").first.click()
    steps.expect_page(page, "journal-lesson")
    return page.locator("main").get_attribute("data-lesson") or ""


def cell(page: Page, name: str, slot: int = 1) -> Locator:
    """The cell of a student, by his name."""
    row = page.locator(f"[data-student][data-name*='{name}']")
    return row.locator(f"[data-slot='{slot}']")


@pytest.mark.parametrize("width", [1366, 390])
def test_a_mark_arrives_at_the_mothers(
    stack: Stack, somebody: Somebody, width: int
) -> None:
    mother = somebody(width=390)
    steps.sign_in(mother, stack, "natalia")
    teacher = somebody(width=width)
    lesson = open_lesson(teacher, stack)
    place = cell(teacher, "Смирнова Мария")
    was = place.locator("input").first.input_value()
    put = "4" if was == "5" else "5"
    place.locator("input").first.fill(put)
    place.locator("input").first.press("Enter")
    expect(place).to_have_attribute("data-state", "saved")
    mother.reload()
    mark = mother.locator(f"[data-lesson='{lesson}'] [data-mark]").first
    expect(mark).to_contain_text(put)
    expect(mother.locator("[data-average='Математика']")).not_to_be_empty()


def test_without_scripts_a_mark_arrives_as_well(
    stack: Stack, somebody: Somebody
) -> None:
    teacher = somebody(java_script_enabled=False)
    lesson = open_lesson(teacher, stack)
    place = cell(teacher, "Смирнова Мария").locator("input").first
    put = "3" if place.input_value() == "4" else "4"
    place.fill(put)
    teacher.get_by_role("button", name="Сохранить отметки").click()
    mother = somebody(java_script_enabled=False)
    steps.sign_in(mother, stack, "natalia")
    mark = mother.locator(f"[data-lesson='{lesson}'] [data-mark]").first
    expect(mark).to_contain_text(put)


def test_two_teachers_windows_disagree_and_both_are_shown(
    stack: Stack, somebody: Somebody
) -> None:
    first, second = somebody(), somebody()
    open_lesson(first, stack)
    open_lesson(second, stack)
    one = cell(first, "Смирнова Мария")
    two = cell(second, "Смирнова Мария")
    values = [
        value
        for value in ("2", "3", "5")
        if value != one.locator("input").first.input_value()
    ]
    one.locator("input").first.fill(values[0])
    one.locator("input").first.press("Enter")
    expect(one).to_have_attribute("data-state", "saved")
    two.locator("input").first.fill(values[1])
    two.locator("input").first.press("Enter")
    expect(two).to_have_attribute("data-state", "conflict")
    expect(second.get_by_role("alert").first).to_contain_text(values[0])


def test_topic_homework_and_roll_reach_the_family(
    stack: Stack, somebody: Somebody
) -> None:
    teacher = somebody()
    lesson = open_lesson(teacher, stack)
    teacher.get_by_label("Тема урока").fill("Сложение дробей: повторение")
    teacher.get_by_label("Задание", exact=True).fill("№ 777, устно")
    teacher.get_by_role("button", name="Сохранить тему и задание").click()
    expect(teacher.get_by_role("status").first).to_have_text("Тема и задание сохранены")
    row = teacher.locator("[data-student][data-name*='Смирнова Мария']")
    row.locator("label", has=teacher.locator("input[value='Н']")).click()
    teacher.get_by_role("button", name="Сохранить перекличку").click()
    expect(teacher.get_by_role("status").first).to_have_text("Перекличка сохранена")
    mother = somebody(width=390)
    steps.sign_in(mother, stack, "natalia")
    today = mother.locator(f"[data-lesson='{lesson}']")
    expect(today).to_contain_text("Сложение дробей: повторение")
    expect(today.locator("[data-absence]")).to_contain_text("Н")
    words = mother.locator("main").text_content() or ""
    assert "№ 777, устно" in words.replace("\xa0", " ")


def test_a_teacher_of_another_school_finds_no_such_lesson(
    stack: Stack, somebody: Somebody
) -> None:
    teacher = somebody()
    lesson = open_lesson(teacher, stack)
    village = somebody()
    steps.sign_in(village, stack, "village")
    answer = village.goto(f"{stack.school}/journal/lessons/{lesson}/")
    assert answer is not None
    assert answer.status == 404
