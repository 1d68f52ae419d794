"""`/rs/prns/…`: a system reads about the person whose token it holds."""

import hashlib
import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.people.citizens import Citizen, by_key, by_oid
from sandbox.protocol import person
from sandbox.protocol.person import Shown
from sandbox.protocol.refusals import Refusal
from sandbox.web import Request, Response, data
from sandbox.world import World

COLLECTIONS = {
    "ctts": ("contacts", frozenset(("email", "mobile", "contacts"))),
    "addrs": ("addresses", frozenset(("addresses", "contacts"))),
    "docs": ("documents", frozenset(("birth_cert_doc", "id_doc"))),
    "kids": (
        "kids",
        frozenset(
            f"kid_{what}"
            for what in ("fullname", "birthdate", "gender", "snils", "birth_cert_doc")
        ),
    ),
    "vhls": ("vehicles", frozenset(("vehicles",))),
    "orgs": ("organizations", frozenset(("usr_org",))),
    "roles": ("roles", frozenset(("usr_org",))),
}
"""By the last word of the address: the name within `embed`, scopes that open it."""


LISTINGS = {
    "ctts": person.contacts,
    "addrs": person.addresses,
    "docs": person.documents,
}
"""Nobody here has a car or works anywhere: those collections are empty."""
_RECORD = 7_000_000
"""How far the number of a child's record is from the number of its account."""


@dataclass(frozen=True, slots=True)
class Look:
    """An authorised look at one person."""

    citizen: Citizen
    children: list[tuple[int, Citizen]]
    """Each with the id it has among the kids of this person."""
    scopes: frozenset[str]
    embed: tuple[str, ...]
    home: str
    """Absolute address of the person, without a slash at the end."""

    def asks(self, name: str) -> bool:
        """Tell whether `embed` names this collection, or a path through it."""
        return any(f".{name}." in f".{path}." for path in self.embed)


def show_person(world: World, request: Request, oid: str) -> Response:
    """The person, with collections embedded as asked."""

    def show(look: Look) -> Shown:
        shown = person.describe(look.citizen, look.scopes)
        for kind, (name, needs) in COLLECTIONS.items():
            if look.asks(name) and look.scopes & needs:
                whole = look.asks(f"{name}.elements")
                shown[name] = _collect(_list(look, kind), f"{look.home}/{kind}", whole)
        return shown

    return _answer(world, request, oid, frozenset(), show)


def show_collection(
    world: World, request: Request, oid: str, kind: str, id: str = ""
) -> Response:
    """Contacts, documents or children: links, elements, or one of them."""

    def show(look: Look) -> Shown | None:
        return _one_or_all(_list(look, kind), id, f"{look.home}/{kind}", look)

    return _answer(world, request, oid, COLLECTIONS[kind][1], show)


def show_kid_documents(
    world: World, request: Request, oid: str, kid: str, id: str = ""
) -> Response:
    """A child's documents: links, elements, or one of them."""

    def show(look: Look) -> Shown | None:
        child = next((one for id_, one in look.children if str(id_) == kid), None)
        if child is None:
            return None
        found = person.documents(child, person.scopes_of_kids(look.scopes))
        return _one_or_all(found, id, f"{look.home}/kids/{kid}/docs", look)

    if world.uncertain["kid_documents"] == "unavailable":
        words = "Документы детей выключены (/control/uncertain)."
        return Response(503, "Сервис временно недоступен".encode(), refused=words)
    needs = frozenset(("kid_birth_cert_doc",))
    return _answer(world, request, oid, needs, show)


def _list(look: Look, kind: str) -> list[Shown]:
    if kind == "kids":
        inside = look.asks("documents")
        return person.kids(look.children, look.scopes, with_documents=inside)
    listing = LISTINGS.get(kind)
    return listing(look.citizen, look.scopes) if listing else []


def _one_or_all(found: list[Shown], id_: str, address: str, look: Look) -> Shown | None:
    if id_:
        return next((item for item in found if str(item["id"]) == id_), None)
    return _collect(found, address, look.asks("elements"))


def _collect(found: list[Shown], address: str, whole: bool) -> Shown:
    links = [f"{address}/{item['id']}" for item in found]
    return person.collection(found if whole else links)


def _answer(
    world: World,
    request: Request,
    oid: str,
    needs: frozenset[str],
    show: Callable[[Look], Shown | None],
) -> Response:
    with world.store.open() as db:
        grant = _grant(world, db, request.bearer or "")
        if grant is None:
            words = "Токена нет, он чужой или его час прошёл."
            return Response(401, b"Unauthorized", refused=words)
        scopes = frozenset(grant["scope"].split(" "))
        if str(grant["oid"]) != oid:
            return _forbidden("Токен выдан для другого человека.")
        if scopes == {"openid"} or (needs and not scopes & needs):
            wanted = ", ".join(sorted(needs)) or "о человеке"
            return _forbidden(f"В токене нет scope: {wanted}.")
        citizen = by_oid(db, grant["oid"])
        found = [by_key(db, key) for key in citizen.kids] if citizen else []
    if citizen is None:
        return _nothing()
    embed = tuple(
        re.sub(r"[()\s]", "", dict(request.query).get("embed", "")).split(",")
    )
    home = f"{world.base}/rs/prns/{oid}"
    away = _RECORD if world.uncertain["kid_id"] == "record" else 0
    kids = [(kid.oid + away, kid) for kid in found if kid]
    shown = show(Look(citizen, kids, scopes, embed, home))
    return _nothing() if shown is None else data(shown)


def _grant(world: World, db: sqlite3.Connection, token: str) -> sqlite3.Row | None:
    found: sqlite3.Row | None = db.execute(
        "SELECT * FROM grants WHERE token = ? AND until_s >= ?",
        (hashlib.sha256(token.encode()).hexdigest(), world.clock.now().timestamp()),
    ).fetchone()
    return found


def _forbidden(words: str) -> Response:
    refusal = Refusal("ESIA-007019", words)
    told = {"code": refusal.code, "message": refusal.description}
    return data(told, 403, refused=str(refusal))


def _nothing() -> Response:
    told = {"code": "ESIA-005003", "message": "The object is not found."}
    return data(told, 404, refused="Такой записи у человека нет.")
