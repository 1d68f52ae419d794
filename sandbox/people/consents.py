"""Consents: a system asks, a citizen gives, refuses, withdraws; time may end them."""

import sqlite3
from dataclasses import dataclass, replace

from sandbox.clients import Client
from sandbox.people.citizens import Citizen, all_citizens, by_key, by_oid, parents_of
from sandbox.people.notices import tell
from sandbox.people.stories import told
from sandbox.world import World

EVERYTHING = "*"
MOVES = {
    "asked": ("given", "refused"),
    "refused": ("given",),
    "given": ("withdrawn",),
    "withdrawn": ("given",),
    "expired": (),
}
"""From a state, which a citizen may turn into which."""
STATES = ("asked", "given", "refused", "withdrawn")
ABOUT_CHILD = "openid kid_fullname kid_birthdate kid_snils kid_birth_cert_doc"


@dataclass(frozen=True, slots=True)
class Consent:
    """What one system may know of one person, or a parent's word about a child."""

    id: int
    client: str
    oid: int
    """Who is asked."""
    about: int
    """Number of the child whose data it is; 0: the person's own."""
    text: str
    """The purpose."""
    scope: str
    """Names of data with spaces between; `*` is whatever the system asks."""
    state: str
    asked_s: float
    decided_s: float
    expires_s: float
    """When it ends, Unix time on the shown clock; 0: never."""
    back: str
    """Where the system wants the person back."""

    def covers(self, scope: str) -> bool:
        """Whether nothing is asked beyond what was agreed to."""
        agreed = set(self.scope.split())
        return EVERYTHING in agreed or set(scope.split()) <= agreed


def state_of(consent: Consent, now_s: float) -> str:
    """The state, with time taken into account."""
    lasts = consent.state in ("asked", "given")
    over = lasts and consent.expires_s and now_s >= consent.expires_s
    return "expired" if over else consent.state


def turned_s(consent: Consent, now_s: float) -> float:
    """When it came to the state it is in, Unix time."""
    if state_of(consent, now_s) == "expired":
        return consent.expires_s
    return max(consent.asked_s, consent.decided_s)


def in_force(consent: Consent, now_s: float) -> bool:
    """Whether it is given and has not ended."""
    return state_of(consent, now_s) == "given"


def own_of(db: sqlite3.Connection, citizen: Citizen) -> list[Consent]:
    """A person's consents about himself."""
    return [one for one in consents_of(db, citizen.oid) if not one.about]


def consents_of(db: sqlite3.Connection, oid: int) -> list[Consent]:
    """Everything this person was ever asked, newest first."""
    rows = db.execute(
        "SELECT * FROM consents WHERE oid = ? ORDER BY asked_s DESC, id DESC", (oid,)
    )
    return [Consent(**row) for row in rows]


def all_consents(db: sqlite3.Connection) -> list[Consent]:
    """Everybody's, newest first."""
    rows = db.execute("SELECT * FROM consents ORDER BY id DESC")
    return [Consent(**row) for row in rows]


def find_consent(
    db: sqlite3.Connection, client: str, oid: int, about: int = 0
) -> Consent | None:
    """The one consent of a system, a person and a child."""
    row = db.execute(
        "SELECT * FROM consents WHERE client = ? AND oid = ? AND about = ?",
        (client, oid, about),
    ).fetchone()
    return Consent(**row) if row else None


def write(db: sqlite3.Connection, consent: Consent) -> Consent:
    """Write a consent anew, in place of the former one of the same three."""
    former = find_consent(db, consent.client, consent.oid, consent.about)
    values = (
        *(consent.client, consent.oid, consent.about, consent.text, consent.scope),
        *(consent.state, consent.asked_s, consent.decided_s, consent.expires_s),
        consent.back,
    )
    added = db.execute(
        "INSERT OR REPLACE INTO consents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (former.id if former else None, *values),
    )
    return replace(consent, id=added.lastrowid or 0)


def ask(
    world: World,
    db: sqlite3.Connection,
    wish: Consent,
    *,
    quietly: bool = False,
    again: bool = False,
) -> Consent:
    """Ask a person, who is told; what is already in force or asked stays as it is.

    `again`: whoever was asked and has not answered is asked once more.
    """
    now_s = world.clock.now_s()
    former = find_consent(db, wish.client, wish.oid, wish.about)
    stays = ("given",) if again else ("asked", "given")
    open_ = former is not None and state_of(former, now_s) in stays
    if former and open_ and former.covers(wish.scope):
        return former
    made = write(db, replace(wish, state="asked", asked_s=now_s, decided_s=0))
    if not quietly:
        notify(world, db, made, f"{operator(world, made)} просит согласие")
    return made


def notify(world: World, db: sqlite3.Connection, consent: Consent, title: str) -> None:
    """Send a notice that leads to the page where this consent is decided."""
    child = by_oid(db, consent.about) if consent.about else None
    whose = f"Данные ребёнка: {child.full_name}." if child else "Ваши данные."
    link = (f"/profile/consents/{consent.id}", "Открыть запрос")
    now_s = world.clock.now_s()
    tell(db, consent.oid, now_s, title, f"{consent.text}. {whose}", link)


def systems(world: World) -> list[Client]:
    """The systems as people know them: one that comes by two roads is one."""
    first: dict[object, Client] = {}
    for client in world.clients.values():
        first.setdefault((client.name, client.origins), client)
    return list(first.values())


def system_of(world: World, client: Client) -> Client:
    """Under which client the consents of this one are kept."""
    same = (client.name, client.origins)
    return next(one for one in systems(world) if (one.name, one.origins) == same)


def operator(world: World, consent: Consent) -> str:
    """The name of the system's operator."""
    client = world.clients.get(consent.client)
    return client.name if client else consent.client


def site(world: World, consent: Consent) -> str:
    """Where a link leads back to: where the system wished, or its first address."""
    client = world.clients.get(consent.client)
    return consent.back or (f"{client.origins[0]}/" if client else "")


def decide(
    world: World, db: sqlite3.Connection, consent: Consent, state: str
) -> Consent:
    """Turn a consent, if it may be turned so; two clicks are one."""
    now_s = world.clock.now_s()
    if state not in MOVES[state_of(consent, now_s)]:
        return consent
    turned = db.execute(
        "UPDATE consents SET state = ?, decided_s = ? WHERE id = ? AND state = ?",
        (state, now_s, consent.id, consent.state),
    )
    if turned.rowcount and state == "given" and consent.about:
        _tell_child(world, db, consent)
    return find_consent(db, consent.client, consent.oid, consent.about) or consent


def _tell_child(world: World, db: sqlite3.Connection, consent: Consent) -> None:
    words = f"Один из родителей согласился: {consent.text}. Можно войти ещё раз."
    link = (site(world, consent), f"Вернуться: {operator(world, consent)}")
    tell(
        db,
        consent.about,
        world.clock.now_s(),
        "Согласие родителя предоставлено",
        words,
        link,
    )


def remember(world: World, db: sqlite3.Connection, citizen: Citizen) -> None:
    """Write down what a person of the cast agreed to before the sandbox began."""
    if not citizen.agreed:
        return
    for client in systems(world):
        if find_consent(db, client.id, citizen.oid) is None:
            now_s = world.clock.now_s()
            made = wish(client.id, citizen.oid, client.purpose, state="given")
            write(db, replace(made, asked_s=now_s, decided_s=now_s))


def is_needed(
    world: World, db: sqlite3.Connection, client: Client, citizen: Citizen, scope: str
) -> bool:
    """Whether this person must be asked before he is let in to this system."""
    if not client.asks_consent:
        return False
    remember(world, db, citizen)
    given = find_consent(db, system_of(world, client).id, citizen.oid)
    return not (given and in_force(given, world.clock.now_s()) and given.covers(scope))


def wish(
    client: str,
    oid: int,
    text: str,
    *,
    about: int = 0,
    scope: str = EVERYTHING,
    state: str = "asked",
    expires_s: float = 0,
    back: str = "",
) -> Consent:
    """Put a consent together that is not written yet."""
    return Consent(0, client, oid, about, text, scope, state, 0, 0, expires_s, back)


def move_in(world: World, db: sqlite3.Connection) -> None:
    """Write the requests of stories.toml, for every system that may ask."""
    for row in told(world).requests:
        asked, child = by_key(db, row["whom"]), by_key(db, row.get("about", ""))
        if asked is None:
            continue
        for client in systems(world):
            made = wish(
                client.id,
                asked.oid,
                row.get("text", client.purpose),
                about=child.oid if child else 0,
                scope=ABOUT_CHILD if child else EVERYTHING,
            )
            made = ask(world, db, made, quietly=row.get("state", "asked") != "asked")
            if row.get("state", "asked") != "asked":
                write(db, replace(made, state=row["state"], decided_s=made.asked_s))


def those_asked(
    db: sqlite3.Connection, about: Citizen | None, whom: Citizen | None
) -> list[Citizen]:
    """Whom a request goes to: the person named, else every parent of the child."""
    if about is None:
        return [whom] if whom else []
    parents = parents_of(db, about.key)
    return [one for one in parents if whom is None or one.oid == whom.oid]


def by_reference(db: sqlite3.Connection, given: object) -> Citizen | None:
    """Find a person by oid or by the key of the cast."""
    found = (one for one in all_citizens(db) if given in (one.oid, one.key))
    return next(found, None)
