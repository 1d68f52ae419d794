"""Repair: who was refused writes, the school mends the card, he comes in."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]


def open_message(school: Page, number: str, show: str = "Ждут меня") -> None:
    """From the work list, mostly of what waits for one, to the message of a number."""
    school.get_by_role("link", name="Сообщения").first.click()
    steps.expect_page(school, "support-messages")
    school.get_by_role("link", name=f"{show} (").click()
    school.get_by_role("link", name=number).click()
    steps.expect_page(school, "support-message")


def replace(school: Page) -> None:
    """Tick that the document was seen, and make the card like Госуслуги."""
    school.get_by_label("Документ видел(а)").check()
    school.get_by_role("button", name="Заменить").click()
    main = school.locator("main[data-page='support-message']")
    expect(main).to_have_attribute("data-state", "fixed")


def answer_fixed(school: Page, done: str) -> None:
    """Say on the page of a message that it is mended, and what was done."""
    school.get_by_text("Исправлено", exact=True).click()
    school.get_by_label(done).check()
    school.get_by_role("button", name="Исправлено, пусть войдёт").click()
    main = school.locator("main[data-page='support-message']")
    expect(main).to_have_attribute("data-state", "fixed")


def report(person: Page) -> str:
    """Write from the refused page, and pass on what Госуслуги know; the number."""
    number = steps.refusal(person)["reference"]
    person.get_by_role("link", name="форму обратной связи").click()
    steps.expect_page(person, "support-report")
    steps.write_to_school(person)
    return number


def come_in(person: Page) -> None:
    """The number's page says that it is mended: press its button."""
    person.reload()
    expect(person.locator("main")).to_contain_text("Школа исправила карточку")
    person.get_by_role("button", name="Войти через Госуслуги").click()


def test_story_4_a_class_teacher_mends_the_card_and_the_father_reads_the_diary(
    stack: Stack, somebody: Somebody
) -> None:
    father, teacher = somebody(width=390), somebody()
    steps.sign_in(father, stack, "sergey")
    steps.agree(father)
    told = steps.refusal(father)
    assert (told["message"], told["step"]) == ("DIARY_NOT_FOUND", "lists")
    number = report(father)
    steps.sign_in(teacher, stack, "teacher")
    open_message(teacher, number)
    beside = teacher.locator(".beside")
    expect(beside).to_have_count(1)
    expect(beside).to_contain_text("Отличаются цифры на местах: ")
    assert (
        beside.locator("mark").first.evaluate(
            "it => getComputedStyle(it).textDecorationLine"
        )
        == "underline"
    )
    assert Axe().run(teacher).violations_count == 0
    teacher.get_by_role("button", name="Заменить").click()
    expect(teacher.locator("main")).to_contain_text("Отметьте «Документ видел(а)»")
    replace(teacher)
    expect(teacher.locator("main")).to_contain_text("Карточка исправлена по данным")
    come_in(father)
    steps.expect_page(father, "diary-week")
    expect(father.locator("header.top")).to_contain_text("Мила")


def test_story_3_the_administrator_mends_the_name(
    holiday: Stack, somebody: Somebody
) -> None:
    father, office = somebody(width=390), somebody()
    steps.sign_in(father, holiday, "dmitry")
    number = report(father)
    steps.sign_in(office, holiday, "admin")
    # Till the 11th nobody works, and then lessons begin: the class teacher has it.
    open_message(office, number, "Все")
    expect(office.locator("[data-held]")).to_contain_text("понедельник, 11 января")
    beside = office.locator(".beside")
    expect(beside).to_contain_text("в карточке «Орлов Дмитрий Алексевич»")
    expect(beside.locator("mark")).to_have_text("е")
    assert Axe().run(office).violations_count == 0
    replace(office)
    come_in(father)
    steps.expect_page(father, "diary-week")


def test_story_32_the_administrator_mends_the_card_of_a_teacher(
    stack: Stack, somebody: Somebody
) -> None:
    teacher, office = somebody(), somebody()
    steps.sign_in(teacher, stack, "larionov")
    steps.agree(teacher)
    # Who is in no list reads the same: only a line of its own speaks to employees.
    assert steps.refusal(teacher)["message"] == "DIARY_NOT_FOUND"
    main = teacher.locator("main")
    expect(main).to_contain_text("Доступ к журналу даёт администратор")
    expect(main).not_to_contain_text("Лариионов")
    number = report(teacher)
    steps.sign_in(office, stack, "admin")
    # By the class that he typed: the door does not say that it knows an employee.
    open_message(office, number, "Все")
    expect(office.locator(".beside")).to_contain_text("Карточка сотрудника")
    replace(office)
    come_in(teacher)
    steps.expect_page(teacher, "journal-day")
