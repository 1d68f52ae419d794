"""Stories of one person: at Госуслуги, at the door, and in the diary or told why."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys import gosuslugi, steps
from tests.journeys.stack import Stack
from tests.journeys.test_registry import find, reads, user

Somebody = Callable[..., Page]


def test_story_2_who_confirms_her_account_comes_in(
    stack: Stack, somebody: Somebody
) -> None:
    olga = somebody(width=390)
    steps.sign_in(olga, stack, "olga")
    told = steps.refusal(olga)
    assert (told["message"], told["step"]) == ("ACCOUNT_NOT_CONFIRMED", "account")
    gosuslugi.come_back(olga, stack)
    gosuslugi.expect_level(olga, "Стандартная")
    gosuslugi.confirm(olga)
    steps.open_door(olga, stack)
    steps.expect_page(olga, "diary-week")


def test_story_6_only_the_school_learns_what_is_wrong(
    stack: Stack, somebody: Somebody
) -> None:
    parent, school = somebody(width=390), somebody()
    steps.sign_in(parent, stack, "larisa")
    steps.agree(parent)
    told = steps.refusal(parent)
    assert (told["message"], told["step"]) == ("DIARY_NOT_FOUND", "lists")
    expect(parent.locator("main")).not_to_contain_text("пользовател")
    steps.sign_in(school, stack, "admin")
    find(school, stack, "guardians", "мельник лар")
    expect(school.get_by_label("Нет", exact=True)).to_be_checked()
    user(school, "Включён")
    reads(parent, stack)


def test_story_9_a_consent_refused_is_given_by_the_link_of_the_notice(
    stack: Stack, somebody: Somebody
) -> None:
    andrey = somebody(width=390)
    steps.sign_in(andrey, stack, "andrey")
    andrey.get_by_role("button", name="Отказаться").click()
    told = steps.refusal(andrey)
    assert (told["message"], told["step"]) == ("CONSENT_OWN", "gosuslugi")
    main = andrey.locator("main")
    expect(main).to_contain_text("Вы не закончили вход на Госуслугах")
    expect(main).to_contain_text("Перейдите по ссылке из уведомления")
    gosuslugi.come_back(andrey, stack)
    gosuslugi.open_notice(andrey)
    gosuslugi.give(andrey)
    andrey.get_by_role("link", name="Вернуться на сайт").click()
    andrey.get_by_role("button", name="Войти через Госуслуги").click()
    steps.expect_page(andrey, "diary-week")


def test_story_10_a_consent_taken_back_is_asked_for_at_the_next_sign_in(
    stack: Stack, somebody: Somebody
) -> None:
    pavel = somebody(width=390)
    gosuslugi.enter(pavel, stack, "pavel")
    gosuslugi.section(pavel, "Согласия и доверенности")
    expect(pavel.get_by_role("listitem").filter(has_text="Отозвано")).to_be_visible()
    steps.open_door(pavel, stack)
    expect(pavel.get_by_role("heading", level=1)).to_have_text("Запрос согласия")
    steps.agree(pavel)
    steps.expect_page(pavel, "diary-week")


def test_story_11_one_sign_in_shows_two_children_of_one_school(
    stack: Stack, somebody: Somebody
) -> None:
    svetlana = somebody(width=390)
    steps.sign_in(svetlana, stack, "svetlana")
    steps.agree(svetlana)
    steps.expect_page(svetlana, "diary-week")
    assert sorted(steps.children(svetlana)) == ["Данил", "Софья"]


def test_story_15_a_father_whom_a_court_restricts_sees_nothing(
    stack: Stack, somebody: Somebody
) -> None:
    roman = somebody(width=390)
    gosuslugi.enter(roman, stack, "roman")
    expect(roman.locator("main")).to_contain_text("Гусева Яна")  # Госуслуги tie them
    steps.open_door(roman, stack)
    steps.agree(roman)
    assert steps.refusal(roman)["message"] == "DIARY_NOT_FOUND"
    main = roman.locator("main")
    expect(main).not_to_contain_text("Яна")
    expect(main).not_to_contain_text("суд")
    roman.goto(f"{stack.school}/diary/")
    steps.expect_page(roman, "sign-in")


def test_story_19_a_child_without_a_number_is_known_by_his_certificate(
    stack: Stack, somebody: Somebody
) -> None:
    lev = somebody(width=390)
    gosuslugi.enter(lev, stack, "lev")
    facts = lev.locator("dl.facts div")
    expect(facts.filter(has_text="СНИЛС")).to_contain_text("не указан")
    expect(facts.filter(has_text="Свидетельство")).to_contain_text("V-ОЯ № 540034")
    steps.open_door(lev, stack)
    steps.agree(lev)
    steps.expect_page(lev, "diary-week")
    expect(lev.locator("header.top")).to_contain_text("Лев П.")


def test_story_20_for_half_a_year_after_fourteen_a_childs_account_is_enough(
    stack: Stack, somebody: Somebody
) -> None:
    gleb = somebody(width=390)
    gosuslugi.enter(gleb, stack, "gleb")
    gosuslugi.expect_level(gleb, "Детская")
    facts = gleb.locator("dl.facts div")
    expect(facts.filter(has_text="Паспорт")).to_contain_text("не указан")
    steps.open_door(gleb, stack)
    steps.agree(gleb)
    steps.expect_page(gleb, "diary-week")


def test_story_25_a_bank_refuses_a_childs_card_and_takes_his_own(
    stack: Stack, somebody: Somebody
) -> None:
    denis = somebody(width=390)
    steps.sign_in(denis, stack, "denis")
    steps.agree(denis)
    told = steps.refusal(denis)
    assert (told["message"], told["step"]) == ("ACCOUNT_NOT_CONFIRMED", "account")
    gosuslugi.come_back(denis, stack)
    denis.get_by_label("Детская карта").check()
    denis.get_by_role("button", name="Подтвердить через банк").click()
    expect(denis.get_by_role("alert")).to_contain_text("Банк отказал")
    gosuslugi.expect_level(denis, "Стандартная")
    denis.get_by_label("Взрослая карта").check()
    denis.get_by_role("button", name="Подтвердить через банк").click()
    gosuslugi.expect_level(denis, "Подтверждена")
    steps.open_door(denis, stack)
    steps.expect_page(denis, "diary-week")


def test_story_27_a_grown_pupil_says_no_and_then_agrees_for_himself(
    stack: Stack, somebody: Somebody
) -> None:
    ilya = somebody(width=390)
    steps.sign_in(ilya, stack, "ilya")
    facts = ilya.locator("dl.facts div")
    expect(facts.filter(has_text="Кто даёт согласие")).to_contain_text("Фролов Илья")
    ilya.get_by_role("button", name="Отказаться").click()
    assert steps.refusal(ilya)["message"] == "CONSENT_OWN"
    ilya.get_by_role("button", name="Попробовать войти снова").click()
    steps.agree(ilya)
    steps.expect_page(ilya, "diary-week")


def test_story_31_words_of_2022_end_at_the_door_of_the_region(
    stack: Stack, somebody: Somebody
) -> None:
    """Whom no register knows presses the one button that those rules give him."""
    stepan = somebody(width=390)
    stepan.goto(f"{stack.school}/access/region/meshchora/")
    steps.sign_in(stepan, stack, "stepan")
    assert steps.refusal(stepan)["message"] == "NOT_IN_SYSTEM"
    expect(stepan.locator("main")).to_contain_text("номер телефона/СНИЛС не найдены")
    stepan.get_by_role("button", name="ОТМЕНА").click()
    steps.expect_page(stepan, "sign-in")
    steps.open_door(stepan, stack)
    expect(stepan.get_by_label("Пароль")).to_be_visible()


def test_story_38_a_namesake_born_on_the_same_day_is_not_let_in(
    stack: Stack, somebody: Somebody
) -> None:
    namesake = somebody(width=390)
    steps.sign_in(namesake, stack, "namesake")
    steps.agree(namesake)
    assert steps.refusal(namesake)["message"] == "DIARY_NOT_FOUND"
    main = namesake.locator("main")
    for hers in ("Мария", "Кирилл"):
        expect(main).not_to_contain_text(hers)
