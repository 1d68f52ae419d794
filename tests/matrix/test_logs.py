"""The log of a whole run names nobody: no name, number, address, token or key."""

import json
import logging.config
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NoReturn
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from school.access import gosuslugi
from school.access.facts import Identity
from school.lib import logs
from tests.cast import World
from tests.matrix.canaries import word
from tests.matrix.table import ask, places, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

# Those who do what they may; «other» then does what nobody should. Both forms tell the
# same facts: the second is tried by fewer.
_PEOPLE = {
    "json": ("mother", "both", "father", "teacher", "head", "chooser", "nobody"),
    "line": ("mother", "teacher", "nobody"),
}
_SNILS = "11223344595"
_MAIL = "natalia@example.test"


@dataclass
class Run:
    """What was asked and answered, and every secret that was about."""

    answers: list[HttpResponse] = field(default_factory=list)
    secrets: set[str] = field(default_factory=set)

    def keep(self, response: HttpResponse) -> HttpResponse:
        """Remember an answer and the tokens it set; the region's name is none."""
        self.answers.append(response)
        self.secrets |= {
            one.value
            for one in response.cookies.values()
            if one.value and one.key != django_settings.REGION_COOKIE
        }
        return response


@pytest.fixture(params=["json", "line"])
def form(request: Any, settings: Any) -> Iterator[str]:
    settings.LOG = request.param
    logging.config.dictConfig(logs.configuration(request.param))
    yield request.param
    logging.config.dictConfig(django_settings.LOGGING)


def test_a_whole_run_names_nobody(
    world: World,
    form: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = Run()
    for name in _PEOPLE[form]:
        person = world.people[name]
        run.secrets.add(person.token or "no token")
        # Who signs out, or chooses another role, does it last.
        for row in sorted(rows(), key=lambda row: row.view.startswith("access:")):
            run.keep(ask(person.browser(), row, world))
    _absurd(run, world)
    _signing_in(run, monkeypatch)
    _troubles(run, world, monkeypatch)
    said = capsys.readouterr().err
    named = said.casefold()
    assert "канарейка" not in named
    assert [secret for secret in run.secrets if secret.casefold() in named] == []
    assert [key for key in world.aviary.keys if key in named] == []
    assert [one for one in (_SNILS, _MAIL, "112-233") if one in said] == []
    if form == "json":
        _holds_what_is_needed(run, [json.loads(line) for line in said.splitlines()])


def _absurd(run: Run, world: World) -> None:
    """What a person may put into an address, a header, a method."""
    client = world.people["other"].browser()
    typed = word("ГОСТЬ", "слово")
    run.keep(client.get(f"/{typed}/{_MAIL}/"))
    run.keep(client.get(f"/diary/?child={typed}"))
    run.keep(client.get("/", headers={"host": f"{_MAIL.replace('@', '.')}"}))
    run.keep(client.generic("REPORT\nx", "/"))
    run.keep(client.post("/journal/operations/", b"{", content_type="application/json"))
    strict = world.people["other"].browser(enforce_csrf_checks=True)
    lesson = places(world)["lesson"]
    run.keep(strict.post(f"/journal/lessons/{lesson}/roll/", {"name": typed}))


def _signing_in(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody unknown to every school comes from Госуслуги, and is turned away."""
    person = Identity(
        oid=1_000_777_777,
        last_name=word("ГОСТЬ", "фамилия"),
        first_name=word("ГОСТЬ", "имя"),
        patronymic=word("ГОСТЬ", "отчество"),
        birth_date=date(1985, 2, 27),
        snils=_SNILS,
        certificate=None,
        level="confirmed",
    )
    monkeypatch.setattr(gosuslugi, "identify", lambda **_: person)
    client = Client()
    begun = run.keep(client.post("/access/esia/"))
    asked = parse_qs(urlsplit(begun["Location"]).query)
    state, code = asked["state"][0], "a-code-of-gosuslugi"
    run.secrets |= {state, code, "1000777777"}
    back = run.keep(client.get("/access/esia/return/", {"state": state, "code": code}))
    assert back["Location"].endswith("/access/refused/")
    assert run.keep(client.get("/access/refused/")).status_code == 200


def _troubles(run: Run, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own mistakes, and the database's, which quote what they choked on."""
    client = world.people["other"].browser()

    def choke(*_: object) -> NoReturn:
        raise ValueError(word("Ш1У1", "фамилия"))

    def choke_in_the_database(*_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s::text::integer", [word("Ш1У1", "имя")])

    for trouble in (choke, choke_in_the_database):
        monkeypatch.setattr("school.home.redirect", trouble)
        assert run.keep(client.get("/")).status_code == 500


def _holds_what_is_needed(run: Run, lines: list[dict[str, Any]]) -> None:
    asked = [one for one in lines if one["logger"] == "school.request"]
    assert [(one["request"], one["status"]) for one in asked] == [
        (one["X-Request-Id"], one.status_code) for one in run.answers
    ]
    assert {one["route"] for one in asked} >= {"diary:week", "journal:lesson", "none"}
    assert {one["status"] for one in asked} >= {200, 302, 303, 400, 403, 404, 422, 500}
    assert max(one["queries"] for one in asked) > 2
    assert any(one["db_ms"] > 0 and one["ms"] > one["db_ms"] for one in asked)
    assert any(len(one["schools"]) == 2 for one in asked)
    mistakes = [one for one in lines if one.get("error")]
    ours, theirs = mistakes[-2:]
    assert ours["error"] == "builtins.ValueError"
    assert ours["request"] == run.answers[-2]["X-Request-Id"]
    assert any(frame.startswith("school/home.py:") for frame in ours["trace"])
    assert theirs["sqlstate"] == "22P02"
