"""The WSGI application: addresses, faults, the book of requests."""

import traceback
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from sandbox.account import agreeing, entering, family, granting, profile
from sandbox.control import book, controls, registers
from sandbox.control.faults import CODED, break_down, spoil, take_fault
from sandbox.gateway import doors
from sandbox.pages import render
from sandbox.protocol import asking, exchanging, reading
from sandbox.protocol.proving import V1, V2
from sandbox.protocol.refusals import Refusal
from sandbox.web import (
    Handler,
    Request,
    Response,
    Routes,
    TooLargeError,
    page,
    read_request,
    status_line,
)
from sandbox.world import World

StartResponse = Callable[[str, list[tuple[str, str]]], object]

OF_BROWSERS = ("", "login")
"""Names of rows whose forms only our own pages may send: a cookie is SameSite=Lax, yet
another port of this machine is the same site, so Origin (else Referer) decides."""
STYLE = Path(__file__).with_name("sandbox.css").read_bytes()


def style(world: World, request: Request) -> Response:
    """The one style sheet."""
    headers = (("Cache-Control", "max-age=3600"),)
    return Response(200, STYLE, "text/css; charset=utf-8", headers)


def build_routes() -> Routes:
    """Write the table of addresses; rows without a name never break."""
    routes = Routes()
    add, prns = routes.add, "/rs/prns/{oid}"
    add("", "/", GET=entering.show_cast)
    add("", "/sandbox.css", GET=style)
    for name, generation in (("", V1), ("v2/", V2)):
        authorize = partial(asking.authorize, generation=generation)
        add("ac", f"/aas/oauth2/{name}ac", GET=authorize)
    for name, generation in (("", V1), ("v2/", V2), ("v3/", V2)):
        exchange = partial(exchanging.exchange, generation=generation)
        add("te", f"/aas/oauth2/{name}te", POST=exchange)
    doors.lay(routes)
    add("login", "/login", GET=entering.show_login, POST=entering.sign_in)
    add("logout", "/idp/ext/Logout", GET=entering.leave)
    add("", "/logout", POST=entering.sign_out)
    add("person", prns, GET=reading.show_person)
    for kind in reading.COLLECTIONS:
        show = partial(reading.show_collection, kind=kind)
        add("person", f"{prns}/{kind}", GET=show)
        add("person", f"{prns}/{kind}/{{id}}", GET=show)
    kid = f"{prns}/kids/{{kid}}/docs"
    add("person", kid, GET=reading.show_kid_documents)
    add("person", f"{kid}/{{id}}", GET=reading.show_kid_documents)
    _add_account(routes)
    people = {"GET": controls.list_citizens, "POST": controls.create_citizen}
    add("", "/control/citizens", **people)
    add("", "/control/citizens/{key}", PATCH=controls.change_citizen)
    add("", "/control/clock", GET=controls.show_clock, POST=controls.move_clock)
    faults = {"GET": controls.show_faults, "POST": controls.order_fault}
    add("", "/control/faults", DELETE=controls.forget_faults, **faults)
    add("", "/control/requests", GET=book.list_requests)
    add("", "/requests", GET=book.show_requests)
    switches = {"GET": controls.show_uncertain, "PATCH": controls.turn_uncertain}
    add("", "/control/uncertain", **switches)
    add("", "/control/reset", POST=controls.reset)
    asked = {"GET": registers.list_consents, "POST": registers.ask_consent}
    add("", "/control/consents", **asked)
    add("", "/control/notices", POST=registers.send_notice)
    checks = {"GET": registers.show_registry, "POST": registers.set_registry}
    add("", "/control/registry", **checks)
    return routes


def _add_account(routes: Routes) -> None:
    add, family_, child = routes.add, "/profile/family", "/profile/family/{id}"
    screen = {"GET": granting.show_screen, "POST": granting.answer_screen}
    add("login", "/consent", **screen)
    opened = {"GET": profile.show_registration, "POST": profile.register}
    add("", "/register", **opened)
    add("", "/profile", GET=profile.show_profile, POST=profile.change_level)
    contacts = {"GET": profile.show_contacts, "POST": profile.change_contacts}
    add("", "/profile/contacts", **contacts)
    add("", family_, GET=family.show_family)
    add("", f"{family_}/new", GET=family.show_new_child, POST=family.add_child)
    add("", child, GET=family.show_child, POST=family.change_child)
    accounts = {"GET": family.show_child_account, "POST": family.create_child_account}
    add("", f"{child}/account", **accounts)
    add("", f"{child}/link", GET=family.show_link, POST=family.ask_for_link)
    add("", "/profile/code", GET=family.show_code, POST=family.take_code)
    add("", "/profile/consents", GET=agreeing.show_consents)
    one = {"GET": agreeing.show_consent, "POST": agreeing.decide}
    add("", "/profile/consents/{id}", **one)
    portfolio = {"GET": agreeing.show_portfolio, "POST": agreeing.give_in_portfolio}
    add("", "/profile/portfolio", **portfolio)
    add("", "/profile/notices", GET=agreeing.show_notices)


class Application:
    """Answers requests; an unexpected error is a page, never a dropped line."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._routes = build_routes()
        forms = sorted({one for c in world.clients.values() for one in c.origins})
        self._policy = (
            "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none';"
            f" frame-ancestors 'none'; form-action 'self' {' '.join(forms)}"
        )

    def __call__(
        self, environ: dict[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer one request (WSGI)."""
        try:
            response = self._respond(read_request(environ))
        except TooLargeError:
            response = _sorry(413, "Слишком большой запрос.")
        except Exception:
            traceback.print_exc(file=environ["wsgi.errors"])
            response = _sorry(500, "В песочнице что-то сломалось.")
        headers = [
            ("Content-Type", response.content_type),
            ("Content-Length", str(len(response.body))),
            ("Content-Security-Policy", self._policy),
            ("Referrer-Policy", "same-origin"),
            ("X-Content-Type-Options", "nosniff"),
            *response.headers,
        ]
        if response.content_type != "text/css; charset=utf-8":
            headers.append(("Cache-Control", "no-store"))
        start_response(status_line(response.status), headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else response.body]

    def _respond(self, request: Request) -> Response:
        found = self._routes.find(request.path)
        if found is None:
            return _sorry(404, "Такого адреса в песочнице нет.")
        name, words, handlers = found
        method = "GET" if request.method == "HEAD" else request.method
        handler = handlers.get(method)
        if handler is None:
            return _sorry(405, "Этот адрес так не вызывают.", ", ".join(handlers))
        if method != "GET" and name in OF_BROWSERS and request.is_foreign():
            return _sorry(403, "Эту кнопку нажали на чужом сайте. Откройте песочницу.")
        if not name:
            return handler(self._world, request, **words)
        response = self._answer(name, handler, request, words)
        book.note_request(self._world, request, response)
        return response

    def _answer(
        self, name: str, handler: Handler, request: Request, words: dict[str, str]
    ) -> Response:
        with self._world.store.open() as db:
            fault, seconds = take_fault(db, name, request.path)
        if fault in CODED and name in ("ac", "te"):
            refusal = Refusal(CODED[fault], f"Так велела неисправность {fault}.")
            if name == "ac":
                return asking.fail(self._world, request, refusal)
            return exchanging.refuse(refusal, request.fields())
        if name == "te":
            words = {"fault": fault}
        broken = break_down(fault, seconds)
        return broken or spoil(fault, handler(self._world, request, **words))


def _sorry(status: int, sentence: str, allowed: str = "") -> Response:
    answer = page(render("sentence.html", sentence=sentence), status, sentence)
    headers = (("Allow", allowed),) if allowed else ()
    return Response(status, answer.body, answer.content_type, headers, sentence)
