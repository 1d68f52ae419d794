"""Consents: asked by a system, given, refused, withdrawn, ended by time."""

from dataclasses import replace
from typing import Any

import pytest

from sandbox.people.citizens import by_key
from sandbox.people.consents import is_needed
from sandbox.tests.client import SCOPE, Client, refused_with, told
from sandbox.tests.visitor import Visitor, control, sign_in, wait
from sandbox.world import World


def listed(world: World, **wanted: str) -> list[dict[str, Any]]:
    answer = Visitor(world).http.get("/control/consents", params=wanted)
    return list(answer.json())


def asks_consent(world: World) -> None:
    """Let every system ask on the consent screen."""
    for id_, client in world.clients.items():
        world.clients[id_] = replace(client, asks_consent=True)


def screen(client: Client, who: str, **changes: str) -> str:
    """Walk to the consent screen; the name of the ask."""
    answer = sign_in(client, who, **changes)
    page, _, name = answer.headers["location"].partition("?ask=")
    assert page == "/consent"
    return name


def test_the_screen_names_operator_purpose_and_data(
    world: World, client: Client
) -> None:
    asks_consent(world)
    name = screen(client, "ilya")
    page = client.http.get("/consent", params={"ask": name}).text
    for words in ("Электронная школа", "войти в дневник", "СНИЛС", "Фролов Илья"):
        assert words in page
    back = client.http.post("/consent", data={"ask": name, "do": "give"})
    assert client.exchange(told(back)["code"]).status_code == 200


def test_a_consent_given_is_not_asked_again_until_more_is_wanted(
    world: World, client: Client
) -> None:
    asks_consent(world)
    name = screen(client, "ilya", scope="openid fullname")
    client.http.post("/consent", data={"ask": name, "do": "give"})
    assert "code" in told(client.ask(scope="openid fullname"))
    assert "code" in told(client.ask(scope="openid"))
    more = client.ask(scope="openid fullname snils")
    assert more.headers["location"].startswith("/consent?")


def test_each_system_asks_for_itself(
    world: World, client: Client, stranger: Client
) -> None:
    asks_consent(world)
    name = screen(client, "ilya")
    client.http.post("/consent", data={"ask": name, "do": "give"})
    stranger.http.cookies = client.http.cookies
    assert stranger.ask().headers["location"].startswith("/consent?")


def test_a_system_that_comes_by_two_roads_asks_once(
    world: World, client: Client
) -> None:
    world.clients["GATE"] = replace(world.clients["ELSH_DEMO"], id="GATE")
    asks_consent(world)
    name = screen(client, "ilya")
    client.http.post("/consent", data={"ask": name, "do": "give"})
    with world.store.open() as db:
        ilya = by_key(db, "ilya")
        assert ilya
        gate = world.clients["GATE"]
        assert not is_needed(world, db, gate, ilya, SCOPE)
    assert listed(world, client="GATE", state="given", kind="own", about="None")
    natalia = Visitor(world, "natalia").see("/profile/portfolio")
    assert natalia.count("Предоставить согласие<") == 4


def test_a_refusal_returns_007004_and_a_notice_leads_to_a_second_thought(
    world: World, client: Client
) -> None:
    asks_consent(world)
    name = screen(client, "ilya")
    back = client.http.post("/consent", data={"ask": name, "do": "refuse"})
    assert refused_with(back) == "ESIA-007004"
    ilya = Visitor(world, "ilya")
    assert "ждёт вашего согласия" in ilya.see("/profile/notices")
    assert "Вы отказались" in ilya.see(ilya.consent())
    page = ilya.press(ilya.consent(), do="given")
    assert "Согласие предоставлено" in page
    assert 'href="http://school.test' in page
    assert "code" in told(client.ask())


def test_a_withdrawn_consent_is_asked_again(world: World, client: Client) -> None:
    asks_consent(world)
    assert "code" in told(sign_in(client, "natalia"))
    natalia = Visitor(world, "natalia")
    for one in listed(world, key="natalia", oid="1000900001"):
        natalia.press(f"/profile/consents/{one['id']}", do="withdrawn")
    assert client.ask().headers["location"].startswith("/consent?")
    assert Visitor(world, "pavel").see("/profile/consents").count("Отозвано") == 2


def test_the_people_of_the_first_stories_are_not_asked(
    world: World, client: Client
) -> None:
    asks_consent(world)
    for who in ("natalia", "maria", "galina", "teacher"):
        client.http.cookies.clear()
        assert "code" in told(sign_in(client, who))


@pytest.mark.parametrize("ask", ["", "nonsense", "%00", "я" * 3000])
def test_a_screen_of_no_request_says_so(world: World, client: Client, ask: str) -> None:
    for answer in (
        client.http.get("/consent", params={"ask": ask}),
        client.http.post("/consent", data={"ask": ask, "do": "give"}),
    ):
        assert answer.status_code == 400
        assert "Вернитесь на сайт" in answer.text


def test_a_screen_without_a_session_leads_to_the_sign_in_page(
    world: World, client: Client
) -> None:
    asks_consent(world)
    name = screen(client, "ilya")
    client.http.cookies.clear()
    answer = client.http.post("/consent", data={"ask": name, "do": "give"})
    assert answer.headers["location"] == f"/login?ask={name}"


def test_a_system_asks_both_parents_and_one_gives(world: World) -> None:
    body = {"client": "OTHER_IS", "about": "maria", "text": "Дневник Марии"}
    asked = control(world, "consents", **body)
    assert asked.status_code == 201
    assert {one["key"] for one in asked.json()} == {"natalia", "alexey"}
    assert {one["state"] for one in asked.json()} == {"asked"}
    natalia = Visitor(world, "natalia")
    assert "просит согласие" in natalia.see("/profile/notices")
    mine = next(one["id"] for one in asked.json() if one["key"] == "natalia")
    page = natalia.press(f"/profile/consents/{mine}", do="given")
    assert "Согласие предоставлено" in page
    maria = Visitor(world, "maria").see("/profile/notices")
    assert 'href="http://other.test' in maria
    theirs = next(one["id"] for one in asked.json() if one["key"] == "alexey")
    other = Visitor(world, "alexey").see(f"/profile/consents/{theirs}")
    assert "уже дал это согласие" in other
    states = {
        one["key"]: one["state"]
        for one in listed(world, client="OTHER_IS")
        if one["about_key"] == "maria"
    }
    assert states == {"natalia": "given", "alexey": "asked"}


def test_asking_twice_is_asking_once(world: World) -> None:
    first = control(world, "consents", oid="maria", kind="parent").json()
    again = control(world, "consents", oid="maria", kind="parent").json()
    assert [one["id"] for one in first] == [one["id"] for one in again]
    natalia = Visitor(world, "natalia").see("/profile/notices")
    assert natalia.count("просит согласие") == 1


def test_a_control_decides_for_a_citizen(world: World) -> None:
    for state in ("given", "refused", "withdrawn", "asked"):
        body = {"oid": 1000900001, "kind": "own", "state": state}
        made = control(world, "consents", **body).json()
        assert [one["state"] for one in made] == [state]


def test_a_consent_and_a_request_end_with_time(world: World) -> None:
    soon = (world.clock.now().replace(microsecond=0)).isoformat()
    wait(world, hours=-1)
    control(world, "consents", oid="vera", expires=soon)
    vera = Visitor(world, "vera")
    vera.press(vera.consent(), do="given")
    wait(world, hours=2)
    vera.come_in("vera")
    assert "Срок согласия вышел" in vera.see(vera.consent())
    assert "Срок согласия вышел" in vera.press(vera.consent(), do="withdrawn")
    assert listed(world, oid="1000900026", state="expired")


@pytest.mark.parametrize(
    "wrong",
    [
        {"client": "NOBODY"},
        {"oid": "nobody"},
        {"oid": ["vera"]},
        {"about": "maria", "oid": "vera"},
        {"state": "maybe"},
        {"kind": "third"},
        {"text": 7},
        {"scope": None},
        {"back": "http://evil.test/"},
        {"expires": "tomorrow"},
    ],
)
def test_a_request_written_wrongly_is_refused(
    world: World, wrong: dict[str, Any]
) -> None:
    before = len(listed(world))
    answer = control(world, "consents", **{"oid": "vera"} | wrong)
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert len(listed(world)) == before


def test_anothers_consent_is_nobodys(world: World) -> None:
    made = control(world, "consents", oid="maria", kind="parent").json()
    for one in made:
        address = f"/profile/consents/{one['id']}"
        for who in ("maria", "kirill", "vera"):
            assert "нет" in Visitor(world, who).press(address, 404, do="given")
    assert {one["state"] for one in listed(world, about="1000900002")} == {"asked"}


def test_a_decision_that_makes_no_sense_changes_nothing(world: World) -> None:
    made = control(world, "consents", oid="vera").json()[0]
    vera, address = Visitor(world, "vera"), f"/profile/consents/{made['id']}"
    for state in ("withdrawn", "expired", "asked", "", "<b>"):
        assert "Запрос согласия" in vera.press(address, do=state)
    assert "Вы отказались" in vera.press(address, do="refused")


def test_a_parent_gives_in_the_portfolio_without_being_asked(world: World) -> None:
    natalia = Visitor(world, "natalia")
    assert "Школьное портфолио" in natalia.see("/profile/portfolio")
    given = natalia.press("/profile/portfolio", child="kirill", client="ELSH_DEMO")
    assert "Согласие предоставлено" in given
    found = listed(world, about="1000900003", client="ELSH_DEMO")
    assert [(one["key"], one["state"]) for one in found] == [("natalia", "given")]
    assert "Согласие действует" in natalia.see("/profile/portfolio")


def test_nobody_gives_for_anothers_child_nor_for_his_parent(world: World) -> None:
    before = len(listed(world, kind="parent"))
    for who, child in (("vera", "maria"), ("maria", "natalia"), ("maria", "maria")):
        body = {"child": child, "client": "ELSH_DEMO"}
        Visitor(world, who).press("/profile/portfolio", 404, **body)
    natalia = Visitor(world, "natalia")
    natalia.press("/profile/portfolio", 404, child="maria", client="NOBODY")
    assert len(listed(world, kind="parent")) == before


def test_at_eighteen_the_portfolio_no_longer_asks_the_parent(world: World) -> None:
    control(world, "clock", now="2026-11-24T10:00:00+03:00")
    assert "Ларин Никита" in Visitor(world, "zhanna").see("/profile/portfolio")
    control(world, "clock", now="2026-11-25T10:00:00+03:00")
    assert "Ларин Никита" not in Visitor(world, "zhanna").see("/profile/portfolio")


def test_a_system_sends_a_notice_that_leads_to_its_own_site(world: World) -> None:
    link = "http://school.test/diary/"
    sent = {"oid": "vera", "title": "Новые отметки", "text": "Их две.", "link": link}
    assert control(world, "notices", **sent).status_code == 201
    assert f'href="{link}"' in Visitor(world, "vera").see("/profile/notices")
    for wrong in ({"link": "http://evil.test/"}, {"oid": "nobody"}, {"title": ""}):
        assert control(world, "notices", **sent | wrong).status_code == 422


def test_scope_of_the_screen_is_remembered(world: World, client: Client) -> None:
    asks_consent(world)
    name = screen(client, "ilya")
    client.http.post("/consent", data={"ask": name, "do": "give"})
    found = listed(world, kind="own", state="given", oid="1000900046")
    assert {one["scope"] for one in found if one["client"] == "ELSH_DEMO"} == {SCOPE}
