"""The consent screen between signing in and the code."""

from dataclasses import replace

from sandbox.account.agreeing import name_data
from sandbox.account.entering import STALE_ASK
from sandbox.clients import Client
from sandbox.pages import render
from sandbox.people import consents
from sandbox.people.sessions import Session, find_session
from sandbox.protocol.asking import Ask, kept, let_in, send_back
from sandbox.protocol.refusals import Refusal
from sandbox.web import Request, Response, page, redirect
from sandbox.world import World


def show_screen(world: World, request: Request) -> Response:
    """Who asks, what for, and for which data."""
    name = request.fields().get("ask", "")
    with world.store.open() as db:
        ask = kept(world, db, name)
        session = find_session(world, db, request)
    if ask is None:
        return page(render("sentence.html", sentence=STALE_ASK), 400)
    if session is None:
        return redirect(f"/login?ask={name}")
    return page(
        render(
            "account/screen.html",
            ask=name,
            client=world.clients[ask.client_id],
            data=name_data(ask.wanted),
            me=session.citizen,
        )
    )


def answer_screen(world: World, request: Request) -> Response:
    """«Предоставить» leads to the code, «Отказаться» back with ESIA-007004."""
    given = request.fields()
    with world.store.open() as db:
        ask = kept(world, db, given.get("ask", ""))
        session = find_session(world, db, request)
        if ask is None or session is None:
            return show_screen(world, request)
        client = world.clients[ask.client_id]
        wish = _wish(consents.system_of(world, client), ask, session)
        if given.get("do") == "give":
            now_s = world.clock.now_s()
            made = replace(wish, state="given", asked_s=now_s, decided_s=now_s)
            consents.write(db, made)
            return let_in(world, db, ask, session)
        if given.get("do") != "refuse":
            return show_screen(world, request)
        asked = consents.ask(world, db, wish, quietly=True)
        consents.decide(world, db, asked, "refused")
        consents.notify(world, db, asked, f"{client.name} ждёт вашего согласия")
    refusal = Refusal("ESIA-007004", "Человек нажал «Отказаться».")
    return send_back(ask.redirect_uri, ask.state, refusal)


def _wish(client: Client, ask: Ask, session: Session) -> consents.Consent:
    text = client.purpose or "Вход в систему"
    return consents.wish(client.id, session.citizen.oid, text, scope=ask.wanted)
