"""The road of new installations, walked: everybody comes in through a gateway."""

import os
from collections.abc import Callable, Iterator
from unittest import mock

import pytest
from playwright.sync_api import Page, expect

from tests.bench.people import Person, come_in
from tests.journeys import steps
from tests.journeys.conftest import running
from tests.journeys.stack import SCHOOL_DAY, Stack
from tests.journeys.test_slow_gosuslugi import Door, hang_and_read
from tests.journeys.test_wrong_answers import expect_a_sentence, returned

Somebody = Callable[..., Page]


@pytest.fixture(scope="module")
def _by_gateway() -> Iterator[Stack]:
    with mock.patch.dict(os.environ, IDENTITY_ROAD="gateway"):
        yield from running(SCHOOL_DAY)


@pytest.fixture
def gated(_by_gateway: Stack) -> Iterator[Stack]:
    """The product behind a gateway; Госуслуги are as new afterwards."""
    yield _by_gateway
    _by_gateway.reset()


def test_a_mother_comes_in_reads_and_leaves(gated: Stack, somebody: Somebody) -> None:
    page, asked = somebody(), list[str]()
    page.on("request", lambda request: asked.append(request.url.partition("?")[0]))
    steps.sign_in(page, gated, "natalia")
    steps.expect_page(page, "diary-week")
    assert steps.children(page) == ["Мария", "Кирилл"]
    assert page.locator("[data-lesson]").count() > 20
    page.get_by_text("Наталия С.").first.click()
    page.get_by_role("button", name="Войти под другой записью").click()
    steps.expect_page(page, "sign-in")
    steps.open_door(page, gated)
    expect(page.get_by_label("Пароль")).to_be_visible()  # she has left the gateway too
    assert f"{gated.sandbox}/oidc/authorize" in asked
    assert f"{gated.sandbox}/oidc/logout" in asked
    assert [url for url in asked if "/aas/" in url or "/idp/" in url] == []


def test_a_person_whose_card_differs_reads_why(
    gated: Stack, somebody: Somebody
) -> None:
    page = somebody(width=390)
    steps.sign_in(page, gated, "dmitry")
    told = steps.refusal(page)
    assert (told["message"], told["step"]) == ("DIARY_NOT_FOUND", "lists")
    expect(page.get_by_text("Вы вошли на Госуслугах как")).to_be_visible()


def test_a_consent_refused_at_gosuslugi_is_asked_for_again(
    gated: Stack, somebody: Somebody
) -> None:
    gated.control("PATCH", "citizens/alexey", agreed=False)
    page = somebody(width=390)
    steps.sign_in(page, gated, "alexey")
    page.get_by_role("button", name="Отказаться").click()
    assert steps.refusal(page)["message"] == "CONSENT_OWN"
    expect(page.get_by_text("Вы не закончили вход на Госуслугах")).to_be_visible()
    page.get_by_role("button", name="Попробовать войти снова").click()
    page.get_by_role("button", name="Предоставить").click()
    steps.expect_page(page, "diary-week")


@pytest.fixture
def mother(gated: Stack) -> Iterator[Person]:
    person = come_in(Door(gated), "natalia")[0]
    yield person
    person.browser.close()


@pytest.mark.parametrize(
    ("on", "fault", "words"),
    [
        *(
            (on, fault, "не прошёл проверку")
            for on in ("te", "person")
            for fault in ("huge", "html_200", "redirect")
        ),
        ("te", "wrong_signature", "не прошёл проверку"),
        ("person", "html_502", "сейчас не отвечают"),
        ("te", "down", "сейчас не отвечают"),
    ],
)
def test_nonsense_of_a_gateway_ends_in_a_sentence_with_a_number(
    gated: Stack, mother: Person, on: str, fault: str, words: str
) -> None:
    expect_a_sentence(gated, mother, on, fault, words)


def test_a_field_that_nobody_knows_changes_nothing(
    gated: Stack, mother: Person
) -> None:
    gated.control("POST", "faults", on="all", fault="unknown_field", times=20)
    assert returned(gated, mother).url.path.startswith("/diary/")
    assert sum(one["times"] for one in gated.control("GET", "faults")) < 20


def test_a_diary_opens_while_the_gateway_hangs(gated: Stack) -> None:
    hang_and_read(gated)
