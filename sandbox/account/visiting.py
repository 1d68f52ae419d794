"""A visit to one's own account: who is in, and pages with their frame."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from sandbox.pages import render
from sandbox.people.citizens import Citizen
from sandbox.people.consents import consents_of, remember, state_of
from sandbox.people.notices import notices_of
from sandbox.people.sessions import Session, find_session
from sandbox.people.typed import Form
from sandbox.web import Handler, Request, Response, page, redirect
from sandbox.world import World

SECTIONS = {
    "/profile": "Профиль",
    "/profile/family": "Семья и дети",
    "/profile/consents": "Согласия и доверенности",
    "/profile/portfolio": "Школьное портфолио",
    "/profile/notices": "Уведомления",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of a signed-in person."""

    world: World
    db: sqlite3.Connection
    request: Request
    session: Session

    @property
    def me(self) -> Citizen:
        """Whose account it is."""
        return self.session.citizen

    @property
    def now_s(self) -> float:
        """The shown moment as Unix time."""
        return self.world.clock.now_s()

    @property
    def today(self) -> date:
        """The shown day in Moscow."""
        return self.world.clock.today()

    def form(self) -> Form:
        """What was typed, or an empty form."""
        return Form(dict(self.request.form()))

    def page(self, template: str, status: int = 200, **values: object) -> Response:
        """Show a page of the account in its frame."""
        asked = consents_of(self.db, self.me.oid)
        notices = notices_of(self.db, self.me.oid, self.now_s)
        counts = {
            "/profile/consents": sum(
                state_of(one, self.now_s) == "asked" for one in asked
            ),
            "/profile/notices": sum(not one.seen for one in notices),
        }
        frame = {"me": self.me, "sections": SECTIONS, "counts": counts}
        frame |= {"here": self.request.path, "now_s": self.now_s}
        return page(render(template, **frame, **values), status)

    def sorry(self, sentence: str, status: int = 404) -> Response:
        """Say in one sentence what cannot be done."""
        return self.page("account/sorry.html", status, sentence=sentence)


def visited(show: Callable[..., Response]) -> Handler:
    """Let a signed-in person onto a page; send anybody else to sign in first."""

    def opened(world: World, request: Request, **words: str) -> Response:
        with world.store.open() as db:
            session = find_session(world, db, request)
            if session is None:
                return redirect("/login?" + urlencode({"to": request.path}))
            remember(world, db, session.citizen)
            return show(Visit(world, db, request, session), **words)

    return opened
