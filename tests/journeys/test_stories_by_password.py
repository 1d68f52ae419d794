"""Stories 29 and 30: by the rules of 2022 the young come in by a login."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.guessing import crowd
from tests.journeys.printing import printed
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]
BORN = {"Ефимов Фёдор": "19.03.2013", "Быков Вадим": "05.09.2012"}


def door(page: Page, stack: Stack) -> None:
    """The sign-in page of the region in which the young have passwords."""
    page.goto(f"{stack.school}/access/region/meshchora/")
    steps.expect_page(page, "sign-in")
    expect(page.locator("main")).to_contain_text("Ученикам младше 14,5 года")


def activate(page: Page, card: dict[str, str], born: str, password: str) -> None:
    page.get_by_role("link", name="Первый раз: ввести код с карточки").click()
    page.get_by_label("Логин", exact=True).fill(card["login"])
    page.get_by_label("Код", exact=True).fill(f"{card['code'][:5]} {card['code'][5:]}")
    page.get_by_label("Дата рождения ученика").fill(born)
    page.get_by_label("Новый пароль").fill(password)
    page.get_by_role("button", name="Сохранить пароль и войти").click()


def come_in(page: Page, login: str, password: str) -> None:
    page.get_by_label("Логин", exact=True).fill(login)
    page.get_by_label("Пароль", exact=True).fill(password)
    page.get_by_role("button", name="Войти", exact=True).click()


def leave(page: Page, stack: Stack) -> None:
    page.goto(f"{stack.school}/family/")
    page.locator("main").get_by_role("button", name="Выйти").click()
    steps.expect_page(page, "sign-in")


def follow_letter(page: Page, stack: Stack, to: str) -> None:
    """Read the last letter that the program wrote to somebody, and open its link."""
    letter = page.locator("article", has_text=to).first
    link = letter.get_by_role("link", name="/login/new/")
    for _ in range(30):  # the worker looks every two seconds
        page.goto(f"{stack.school}/mail/")
        if link.count():
            break
        page.wait_for_timeout(500)
    link.click()
    steps.expect_page(page, "login-renew")


def test_story_29_a_card_a_password_and_what_to_do_when_it_is_forgotten(
    stack: Stack, somebody: Somebody
) -> None:
    fyodor = somebody(width=390)
    born = BORN["Ефимов Фёдор"]
    card = printed(stack, "Ефимов Фёдор", "fyodor@example.test")
    door(fyodor, stack)
    activate(fyodor, card, born, "12345678")
    expect(fyodor.locator("main")).to_contain_text("подбирают пароли")
    fyodor.get_by_label("Новый пароль").fill("ворона девять зонт")
    fyodor.get_by_role("button", name="Сохранить пароль и войти").click()
    steps.expect_page(fyodor, "diary-week")
    leave(fyodor, stack)
    come_in(fyodor, card["login"], "не помню")
    expect(fyodor.locator("main")).to_contain_text("Логин или пароль не подошли")
    come_in(fyodor, card["login"], "ворона девять зонт")
    steps.expect_page(fyodor, "diary-week")
    leave(fyodor, stack)
    # Forgotten, with an e-mail in the card.
    fyodor.get_by_role("link", name="Забыли пароль?").click()
    fyodor.get_by_label("Логин или электронная почта").fill("fyodor@example.test")
    fyodor.get_by_role("button", name="Прислать ссылку").click()
    steps.expect_page(fyodor, "login-asked")
    follow_letter(fyodor, stack, "fyodor@example.test")
    fyodor.get_by_label("Новый пароль").fill("лужа прыгнула в сапог")
    fyodor.get_by_role("button", name="Сохранить пароль и войти").click()
    steps.expect_page(fyodor, "diary-week")
    leave(fyodor, stack)
    # Forgotten, without one: a new card.
    fyodor.get_by_role("link", name="Забыли пароль?").click()
    expect(fyodor.locator("main")).to_contain_text("у классного руководителя новую")
    again = printed(stack, "Ефимов Фёдор", "")
    assert again["login"] == card["login"]
    door(fyodor, stack)
    activate(fyodor, again, born, "третий пароль за день")
    steps.expect_page(fyodor, "diary-week")


def test_while_a_crowd_guesses_a_child_s_browser_works_and_he_comes_in(
    stack: Stack, somebody: Somebody
) -> None:
    card = printed(stack, "Макаров Семён")
    child, without = somebody(width=390), somebody(java_script_enabled=False)
    door(child, stack)
    activate(child, card, "14.01.2013", "ворона девять зонт")
    steps.expect_page(child, "diary-week")
    leave(child, stack)
    with crowd(stack):
        come_in(child, card["login"], "ворона девять зонт")
        steps.expect_page(child, "login")
        main = child.locator("main")
        expect(main).to_contain_text("Кто-то подбирает пароли")
        expect(child.get_by_label("Логин", exact=True)).to_have_value(card["login"])
        # Sent at once: the form waits till its task is solved.
        child.get_by_label("Пароль", exact=True).fill("ворона девять зонт")
        child.get_by_role("button", name="Войти", exact=True).click()
        steps.expect_page(child, "diary-week")
        without.goto(f"{stack.school}/access/region/meshchora/")
        without.goto(f"{stack.school}/login/")
        expect(without.locator("[data-without]")).to_contain_text("новую карточку")
        leave(child, stack)
    come_in(child, card["login"], "ворона девять зонт")
    steps.expect_page(child, "diary-week")


def test_story_30_both_ways_at_fourteen_and_gosuslugi_alone_later(
    stack: Stack, somebody: Somebody
) -> None:
    vadim = somebody(width=390)
    card = printed(stack, "Быков Вадим")
    door(vadim, stack)
    activate(vadim, card, BORN["Быков Вадим"], "ворона девять зонт")
    steps.expect_page(vadim, "diary-week")
    leave(vadim, stack)
    steps.sign_in(vadim, stack, "vadim")
    steps.agree(vadim)
    steps.expect_page(vadim, "diary-week")
    leave(vadim, stack)
    come_in(vadim, card["login"], "ворона девять зонт")
    steps.expect_page(vadim, "diary-week")
    # Fourteen and a half: his session ends with the password.
    stack.control("POST", "clock", now="2027-03-05T09:00:00+03:00")
    vadim.goto(f"{stack.school}/")
    steps.expect_page(vadim, "sign-in")
    come_in(vadim, card["login"], "ворона девять зонт")
    steps.expect_page(vadim, "login-outgrown")
    expect(vadim.locator("main")).to_contain_text("своя подтверждённая запись")
    vadim.get_by_role("button", name="Войти через Госуслуги").click()
    steps.at_gosuslugi(vadim, "vadim")
    steps.expect_page(vadim, "diary-week")


def test_story_30_past_fourteen_and_a_half_no_card_is_made(
    stack: Stack, somebody: Somebody
) -> None:
    assert "младше" in printed(stack, "Сафонов Борис")["why"]
    boris = somebody(width=390)
    boris.goto(f"{stack.school}/access/region/meshchora/")
    steps.sign_in(boris, stack, "boris")
    steps.agree(boris)
    steps.expect_page(boris, "diary-week")
