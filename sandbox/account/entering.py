"""Pages of a citizen: the cast, signing in with a password, leaving."""

import hmac
import re

from sandbox.clients import origin
from sandbox.pages import render
from sandbox.people.citizens import all_citizens, by_login
from sandbox.people.consents import systems
from sandbox.people.sessions import end_session, find_session, start_session
from sandbox.people.stories import told
from sandbox.protocol.asking import Ask, kept, let_in, send_back, stop
from sandbox.protocol.refusals import Refusal
from sandbox.web import Request, Response, page, redirect
from sandbox.world import World

WRONG_PASSWORD = "Неверный логин или пароль. Проверьте раскладку и попробуйте ещё раз."  # noqa: S105
STALE_ASK = (
    "Время на вход вышло или ссылка неполная. Вернитесь на сайт, с которого вы пришли,"
    " и нажмите «Войти» ещё раз."
)


def show_cast(world: World, request: Request) -> Response:
    """Show who lives here and what should happen to each."""
    with world.store.open() as db:
        session = find_session(world, db, request)
        people = {one.key: one for one in all_citizens(db)}
    tales = told(world)
    shown = {key for story in tales.stories for key in story.people}
    return page(
        render(
            "cast.html",
            people=people,
            stories=tales.stories,
            endings=tales.endings,
            others=[one for one in people.values() if one.key not in shown],
            session=session,
            clients=systems(world),
            now_s=world.clock.now_s(),
        )
    )


def show_login(world: World, request: Request) -> Response:
    """Show the sign-in page of a request that waits, or of none."""
    name = request.fields().get("ask", "")
    with world.store.open() as db:
        ask = kept(world, db, name) if name else None
    if name and ask is None:
        return page(render("sentence.html", sentence=STALE_ASK), 400)
    return _login_page(world, name, ask, to=_own_page(request.fields()))


def sign_in(world: World, request: Request) -> Response:
    """Check login and password; «Отмена» goes back with access_denied."""
    typed = request.fields()
    name, login = typed.get("ask", ""), typed.get("login", "")
    with world.store.open() as db:
        ask = kept(world, db, name) if name else None
        if name and ask is None:
            return page(render("sentence.html", sentence=STALE_ASK), 400)
        if typed.get("do") == "cancel":
            return _cancel(ask)
        citizen = by_login(db, login)
        known = citizen.password if citizen else ""
        same = hmac.compare_digest(known.encode(), typed.get("password", "").encode())
        if citizen is None or not same:
            wrong = WRONG_PASSWORD
            return _login_page(world, name, ask, login, wrong, _own_page(typed))
        end_session(db, request)
        session, cookie = start_session(world, db, citizen)
        answer = let_in(world, db, ask, session) if ask else None
        answer = answer or redirect(_own_page(typed))
    headers = (*answer.headers, ("Set-Cookie", cookie))
    return Response(answer.status, headers=headers, refused=answer.refused)


def leave(world: World, request: Request) -> Response:
    """`/idp/ext/Logout`: end the session and go back where the system asked."""
    given = dict(request.query)
    client = world.clients.get(given.get("client_id", ""))
    target = given.get("redirect_url", "")
    if client is None:
        return stop(Refusal("ESIA-007005", "Неизвестная система в client_id."))
    with world.store.open() as db:
        cookie = end_session(db, request)
    if target and origin(target) not in client.origins:
        words = "Адрес возврата в redirect_url не с сайта этой системы."
        return stop(Refusal("ESIA-007023", words))
    return redirect(target or "/", cookie)


def sign_out(world: World, request: Request) -> Response:
    """End the session from the sandbox's own page."""
    with world.store.open() as db:
        return redirect("/", end_session(db, request))


def _cancel(ask: Ask | None) -> Response:
    if ask is None:
        return redirect("/")
    refusal = Refusal("ESIA-007004", "Человек нажал «Отмена».")
    return send_back(ask.redirect_uri, ask.state, refusal)


def _own_page(given: dict[str, str]) -> str:
    """Read where a person without an ask wants to go: a page of the account only."""
    wanted = given.get("to", "")
    mine = re.fullmatch(r"/profile(/[a-z0-9]+)*", wanted)
    return wanted if mine else "/profile"


def _login_page(
    world: World,
    name: str,
    ask: Ask | None,
    login: str = "",
    wrong: str = "",
    to: str = "",
) -> Response:
    client = world.clients.get(ask.client_id) if ask else None
    with world.store.open() as db:
        people = all_citizens(db)
    shown = {"ask": name, "client": client, "login": login, "wrong": wrong, "to": to}
    return page(render("login.html", people=people, **shown))
