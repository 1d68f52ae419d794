"""`/control/consents`, `/notices`, `/registry`: behind a citizen's pages."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sandbox.clients import Client, origin
from sandbox.clock import read_moment
from sandbox.people import consents
from sandbox.people.citizens import Citizen, by_oid
from sandbox.people.consents import Consent
from sandbox.people.families import VERDICTS, order_registry, registry
from sandbox.people.notices import tell
from sandbox.web import Request, Response, data
from sandbox.world import World

KINDS = ("own", "parent")


def list_consents(world: World, request: Request) -> Response:
    """Consents with their states; client, oid, about, state in the query choose."""
    wanted = dict(request.query)
    if asking := world.clients.get(wanted.get("client", "")):
        wanted["client"] = consents.system_of(world, asking).id
    since = read_moment(wanted.get("since", "2000-01-01T00:00:00+00:00"))
    if isinstance(since, str):
        return _refuse(since)
    with world.store.open() as db:
        shown = [
            _shown(world, db, one)
            for one in consents.all_consents(db)
            if consents.turned_s(one, world.clock.now_s()) >= since.timestamp()
        ]
    return data([one for one in shown if _chosen(one, wanted)])


def _chosen(one: dict[str, Any], wanted: dict[str, str]) -> bool:
    names = ("id", "client", "oid", "about", "person", "state", "kind")
    return all(str(one[name]) == wanted[name] for name in names if name in wanted)


def _shown(world: World, db: sqlite3.Connection, one: Consent) -> dict[str, Any]:
    asked, child = by_oid(db, one.oid), by_oid(db, one.about)
    return {
        "id": one.id,
        "client": one.client,
        "kind": "parent" if one.about else "own",
        "oid": one.oid,
        "key": asked.key if asked else None,
        "about": one.about or None,
        "about_key": child.key if child else None,
        "person": one.about or one.oid,
        "text": one.text,
        "scope": one.scope,
        "state": consents.state_of(one, world.clock.now_s()),
        "asked_at": _moment(one.asked_s),
        "decided_at": _moment(one.decided_s),
        "expires_at": _moment(one.expires_s),
        "page": f"{world.base}/profile/consents/{one.id}",
    }


def _moment(at_s: float) -> str | None:
    return datetime.fromtimestamp(at_s, UTC).isoformat() if at_s else None


def ask_consent(world: World, request: Request) -> Response:
    """Ask a person, or every parent of a child; `state` decides for them at once."""
    body = request.json()
    if isinstance(body, str):
        return _refuse(body)
    with world.store.open() as db:
        client = _client(world, body)
        if isinstance(client, str):
            return _refuse(client)
        people = _people(db, body)
        if isinstance(people, str):
            return _refuse(people)
        wish = _wish(client, body, people[1])
        if isinstance(wish, str):
            return _refuse(wish)
        made = [
            _ask(world, db, wish, one, body)
            for one in people[0]
            if one.oid not in body.get("except", ())
        ]
        return data([_shown(world, db, one) for one in made], 201)


def _client(world: World, body: dict[str, Any]) -> Client | str:
    first = next(iter(world.clients), "")
    found = world.clients.get(str(body.get("client", first)))
    if found is None:
        return "Такой системы (client) в clients.toml нет."
    return consents.system_of(world, found)


def _people(
    db: sqlite3.Connection, body: dict[str, Any]
) -> tuple[list[Citizen], Citizen | None] | str:
    whom, about = (
        consents.by_reference(db, body[name]) if body.get(name) else None
        for name in ("oid", "about")
    )
    if (body.get("oid") and whom is None) or (body.get("about") and about is None):
        return "oid и about — номер или ключ того, кто есть в песочнице."
    if body.get("kind") == "parent" and about is None:
        # {"oid": a child, "kind": "parent"}: the word of a parent about this child
        whom, about = None, whom
    asked = consents.those_asked(db, about, whom)
    return (asked, about) if asked else "Спросить некого: такого родителя нет."


def _wish(client: Client, body: dict[str, Any], about: Citizen | None) -> Consent | str:
    text = body.get("text", client.purpose or "Вход в систему")
    usual = consents.ABOUT_CHILD if about else consents.EVERYTHING
    scope, back = body.get("scope", usual), body.get("back", "")
    if not all(isinstance(one, str) and len(one) <= 500 for one in (text, scope, back)):
        return "text, scope и back — строки до 500 знаков."
    if back and origin(back) not in client.origins:
        return "back — адрес не с сайта этой системы."
    ends = read_moment(str(body["expires"])) if body.get("expires") else None
    if isinstance(ends, str):
        return ends
    if body.get("kind", "own") not in KINDS:
        return f"kind — одно из: {', '.join(KINDS)}."
    if body.get("state", "asked") not in consents.STATES:
        return f"state — одно из: {', '.join(consents.STATES)}."
    return consents.wish(
        client.id,
        0,
        text,
        about=about.oid if about else 0,
        scope=scope,
        expires_s=ends.timestamp() if ends else 0,
        back=back,
    )


def _ask(
    world: World,
    db: sqlite3.Connection,
    wish: Consent,
    whom: Citizen,
    body: dict[str, Any],
) -> Consent:
    wish = replace(wish, oid=whom.oid)
    state = body.get("state")
    if state in (None, "asked"):
        return consents.ask(world, db, wish, again=body.get("again") is True)
    now_s = world.clock.now_s()
    made = replace(wish, state=str(state), asked_s=now_s, decided_s=now_s)
    return consents.write(db, made)


def send_notice(world: World, request: Request) -> Response:
    """Tell a person something; the link leads back to the system's own site."""
    body = request.json()
    if isinstance(body, str):
        return _refuse(body)
    client = _client(world, body)
    if isinstance(client, str):
        return _refuse(client)
    words = [str(body.get(name, ""))[:500] for name in ("title", "text", "link")]
    if not words[0] or origin(words[2]) not in client.origins:
        return _refuse("Нужны title и link — адрес с сайта этой системы.")
    with world.store.open() as db:
        whom = consents.by_reference(db, body.get("oid"))
        if whom is None:
            return _refuse("oid — номер или ключ того, кто есть в песочнице.")
        link = (words[2], f"Открыть: {client.name}")
        tell(db, whom.oid, world.clock.now_s(), words[0], words[1], link)
    return data({"oid": whom.oid, "title": words[0]}, 201)


def show_registry(world: World, request: Request) -> Response:
    """How checks in ЗАГС end, and how many minutes they last."""
    with world.store.open() as db:
        verdict, minutes = registry(db)
    return data({"verdict": verdict, "minutes": minutes})


def set_registry(world: World, request: Request) -> Response:
    """Let the next checks pass, fail or be compared with what ЗАГС knows."""
    body = request.json()
    if isinstance(body, str):
        return _refuse(body)
    with world.store.open() as db:
        verdict, minutes = registry(db)
        verdict, minutes = body.get("verdict", verdict), body.get("minutes", minutes)
        if verdict not in VERDICTS:
            return _refuse(f"verdict — одно из: {', '.join(VERDICTS)}.")
        if type(minutes) not in (int, float) or not 0 <= minutes <= 100_000:
            return _refuse("minutes — сколько минут идёт проверка, от 0.")
        order_registry(db, verdict, float(minutes))
    return show_registry(world, request)


def _refuse(sentence: str) -> Response:
    return data({"error": sentence}, 422, refused=sentence)
