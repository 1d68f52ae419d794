"""The profile: who I am, how surely; registering; and whose button it was."""

import pytest

from sandbox.tests.visitor import Visitor, control
from sandbox.world import World

NEW = {
    "last_name": "Новикова",
    "first_name": "Яна",
    "patronymic": "",
    "gender": "F",
    "birth_date": "03.02.1990",
    "email": "Novikova@example.test",
    "phone": "8 900 111-22-33",
    "password": "not-a-secret",
}


def test_the_profile_shows_what_gosuslugi_know(world: World) -> None:
    page = Visitor(world, "natalia").see("/profile")
    for words in (
        "Смирнова Наталия Сергеевна",
        "Подтверждена",
        "14 марта 1988",
        "900-000-001 82",
        "+7 900 000-00-01",
        "natalia@example.test",
        "Связанные учётные записи",
        "Смирнова Мария Алексеевна",
        "Семья и дети",
        "Согласия и доверенности",
        "Школьное портфолио",
        "Это песочница.",
    ):
        assert words in page


def test_an_account_grows_from_simplified_to_confirmed(world: World) -> None:
    yana = Visitor(world)
    assert "Упрощённая" in yana.press("/register", **NEW)
    page = yana.press("/profile", do="confirm", way="centre")
    assert "Сначала впишите паспорт" in page
    page = yana.press("/profile", do="documents", passport="61 00", snils="1")
    assert "вместе десять цифр" in page
    assert "не сходятся" in page
    papers = {"passport": "6100900999", "snils": "112-233-445 95"}
    assert "Подтвердить в МФЦ" in yana.press("/profile", do="documents", **papers)
    assert "Подтверждена" in yana.press("/profile", do="confirm", way="centre")
    known = Visitor(world).http.get("/control/citizens").json()[-1]
    assert (known["level"], known["email"]) == ("confirmed", "novikova@example.test")
    yana.come_in("novikova", "not-a-secret")


def test_the_bank_refuses_a_childs_card_and_takes_an_adults(world: World) -> None:
    denis = Visitor(world, "denis")
    for card, sentence in (
        ("child", "детская карта выпущена к счёту родителя"),
        ("other", "оформлена на другого человека"),
        ("", "Выберите карту."),
        ("gold", "Выберите карту."),
    ):
        page = denis.press("/profile", do="confirm", way="bank", card=card)
        assert sentence in page
        assert "Стандартная" in page
    done = denis.press("/profile", do="confirm", way="bank", card="own")
    assert "Подтверждена" in done


def test_under_fourteen_nobody_registers_or_shows_a_passport(world: World) -> None:
    control(world, "clock", now="2026-11-18T10:00:00+03:00")
    young = NEW | {"birth_date": "19.11.2012"}
    assert "До 14 лет" in Visitor(world).press("/register", **young)
    old = NEW | {"birth_date": "18.11.2012"}
    assert "Упрощённая" in Visitor(world).press("/register", **old)
    papers = {"passport": "6100900999", "snils": "112-233-445 95"}
    page = Visitor(world, "maria").press("/profile", do="documents", **papers)
    assert "Паспорт получают в 14 лет" in page


def test_at_fourteen_a_child_account_grows(world: World) -> None:
    control(world, "clock", now="2026-11-18T10:00:00+03:00")
    gleb = Visitor(world, "gleb")
    papers = {"passport": "6100900034", "snils": "900-000-034 91"}
    assert "Подтвердить в МФЦ" in gleb.press("/profile", do="documents", **papers)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"email": "natalia@example.test"}, "уже есть у другой"),
        ({"phone": "+7 900 000-00-01"}, "уже есть у другой"),
        ({"phone": "12"}, "Телефон пишется так"),
        ({"email": "novikova"}, "Адрес почты пишется так"),
        ({"password": "short"}, "не меньше восьми"),
        ({"birth_date": "01.01.2099"}, "ещё не наступила"),
        ({"first_name": "\x00'; --"}, "Пишите русскими буквами"),
    ],
)
def test_a_registration_written_wrongly_is_told(
    world: World, change: dict[str, str], sentence: str
) -> None:
    somebody = Visitor(world)
    before = len(somebody.http.get("/control/citizens").json())
    assert sentence in somebody.press("/register", **NEW | change)
    assert len(somebody.http.get("/control/citizens").json()) == before


def test_phone_and_email_are_changed_and_sign_in(world: World) -> None:
    vera = Visitor(world, "vera")
    taken = {"email": "natalia@example.test", "phone": ""}
    assert "уже есть у другой" in vera.press("/profile/contacts", **taken)
    fresh = {"email": "vera.new@example.test", "phone": "+7 900 555-44-33"}
    assert "+7 900 555-44-33" in vera.press("/profile/contacts", **fresh)
    vera.come_in("vera.new@example.test")


PAGES = (
    "/profile",
    "/profile/contacts",
    "/profile/family",
    "/profile/family/new",
    "/profile/family/1",
    "/profile/code",
    "/profile/consents",
    "/profile/portfolio",
    "/profile/notices",
)


@pytest.mark.parametrize("path", PAGES)
def test_whoever_is_not_in_signs_in_first_and_comes_back(
    world: World, path: str
) -> None:
    answer = Visitor(world).http.get(path)
    login = answer.headers["location"]
    assert login.startswith("/login?to=")
    somebody = Visitor(world)
    assert f'name="to" value="{path}"' in somebody.see(login)
    form = {"login": "vera@example.test", "password": "gosuslugi", "to": path}
    assert somebody.http.post("/login", data=form).headers["location"] == path


@pytest.mark.parametrize(
    "to", ["http://evil.test/", "//evil.test", "/profile/../x", "/control/reset", "\n"]
)
def test_signing_in_leads_nowhere_else(world: World, to: str) -> None:
    form = {"login": "vera@example.test", "password": "gosuslugi", "to": to}
    answer = Visitor(world).http.post("/login", data=form)
    assert answer.headers["location"] == "/profile"


@pytest.mark.parametrize(
    "origin", ["http://evil.test", "http://sandbox.test:8000", "null"]
)
def test_a_button_of_another_site_does_nothing(world: World, origin: str) -> None:
    denis = Visitor(world, "denis")
    form = {"do": "confirm", "way": "centre"}
    answer = denis.http.post("/profile", data=form, headers={"Origin": origin})
    assert answer.status_code == 403
    del denis.http.headers["Origin"]
    answer = denis.http.post("/profile", data=form, headers={"Referer": f"{origin}/x"})
    assert answer.status_code == 403
    assert "Стандартная" in denis.see("/profile")
    assert "Подтверждена" in denis.press("/profile", **form)


@pytest.mark.parametrize("path", ["/", "/login", "/register", *PAGES])
def test_every_page_says_that_it_is_a_sandbox(world: World, path: str) -> None:
    somebody = Visitor(world, "natalia")
    page = somebody.http.get(path).text
    assert "Это песочница." in page
    assert "<script" not in page


def test_words_of_people_are_never_markup(world: World) -> None:
    client = Visitor(world).http
    change = {"last_name": '<img src=x onerror="1">'}
    client.patch("/control/citizens/vera", json=change)
    for path in ("/", "/profile"):
        assert "<img" not in Visitor(world, "vera").http.get(path).text
