"""«Семья и дети»: the check waits, passes, fails, is entered again; the account."""

import re

import pytest

from sandbox.tests.client import Client
from sandbox.tests.visitor import Visitor, control, wait
from sandbox.world import World

TIMUR = {
    "last_name": "Лебедев",
    "first_name": "Тимур",
    "patronymic": "Ильич",
    "gender": "M",
    "birth_date": "06.02.2017",
    "series": "iv—оя",
    "number": "540031",
    "snils": "",
}
ACCOUNT = {"email": "timur@example.test", "phone": "", "password": "gosuslugi"}


def test_a_check_waits_then_passes_and_tells_the_parent(world: World) -> None:
    vera = Visitor(world, "vera")
    assert "Идёт проверка" in vera.press("/profile/family/new", **TIMUR)
    assert "Проверка пройдена" not in vera.see("/profile/notices")
    wait(world, minutes=4)
    assert "Проверка пройдена" in vera.see("/profile/family")
    notices = vera.see("/profile/notices")
    assert "сведения совпали с ЕГР ЗАГС" in notices
    assert "Новое" in notices
    assert "Новое" not in vera.see("/profile/notices")


def test_a_confirmed_parent_makes_a_child_account_that_signs_in(world: World) -> None:
    vera = Visitor(world, "vera")
    vera.press("/profile/family/new", **TIMUR)
    wait(world, minutes=4)
    card = vera.child("Лебедев")
    assert "Учётная запись привязана" in vera.press(f"{card}/account", **ACCOUNT)
    assert "Лебедев Тимур Ильич" in vera.see("/profile")
    page = Visitor(world, "timur").see("/profile")
    assert "Детская" in page
    assert "Лебедева Вера Андреевна" in page
    again = vera.press(f"{card}/account", **ACCOUNT | {"email": "two@example.test"})
    assert "Учётная запись привязана" in again
    people = Visitor(world).http.get("/control/citizens").json()
    assert sum(one["first_name"] == "Тимур" for one in people) == 1


def test_before_the_check_is_over_there_is_no_account(world: World) -> None:
    vera = Visitor(world, "vera")
    vera.press("/profile/family/new", **TIMUR)
    card = vera.child("Лебедев")
    assert "Создать" not in vera.see(card)
    refused = vera.press(f"{card}/account", 409, **ACCOUNT)
    assert "должны пройти проверку" in refused


def test_an_unconfirmed_parent_makes_no_account(world: World) -> None:
    olga = Visitor(world, "olga")
    olga.press("/profile/family/new", **TIMUR)
    wait(world, minutes=4)
    refused = olga.press(f"{olga.child('Лебедев')}/account", 409, **ACCOUNT)
    assert "должна быть подтверждена" in refused


def test_a_failed_check_is_entered_again(world: World) -> None:
    nina = Visitor(world, "nina")
    card = nina.child("Котов")
    assert "Проверка не пройдена" in nina.see(card)
    assert "Привязать</a>" not in nina.see(card)
    assert "Введите свидетельство заново" in nina.press(card, do="remove")
    sent = nina.press(card, do="again", series="IV-ОЯ", number="540032")
    assert "Идёт проверка" in sent
    assert "Проверка пройдена" in nina.press(card, do="hurry")
    assert "Привязать</a>" in nina.see(card)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"number": "540032"}, "Проверка не пройдена"),
        ({"first_name": "Тимофей"}, "Проверка не пройдена"),
        ({"birth_date": "2017-02-07"}, "Проверка не пройдена"),
        ({"first_name": "тимур"}, "Проверка пройдена"),
    ],
)
def test_the_check_compares_every_word(
    world: World, change: dict[str, str], sentence: str
) -> None:
    vera = Visitor(world, "vera")
    vera.press("/profile/family/new", **TIMUR | change)
    wait(world, minutes=4)
    assert sentence in vera.see("/profile/family")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"last_name": ""}, "Заполните это поле."),
        ({"first_name": "Timur"}, "Пишите русскими буквами"),
        ({"birth_date": "31.02.2017"}, "Дата пишется так"),
        ({"birth_date": "01.01.2099"}, "ещё не наступила"),
        ({"series": "4-ОЯ"}, "Серия пишется так"),
        ({"number": "54003"}, "шесть цифр"),
        ({"number": "٥٤٠٠٣١"}, "шесть цифр"),
        ({"snils": "900-000-001 00"}, "не сходятся"),
        ({"gender": "X"}, "Выберите пол."),
        ({"last_name": "Л" * 5000}, "Пишите русскими буквами"),
    ],
)
def test_a_field_written_wrongly_is_told_and_kept(
    world: World, change: dict[str, str], sentence: str
) -> None:
    vera = Visitor(world, "vera")
    page = vera.press("/profile/family/new", **TIMUR | change)
    assert sentence in page
    assert 'value="Ильич"' in page
    assert "Идёт проверка" not in vera.see("/profile/family")


def test_the_same_child_twice_is_refused(world: World) -> None:
    vera = Visitor(world, "vera")
    vera.press("/profile/family/new", **TIMUR)
    again = vera.press("/profile/family/new", **TIMUR)
    assert "уже записан" in again
    assert vera.see("/profile/family").count("Лебедев Тимур Ильич") == 1


def test_a_switch_decides_how_checks_end_and_how_long_they_last(world: World) -> None:
    control(world, "registry", verdict="failed", minutes=60)
    vera = Visitor(world, "vera")
    vera.press("/profile/family/new", **TIMUR)
    wait(world, minutes=59)
    assert "Идёт проверка" in vera.see("/profile/family")
    wait(world, minutes=2)
    assert "Проверка не пройдена" in vera.see("/profile/family")
    for wrong in ({"verdict": "maybe"}, {"minutes": -1}, {"minutes": "5"}):
        assert control(world, "registry", **wrong).status_code == 422


def test_anothers_child_is_nobody(world: World) -> None:
    card = Visitor(world, "nina").child("Котов")
    stranger = Visitor(world, "vera")
    for path in (card, f"{card}/account", f"{card}/link", "/profile/family/x"):
        assert "нет" in stranger.see(path, 404)
    stranger.press(card, 404, do="forget")
    assert "Котов" in Visitor(world, "nina").see("/profile/family")


def test_a_child_sees_its_parents_and_adds_nobody(world: World) -> None:
    maria = Visitor(world, "maria")
    page = maria.see("/profile/family")
    assert "Смирнов Алексей Николаевич" in page
    assert "Добавить ребёнка" not in page
    assert "детская" in maria.see("/profile/family/new", 403)
    assert "детская" in maria.press("/profile/family/new", 403, **TIMUR)


def test_an_account_is_not_linked_twice(world: World) -> None:
    control(world, "registry", verdict="passed", minutes=0)
    natalia = Visitor(world, "natalia")
    kirill = {"last_name": "Смирнов", "first_name": "Кирилл", "number": "540099"}
    kirill |= {"patronymic": "Алексеевич", "birth_date": "09.02.2011"}
    natalia.press("/profile/family/new", **TIMUR | kirill)
    wait(world, minutes=1)
    cards = re.findall(r"/profile/family/(\d+)", natalia.see("/profile/family"))
    for card in cards:
        link = f"/profile/family/{card}/link"
        if "Продолжить" in natalia.see(link):
            told = natalia.press(link, email="kirill@example.test")
            assert "уже привязана" in told
            return
    raise AssertionError("there was no card to link")


def test_a_new_child_is_told_by_the_protocol(world: World, client: Client) -> None:
    vera = Visitor(world, "vera")
    vera.press("/profile/family/new", **TIMUR)
    wait(world, minutes=4)
    vera.press(f"{vera.child('Лебедев')}/account", **ACCOUNT)
    scope = "openid kid_fullname kid_birth_cert_doc"
    token = client.token("vera@example.test", scope)
    path = "/rs/prns/1000900026/kids?embed=(elements)"
    kids = client.read(path, token).json()["elements"]
    assert [one["firstName"] for one in kids] == ["Тимур"]


def test_a_card_of_a_linked_child_cannot_be_deleted(world: World) -> None:
    natalia = Visitor(world, "natalia")
    page = natalia.press(natalia.child("Смирнова Мария"), do="forget")
    assert "Смирнова Мария" in page
