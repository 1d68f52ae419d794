"""Whoever does not come in reads why, where it stopped and who acts next."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from launcher.asking import ask
from tests.journeys import steps
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]


@pytest.mark.parametrize(
    ("who", "message", "step"),
    [
        ("dmitry", "DIARY_NOT_FOUND", "lists"),
        ("stepan", "DIARY_NOT_FOUND", "lists"),
        ("galina", "DIARY_NOT_FOUND", "lists"),
        ("olesya", "DIARY_NOT_FOUND", "lists"),
        ("elena", "DIARY_NOT_FOUND", "link"),
        ("former", "DIARY_NOT_FOUND", "lists"),
        ("olga", "ACCOUNT_NOT_CONFIRMED", "account"),
    ],
)
def test_a_refused_person_reads_one_message_with_one_stop(
    stack: Stack, somebody: Somebody, who: str, message: str, step: str
) -> None:
    page = somebody(width=390)
    steps.sign_in(page, stack, who)
    told = steps.refusal(page)
    assert (told["message"], told["step"]) == (message, step)
    assert told["reference"].startswith("ЭШ-2611-")
    assert page.locator("[aria-current='step']").count() == 1
    expect(page.get_by_text("Вы вошли на Госуслугах как")).to_be_visible()


def test_a_typo_in_the_card_and_no_card_read_the_same(
    stack: Stack, somebody: Somebody
) -> None:
    ladders = []
    for who in ("dmitry", "stepan"):
        page = somebody()
        steps.sign_in(page, stack, who)
        ladders.append(page.locator("ol.ladder").inner_text())
    assert ladders[0] == ladders[1]


def test_a_wrong_password_stays_at_gosuslugi(stack: Stack, somebody: Somebody) -> None:
    page = somebody()
    steps.open_door(page, stack)
    steps.at_gosuslugi(page, "natalia", password="не тот")
    expect(page.get_by_role("alert")).to_contain_text("Неверный логин или пароль")
    steps.at_gosuslugi(page, "natalia")
    steps.expect_page(page, "diary-week")


def test_whoever_presses_cancel_is_told_that_he_did_not_finish(
    stack: Stack, somebody: Somebody
) -> None:
    page = somebody()
    steps.open_door(page, stack)
    page.get_by_role("button", name="Отмена").click()
    steps.expect_page(page, "refused")
    expect(page.get_by_text("Вы не закончили вход на Госуслугах")).to_be_visible()


def test_a_replayed_return_opens_nothing(stack: Stack, somebody: Somebody) -> None:
    page = somebody()
    returns: list[str] = []
    page.on(
        "request",
        lambda request: (
            returns.append(request.url) if "/return/" in request.url else None
        ),
    )
    steps.sign_in(page, stack, "natalia")
    steps.expect_page(page, "diary-week")
    assert len(returns) == 1
    page.goto(returns[0])
    assert steps.refusal(page)["message"] == "SIGN_IN_AGAIN"
    stranger = somebody()
    stranger.goto(returns[0])
    assert steps.refusal(stranger)["message"] == "SIGN_IN_AGAIN"


def test_a_code_used_twice_opens_nothing_the_second_time(
    stack: Stack, somebody: Somebody
) -> None:
    page = somebody()
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    steps.sign_in(page, stack, "natalia")
    steps.expect_page(page, "diary-week")
    page.get_by_text("Наталия С.").first.click()
    page.get_by_role("button", name="Войти под другой записью").click()
    steps.open_door(page, stack)
    page.get_by_label("Пароль").wait_for()
    code = _told(seen, "/access/esia/return/", "code")
    state = _told(seen, "/aas/oauth2/v2/ac", "state")
    page.goto(f"{stack.school}/access/esia/return/?state={state}&code={code}")
    assert steps.refusal(page)["message"] == "SIGN_IN_AGAIN"


def _told(seen: list[str], path: str, name: str) -> str:
    """A parameter of the last request to an address."""
    last = [url for url in seen if path in url][-1]
    return parse_qs(urlsplit(last).query)[name][0]


def test_a_code_that_gosuslugi_refuse_opens_nothing(
    stack: Stack, somebody: Somebody
) -> None:
    stack.control("POST", "faults", on="te", fault="expired_code", times=1)
    page = somebody()
    steps.sign_in(page, stack, "natalia")
    assert steps.refusal(page)["message"] == "SIGN_IN_AGAIN"


@pytest.mark.parametrize("fault", ["wrong_audience", "wrong_signature"])
def test_a_token_that_is_not_for_us_opens_nothing(
    stack: Stack, somebody: Somebody, fault: str
) -> None:
    stack.control("POST", "faults", on="te", fault=fault, times=1)
    page = somebody()
    steps.sign_in(page, stack, "natalia")
    assert steps.refusal(page)["message"] == "ESIA_BAD_ANSWER"
    steps.open_door(page, stack)
    steps.expect_page(page, "diary-week")


@pytest.mark.parametrize("part", ["te", "person"])
def test_while_gosuslugi_are_down_readers_read_and_newcomers_are_told(
    stack: Stack, somebody: Somebody, part: str
) -> None:
    reader = somebody()
    steps.sign_in(reader, stack, "natalia")
    newcomer = somebody()
    steps.open_door(newcomer, stack)
    stack.control("POST", "faults", on=part, fault="down", times=50)
    steps.at_gosuslugi(newcomer, "alexey")
    assert steps.refusal(newcomer)["message"] == "ESIA_UNAVAILABLE"
    reader.reload()
    steps.expect_page(reader, "diary-week")
    assert steps.children(reader) == ["Мария", "Кирилл"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?state=&code=",
        "?state=%00&code=%00",
        "?code=x",
        "?state=11111111-1111-4111-8111-111111111111&code=" + "x" * 5000,
        "?error=access_denied",
        "?error=%F0%9F%98%80&error_description=%0d%0a&state=x",
        "?state=a&state=b&code=c&code=d",
    ],
)
def test_an_absurd_return_is_a_page_in_words(stack: Stack, query: str) -> None:
    address = f"{stack.school}/access/esia/return/{query}"
    answer = ask(address, follow_redirects=True)
    assert answer.status_code == 200
    assert "Вход не выполнен" in answer.text.replace("\xa0", " ")
