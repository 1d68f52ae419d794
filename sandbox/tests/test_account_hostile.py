"""Whatever is typed, whoever sends it and however often: a sentence, never a 500."""

import json
import random
from threading import Thread

import pytest

from sandbox.application import build_routes
from sandbox.people.citizens import load_cast
from sandbox.people.stories import told
from sandbox.tests.visitor import Visitor, control, wait
from sandbox.world import World

PEOPLE = ("natalia", "maria", "nina", "lyudmila", "polina", "denis", "gleb")
TYPED = (
    *("", "0", "-1", "9" * 30, "٣", "\x00", "<b>", "'; --", "я" * 300, "../..", "%00"),
    *("given", "withdrawn", "remove", "again", "hurry", "forget", "confirm", "bank"),
    *("own", "documents", "ELSH_DEMO", "maria", "natalia@example.test", "IV-ОЯ"),
    *("540031", "06.02.2017", "2017-02-30", "0001-01-01", "Лебедев", "F", "give"),
    *("112-233-445 95", "6100900999"),
)
FIELDS = (
    *("do", "email", "phone", "code", "child", "client", "last_name", "first_name"),
    *("gender", "birth_date", "series", "number", "snils", "password", "passport"),
    *("patronymic", "way", "card", "ask", "to", "login"),
)
IDS = ("1", "2", "3", "4", "x", "%00", "٣", "9" * 30)
SAID = (
    *(None, 1, True, [], {}, "\ud800", "maria", 1000900002, 10**30, "x" * 600, 1e308),
    *("2026-01-01T00:00+03:00", "asked", "own", "parent", "ELSH_DEMO", "passed", -5),
)
NAMES = (
    *("client", "oid", "about", "kind", "text", "scope", "back", "expires", "state"),
    *("title", "link", "verdict", "minutes", "key", "last_name"),
)


def test_no_form_breaks_a_page(world: World) -> None:
    chance = random.Random(4)  # noqa: S311 — a seed makes the run repeatable
    visitors = [Visitor(world, who) for who in PEOPLE]
    rows = [
        (pattern.pattern, method)
        for _, pattern, handlers in build_routes().rows
        for method in handlers
        if pattern.pattern.startswith(("/profile", "/register", "/consent", "/login"))
    ]
    for _ in range(250):
        path, method = chance.choice(rows)
        path = path.replace("(?P<id>[^/]+)", chance.choice(IDS))
        names = chance.sample(FIELDS, chance.randint(0, 12))
        form = {name: chance.choice(TYPED) for name in names}
        http = chance.choice(visitors).http
        sent = {"data": form} if method == "POST" else {"params": form}
        answer = http.request(method, path, **sent)
        assert answer.status_code < 500, (method, path, form)


@pytest.mark.parametrize("path", ["consents", "notices", "registry", "citizens"])
def test_no_body_breaks_a_control(world: World, path: str) -> None:
    chance = random.Random(path)  # noqa: S311 — a seed makes the run repeatable
    http = Visitor(world).http
    for _ in range(100):
        names = chance.sample(NAMES, chance.randint(0, 8))
        body = json.dumps({name: chance.choice(SAID) for name in names})
        answer = http.post(f"/control/{path}", content=body)
        assert answer.status_code in (200, 201, 422), body
    for page in ("/profile/consents", "/profile/notices", "/profile/family"):
        assert Visitor(world, "natalia").http.get(page).status_code == 200


def test_six_clicks_make_one_account(world: World) -> None:
    control(world, "registry", verdict="passed", minutes=0)
    vera = Visitor(world, "vera")
    child = {"last_name": "Лебедев", "first_name": "Тимур", "gender": "M"}
    papers = {"birth_date": "06.02.2017", "series": "IV-ОЯ", "number": "540031"}
    vera.press("/profile/family/new", **child, **papers)
    wait(world, minutes=1)
    address = f"{vera.child('Лебедев')}/account"
    statuses: list[int] = []

    def click(email: str) -> None:
        form = {"email": email, "password": "gosuslugi"}
        again = Visitor(world, "vera").http.post(address, data=form)
        statuses.append(again.status_code)

    clicks = [Thread(target=click, args=(f"t{i}@example.test",)) for i in range(6)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert len(statuses) == 6
    people = {one["key"]: one for one in vera.http.get("/control/citizens").json()}
    made = [key for key, one in people.items() if one["first_name"] == "Тимур"]
    assert people["vera"]["kids"] == made
    assert len(made) == 1


def test_every_story_has_its_family(world: World) -> None:
    stories, cast = told(world), {one.key for one in load_cast(world.cast)}
    assert [one.number for one in stories.stories if one.number] == list(range(1, 39))
    alone = [one.number for one in stories.stories if not one.people]
    assert alone == [35]
    assert {key for one in stories.stories for key in one.people} == cast
    assert {one["parent"] for one in stories.cards} <= cast
    asked = {one["whom"] for one in stories.requests}
    assert asked <= cast


def test_the_cast_page_shows_the_stories_with_what_to_expect(world: World) -> None:
    page = Visitor(world).see("/")
    for story in told(world).stories:
        assert story.title in page
    assert 'id="story-38"' in page
    assert page.count("data-citizen=") >= 56
