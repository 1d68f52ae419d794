"""Messages about sign-in: from the refused page to the answer on the number's page."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.stack import Stack
from tests.journeys.test_registry import find, section
from tests.journeys.test_repair import answer_fixed, open_message

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
    school.get_by_role("link", name="Сообщения").first.click()
    steps.expect_page(school, "support-messages")
    # It is the class teacher's: nothing waits for the administrator yet.
    expect(school.get_by_role("link", name=number)).to_have_count(0)
    school.get_by_role("link", name="Все (").click()
    school.get_by_role("link", name=number).click()
    asked = school.locator("main[data-page='support-message']")
    expect(asked).to_contain_text("ФИО отличается одной буквой")
    expect(asked).to_contain_text("Орлов Дмитрий Алексеевич")
    expect(asked).to_contain_text("***-***-005 86")
    expect(asked).to_contain_text("У классного руководителя")
    asked.get_by_role("button", name="Взять в работу").click()
    expect(asked).to_have_attribute("data-state", "working")
    father.reload()
    expect(father.get_by_role("heading", level=1)).to_have_text("В работе у школы")
    asked.get_by_text("Нужен ответ", exact=True).click()
    asked.get_by_label("Напишите здесь, в каком классе").check()
    asked.get_by_role("button", name="Спросить").click()
    expect(asked).to_have_attribute("data-state", "asked")
    father.reload()
    father.get_by_label("Ваш ответ").fill("В 5 «Б», фамилия теперь Орлова")
    father.get_by_role("button", name="Ответить школе").click()
    expect(father.locator("main")).to_have_attribute("data-state", "received")
    school.reload()
    expect(asked).to_contain_text("В 5 «Б», фамилия теперь Орлова")
    asked.get_by_text("Исправлено", exact=True).click()
    asked.get_by_role("button", name="Исправлено, пусть войдёт").click()
    expect(asked).to_have_attribute("data-state", "fixed")
    father.reload()
    expect(father.get_by_role("button", name="Войти через Госуслуги")).to_be_visible()


def test_story_37_a_pupil_shows_the_number_and_his_mother_goes_on(
    stack: Stack, somebody: Somebody
) -> None:
    son = somebody(width=390)
    steps.sign_in(son, stack, "stas")
    steps.agree(son)
    told = steps.refusal(son)
    assert told["message"] == "DIARY_NOT_FOUND_MINOR"
    number = told["reference"]
    expect(son.locator("main")).to_contain_text("попросите родителей сообщить о ней")
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
    mother.get_by_label("Как вам ответить").fill("8 900 000-00-00, rita@example.test")
    mother.get_by_role("button", name="Найти").click()
    steps.expect_page(mother, "support-report")
    mother.get_by_label("Луговская школа").check()
    mother.get_by_role("button", name="Отправить").click()
    steps.expect_page(mother, "support-status")
    expect(mother.locator("main")).not_to_contain_text("Носов")
    son.goto(f"{stack.school}/support/{number}/")
    expect(son.locator("main")).to_have_attribute("data-state", "received")
    # In his card the patronymic has a letter too many.
    school = somebody()
    steps.sign_in(school, stack, "director")
    find(school, stack, "students", "носов стан")
    section(school, "name")
    school.get_by_label("Отчество").fill("Игоревич")
    school.locator("#name").get_by_role("button", name="Сохранить").click()
    expect(school.locator("#name")).to_contain_text("Сохранено")
    open_message(school, number)
    expect(school.locator("[data-mail]")).to_contain_text("почтовый сервер у программы")
    answer_fixed(school, "Школа исправила карточку")
    expect(school.locator("main")).to_contain_text("Письмо записано, но не ушло")
    # Without a mail server a demonstration keeps the letter on a page.
    mother.goto(f"{stack.school}/mail/")
    letter = mother.locator(".letters__letter").first
    expect(letter).to_contain_text("Можно войти ещё раз")
    expect(letter).not_to_contain_text("Носов")
    # The last link refuses such letters; the first leads to the page of the number.
    letter.get_by_role("link").last.click()
    steps.expect_page(mother, "support-letters")
    mother.get_by_role("button", name="Отписаться").click()
    expect(mother.locator("main")).to_contain_text("такие письма больше не придут")
    mother.get_by_role("button", name="Подписаться снова").click()
    mother.goto(f"{stack.school}/mail/")
    letter.get_by_role("link").first.click()
    steps.expect_page(mother, "support-status")
    expect(mother.locator("main")).to_have_attribute("data-state", "fixed")
    son.reload()
    son.get_by_role("button", name="Войти через Госуслуги").click()
    steps.expect_page(son, "diary-week")
    expect(son.locator("header.top")).to_contain_text("Станислав")
