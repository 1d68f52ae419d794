"""A person comes to the sandbox, signs in, stays signed in, leaves."""

import pytest

from sandbox.tests.client import BACK, STATE, Client, ask_name, refused_with, told


def test_a_checked_request_leads_to_the_sign_in_page_and_back_with_a_code(
    client: Client,
) -> None:
    asked = client.ask()
    page = client.http.get(asked.headers["location"])
    assert "Электронная школа" in page.text
    assert "песочница" in page.text
    back = client.type_password(asked, "natalia@example.test")
    assert back.headers["location"].startswith(f"{BACK}?code=")
    assert told(back)["state"] == STATE


@pytest.mark.parametrize(
    "login",
    [
        "natalia@example.test",
        " Natalia@Example.TEST ",
        "900-000-001 82",
        "90000000182",
        "+7(900)0000001",
        "8 900 000-00-01",
        "9000000001",
    ],
)
def test_the_login_is_an_email_a_phone_or_a_snils(client: Client, login: str) -> None:
    assert "code" in told(client.type_password(client.ask(), login))


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("natalia@example.test", "wrong"),
        ("natalia@example.test", ""),
        ("nobody@example.test", "gosuslugi"),
        ("", ""),
        ("", "gosuslugi"),
        ("\x00'; --", "\ud7ff🙂"),
    ],
)
def test_a_wrong_password_is_told_in_a_sentence_and_the_login_stays(
    client: Client, login: str, password: str
) -> None:
    asked = client.ask()
    page = client.type_password(asked, login, password)
    assert page.status_code == 200
    assert "Неверный логин или пароль." in page.text
    assert f'name="ask" value="{ask_name(asked)}"' in page.text
    assert "sandbox_session" not in client.http.cookies
    assert "code" in told(client.type_password(asked, "natalia@example.test"))


def test_cancelling_goes_back_with_access_denied(client: Client) -> None:
    form = {"ask": ask_name(client.ask()), "do": "cancel"}
    back = client.http.post("/login", data=form)
    assert told(back)["error"] == "access_denied"
    assert told(back)["state"] == STATE
    assert refused_with(back) == "ESIA-007004"


def test_the_session_stays_and_the_next_system_goes_straight_through(
    client: Client, stranger: Client
) -> None:
    client.code("natalia@example.test")
    assert "code" in told(client.ask())
    stranger.http.cookies = client.http.cookies
    assert "code" in told(stranger.ask())


def test_the_session_ends_after_three_hours(client: Client) -> None:
    client.code()
    client.http.post("/control/clock", json={"now": "2030-01-01T00:00:00+03:00"})
    assert client.ask().headers["location"].startswith("/login?")


def test_logging_out_ends_the_session_and_returns(client: Client) -> None:
    client.code()
    asked = {"client_id": "ELSH_DEMO", "redirect_url": "http://school.test/access/"}
    left = client.http.get("/idp/ext/Logout", params=asked)
    assert left.headers["location"] == "http://school.test/access/"
    assert client.ask().headers["location"].startswith("/login?")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "ESIA-007005"),
        ({"client_id": "NOBODY"}, "ESIA-007005"),
        (
            {"client_id": "ELSH_DEMO", "redirect_url": "http://evil.test/"},
            "ESIA-007023",
        ),
        (
            {"client_id": "ELSH_DEMO", "redirect_url": "//evil.test/"},
            "ESIA-007023",
        ),
        (
            {"client_id": "ELSH_DEMO", "redirect_url": "http://school.test@evil.test"},
            "ESIA-007023",
        ),
    ],
)
def test_logging_out_never_leads_to_a_stranger(
    client: Client, asked: dict[str, str], code: str
) -> None:
    left = client.http.get("/idp/ext/Logout", params=asked)
    assert left.status_code == 400
    assert refused_with(left) == code


@pytest.mark.parametrize("name", ["nonsense", "%00", "а" * 3000])
def test_a_sign_in_page_of_no_request_says_so(client: Client, name: str) -> None:
    page = client.http.get("/login", params={"ask": name})
    assert page.status_code == 400
    assert "Вернитесь на сайт" in page.text
    sent = client.http.post("/login", data={"ask": name, "login": "x"})
    assert sent.status_code == 400


def test_a_citizen_may_sign_in_on_the_cast_page_and_out_again(client: Client) -> None:
    form = {"login": "natalia@example.test", "password": "gosuslugi"}
    assert client.http.post("/login", data=form).headers["location"] == "/profile"
    assert "Сейчас вошли как" in client.http.get("/").text
    client.http.post("/logout")
    assert "никто не вошёл" in client.http.get("/").text


@pytest.mark.parametrize("path", ["/", "/login", "/nowhere", "/aas/oauth2/v2/ac"])
def test_every_page_says_that_it_is_a_sandbox(client: Client, path: str) -> None:
    page = client.http.get(path)
    assert "песочница" in page.text
    assert "Это песочница." in page.text
