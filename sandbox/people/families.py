"""«Семья и дети»: cards of children, the check in ЗАГС, a child's account."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sandbox.people.citizens import (
    Citizen,
    all_citizens,
    by_key,
    full_years,
    next_oid,
    put,
)
from sandbox.people.notices import tell
from sandbox.people.stories import told
from sandbox.people.typed import Wrong
from sandbox.store import together
from sandbox.world import World

CHECK_MINUTES = 3.0
"""How long a check lasts on the shown clock, unless `/control/registry` decides."""
VERDICTS = ("registry", "passed", "failed")
_FIELDS = ("last_name", "first_name", "patronymic", "birth_date", "series", "number")


@dataclass(frozen=True, slots=True)
class Child:
    """A child as his parent has entered him."""

    id: int
    parent: str
    last_name: str
    first_name: str
    patronymic: str | None
    birth_date: str
    gender: str
    snils: str | None
    series: str | None
    number: str | None
    verdict: str
    """passed or failed, settled when sent; removed: there is nothing to check."""
    ends_s: float
    """When the check ends, Unix time on the shown clock."""
    account: str | None
    """Key of the linked account."""

    @property
    def full_name(self) -> str:
        """Фамилия Имя Отчество."""
        known = (self.last_name, self.first_name, self.patronymic)
        return " ".join(filter(None, known))

    def age(self, today: date) -> int:
        """Full years on a day."""
        return full_years(date.fromisoformat(self.birth_date), today)

    def state(self, now_s: float) -> str:
        """What the parent is shown: checking, passed, failed, removed or linked."""
        if self.account:
            return "linked"
        waits = self.verdict != "removed" and now_s < self.ends_s
        return "checking" if waits else self.verdict


def children_of(db: sqlite3.Connection, parent: Citizen) -> list[Child]:
    """Every child of the parent; a linked account without a card gets one."""
    for key in parent.kids:
        kid = by_key(db, key)
        if kid:
            _insert(db, parent.key, _card_of(kid))
    rows = db.execute(
        "SELECT * FROM children WHERE parent = ? ORDER BY birth_date, id", (parent.key,)
    )
    return [Child(**row) for row in rows]


def child_of(db: sqlite3.Connection, parent: Citizen, id_: str) -> Child | None:
    """One child of this parent; another's child is nobody."""
    found = (child for child in children_of(db, parent) if str(child.id) == id_)
    return next(found, None)


def _card_of(kid: Citizen) -> dict[str, Any]:
    return {
        **{name: getattr(kid, name) for name in _FIELDS[:4]},
        "gender": kid.gender,
        "snils": kid.snils,
        "series": kid.certificate_series,
        "number": kid.certificate_number,
        "verdict": "passed",
        "account": kid.key,
    }


def _insert(db: sqlite3.Connection, parent: str, card: dict[str, Any]) -> bool:
    columns = (*_FIELDS, "gender", "snils", "verdict", "account")
    values = [card.get(name) for name in columns]
    added = db.execute(
        "INSERT OR IGNORE INTO children (last_name, first_name, patronymic,"
        " birth_date, series, number, gender, snils, verdict, account, parent, ends_s)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, parent, card.get("ends_s", 0)),
    )
    return added.rowcount == 1


def move_in(world: World, db: sqlite3.Connection) -> None:
    """Write the cards that stand in stories.toml."""
    for card in told(world).cards:
        _insert(db, card["parent"], {"gender": "F", **card})


def add_child(
    world: World, db: sqlite3.Connection, parent: Citizen, card: dict[str, Any]
) -> Wrong | None:
    """Enter a child and send the certificate to ЗАГС."""
    card = card | _sent(world, db, card)
    if not _insert(db, parent.key, card):
        return Wrong("Ребёнок с этим свидетельством у вас уже записан.")
    _announce(db, parent, card)
    return None


def enter_again(
    world: World,
    db: sqlite3.Connection,
    parent: Citizen,
    child: Child,
    card: dict[str, str],
) -> Wrong | None:
    """Send another certificate of a child whose former one was deleted."""
    whole = {name: getattr(child, name) for name in _FIELDS} | card
    whole |= _sent(world, db, whole)
    try:
        db.execute(
            "UPDATE children SET series = ?, number = ?, verdict = ?, ends_s = ?"
            " WHERE id = ? AND account IS NULL",
            (
                *(whole["series"], whole["number"], whole["verdict"], whole["ends_s"]),
                child.id,
            ),
        )
    except sqlite3.IntegrityError:
        return Wrong("Ребёнок с этим свидетельством у вас уже записан.")
    _announce(db, parent, whole)
    return None


def remove_certificate(db: sqlite3.Connection, child: Child) -> None:
    """Forget the certificate, so that it may be entered again."""
    db.execute(
        "UPDATE children SET series = NULL, number = NULL, verdict = 'removed'"
        " WHERE id = ? AND account IS NULL",
        (child.id,),
    )


def remove_child(db: sqlite3.Connection, child: Child) -> None:
    """Forget a child without an account."""
    db.execute("DELETE FROM children WHERE id = ? AND account IS NULL", (child.id,))


def end_check(db: sqlite3.Connection, child: Child, now_s: float) -> None:
    """Do not wait any longer: a convenience of the sandbox."""
    db.execute(
        "UPDATE children SET ends_s = ? WHERE id = ? AND ends_s > ?",
        (now_s, child.id, now_s),
    )
    db.execute(
        "UPDATE notices SET at_s = ? WHERE at_s = ? AND at_s > ?",
        (now_s, child.ends_s, now_s),
    )


def order_registry(db: sqlite3.Connection, verdict: str, minutes: float) -> None:
    """Decide how the next checks end and how long they last."""
    db.execute("DELETE FROM civil_registry")
    db.execute("INSERT INTO civil_registry VALUES (?, ?)", (verdict, minutes))


def registry(db: sqlite3.Connection) -> tuple[str, float]:
    """How checks end now, and how many minutes they last."""
    row = db.execute("SELECT verdict, minutes FROM civil_registry").fetchone()
    return (row["verdict"], row["minutes"]) if row else ("registry", CHECK_MINUTES)


def births(world: World, db: sqlite3.Connection) -> list[dict[str, str | None]]:
    """Everything ЗАГС knows: certificates of the cast and of stories.toml."""
    known = [_card_of(one) for one in all_citizens(db) if one.certificate_number]
    return [*told(world).births, *known]


def _sent(world: World, db: sqlite3.Connection, card: dict[str, Any]) -> dict[str, Any]:
    verdict, minutes = registry(db)
    if verdict == "registry":
        agrees = any(_same(card, birth) for birth in births(world, db))
        verdict = "passed" if agrees else "failed"
    return {"verdict": verdict, "ends_s": world.clock.now_s() + minutes * 60}


def _same(card: dict[str, Any], birth: dict[str, Any]) -> bool:
    return all(_plain(card[name]) == _plain(birth.get(name)) for name in _FIELDS)


def _plain(text: str | None) -> str:
    return (text or "").lower().replace("ё", "е")


def _announce(db: sqlite3.Connection, parent: Citizen, card: dict[str, Any]) -> None:
    who = f"{card['first_name']} {card['last_name']}"
    title, text = {
        "passed": ("Проверка пройдена", f"{who}: сведения совпали с ЕГР ЗАГС."),
        "failed": ("Проверка не пройдена", f"{who}: в ЕГР ЗАГС таких сведений нет."),
    }[card["verdict"]]
    link = ("/profile/family", "Семья и дети")
    tell(db, parent.oid, card["ends_s"], title, text, link)


def create_account(
    db: sqlite3.Connection, parent: Citizen, child: Child, typed: dict[str, Any]
) -> Citizen | Wrong:
    """Make the account of a child whose check has passed, and link it."""
    with together(db):  # the number too is chosen alone: of two clicks one makes it
        taken = db.execute("SELECT account FROM children WHERE id = ?", (child.id,))
        if taken.fetchone()["account"]:
            return Wrong("Учётная запись уже создана.")
        oid = next_oid(db)
        made = Citizen(
            key=f"citizen{oid}",
            oid=oid,
            **{name: getattr(child, name) for name in _FIELDS[:4]},
            gender=child.gender,
            snils=child.snils,
            certificate_series=child.series,
            certificate_number=child.number,
            level="child",
            login=typed["email"],
            story="заведена родителем",
            agreed=False,
            **typed,
        )
        if put(db, made):
            return Wrong(NOT_FREE)
        link(db, parent, child, made.key)
    return made


NOT_FREE = "Эта почта, телефон или СНИЛС уже есть у другой учётной записи."


def link(db: sqlite3.Connection, parent: Citizen, child: Child, key: str) -> None:
    """Tie an account to its card and to the parent, within a transaction."""
    db.execute("UPDATE children SET account = ? WHERE id = ?", (key, child.id))
    fresh = by_key(db, parent.key) or parent
    put(db, replace(fresh, kids=[*fresh.kids, key]))
