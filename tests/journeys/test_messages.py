"""Messages about sign-in: from the refused page to the answer on the number's page."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]


def test_story_3_a_father_writes_and_the_school_answers(
    stack: Stack, somebody: Somebody
) -> None:
    father = somebody(width=390)
    steps.sign_in(father, stack, "dmitry")
    number = steps.refusal(father)["reference"]
    father.get_by_role("link", name="форму обратной связи").click()
    steps.expect_page(father, "support-report")
    steps.write_to_school(father)
    expect(father.locator("main")).to_have_attribute("data-state", "received")
    assert Axe().run(father).violations_count == 0
    school = somebody()
    steps.sign_in(school, stack, "admin")
    steps.expect_page(school, "journal-day")
    school.get_by_role("link", name="Сообщения").click()
    message = school.locator(f"[data-reference='{number}']")
    expect(message).to_contain_text("ФИО отличается одной буквой")
    expect(message).to_contain_text("Орлов Дмитрий Алексеевич")
    expect(message).to_contain_text("***-***-005 86")
    message.get_by_role("button", name="В работе").click()
    expect(school.locator(f"[data-reference='{number}']")).to_have_attribute(
        "data-state", "working"
    )
    father.reload()
    expect(father.get_by_role("heading", level=1)).to_have_text("В работе у школы")
    school.locator(f"[data-reference='{number}']").get_by_text("Нужен ответ").click()
    asked = school.locator(f"[data-reference='{number}']")
    asked.get_by_label("Позвоните классному руководителю").check()
    asked.get_by_role("button", name="Спросить").click()
    expect(asked).to_have_attribute("data-state", "asked")
    father.reload()
    expect(father.locator("main")).to_contain_text("Позвоните классному руководителю")
    asked.get_by_role("button", name="Исправлено").click()
    expect(asked).to_have_attribute("data-state", "fixed")
    father.reload()
    expect(father.get_by_role("button", name="Войти через Госуслуги")).to_be_visible()


def test_story_37_a_pupil_shows_the_number_and_his_mother_goes_on(
    stack: Stack, somebody: Somebody
) -> None:
    son = somebody(width=390)
    steps.sign_in(son, stack, "stas")
    steps.agree(son)
    number = steps.refusal(son)["reference"]
    expect(son.locator("main")).to_contain_text("Покажи этот номер родителям")
    son.get_by_role("link", name="форму обратной связи").click()
    steps.expect_page(son, "support")
    expect(son.locator("#reference")).to_have_text(number)
    # Without scripts, in a browser of her own, in small letters.
    mother = somebody(java_script_enabled=False)
    mother.goto(f"{stack.school}/support/")
    mother.get_by_label("Номер попытки").fill(number.lower().replace("-", " "))
    mother.get_by_role("button", name="Продолжить").click()
    steps.expect_page(mother, "support-report")
    assert mother.get_by_label("Передать школе мои ФИО").count() == 0
    mother.get_by_label("Первые буквы").fill("луг")
    mother.get_by_label("Чей дневник не открылся").fill("Носов Станислав Игоревич")
    mother.get_by_role("button", name="Найти").click()
    steps.expect_page(mother, "support-report")
    mother.get_by_label("Луговская школа").check()
    mother.get_by_role("button", name="Отправить").click()
    steps.expect_page(mother, "support-status")
    expect(mother.locator("main")).not_to_contain_text("Носов")
    son.goto(f"{stack.school}/support/{number}/")
    expect(son.locator("main")).to_have_attribute("data-state", "received")
