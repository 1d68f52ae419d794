"""«Привязать»: the parent gets a code, the child enters it in his own account."""

import hmac
import secrets
import sqlite3
from dataclasses import dataclass

from sandbox.people.citizens import Citizen, by_key, by_login, digits
from sandbox.people.consents import Consent, in_force, own_of
from sandbox.people.families import Child, link
from sandbox.people.notices import tell
from sandbox.people.sessions import Session
from sandbox.people.typed import Wrong
from sandbox.store import together

CODE_LIVES_S = 1800
MOST_TRIES = 5

NOT_FOUND = (
    "Учётной записи ребёнка с такой почтой нет. Проверьте почту в профиле ребёнка:"
    " ФИО и дата рождения там должны совпадать с карточкой."
)


@dataclass(frozen=True, slots=True)
class Link:
    """A code that waits for the child."""

    child: int
    """Id of the parent's card."""
    parent: str
    account: str
    """Key of the child's account."""
    code: str
    """Six digits."""
    until_s: float
    tries: int


def ask_link(
    db: sqlite3.Connection, parent: Citizen, child: Child, email: str, now_s: float
) -> Link | Wrong:
    """Make a code for the child's account that has this e-mail."""
    account = by_login(db, email) if "@" in email else None
    if account is None or not _same_person(account, child):
        return Wrong(NOT_FOUND)
    if account.key in parent.kids:
        return Wrong("Эта учётная запись уже привязана к вашей.")
    code = f"{secrets.randbelow(10**6):06}"
    made = Link(child.id, parent.key, account.key, code, now_s + CODE_LIVES_S, 0)
    db.execute(
        "INSERT OR REPLACE INTO links VALUES (?, ?, ?, ?, ?, 0)",
        (made.child, made.parent, made.account, made.code, made.until_s),
    )
    return made


def link_of(db: sqlite3.Connection, child: Child, now_s: float) -> Link | None:
    """Find the code that the parent is waiting with."""
    row = db.execute("SELECT * FROM links WHERE child = ?", (child.id,)).fetchone()
    return _alive(row, now_s)


def window(db: sqlite3.Connection, session: Session, now_s: float) -> Link | None:
    """Find the code to be asked from this person; None also while a consent holds it.

    Where a consent has just been withdrawn the window comes with the next sign-in.
    """
    rows = db.execute(
        "SELECT * FROM links WHERE account = ? ORDER BY until_s DESC LIMIT 1",
        (session.citizen.key,),
    )
    if session.citizen.holds and _held(own_of(db, session.citizen), session, now_s):
        return None
    return _alive(rows.fetchone(), now_s)


def _held(consents: list[Consent], session: Session, now_s: float) -> bool:
    return any(
        in_force(one, now_s)
        or (one.state == "withdrawn" and one.decided_s >= session.started_s)
        for one in consents
    )


def _alive(row: sqlite3.Row | None, now_s: float) -> Link | None:
    found = Link(**row) if row else None
    return found if found and now_s < found.until_s else None


def enter_code(
    db: sqlite3.Connection, me: Citizen, asked: Link, typed: str, now_s: float
) -> Wrong | None:
    """Compare the code; the right one ties the accounts, five wrong ones end it."""
    if not hmac.compare_digest(digits(typed).encode(), asked.code.encode()):
        return _count(db, asked)
    with together(db):
        ended = db.execute("DELETE FROM links WHERE child = ?", (asked.child,))
        row = db.execute("SELECT * FROM children WHERE id = ?", (asked.child,))
        card, parent = row.fetchone(), by_key(db, asked.parent)
        if not ended.rowcount or card is None or card["account"] or parent is None:
            return Wrong("Этот код больше не действует. Попросите новый.")
        link(db, parent, Child(**card), me.key)
        tell(
            db,
            parent.oid,
            now_s,
            "Учётная запись привязана",
            f"{me.full_name} — теперь в вашем разделе «Семья и дети».",
            ("/profile/family", "Семья и дети"),
        )
    return None


def _count(db: sqlite3.Connection, asked: Link) -> Wrong:
    if asked.tries + 1 >= MOST_TRIES:
        db.execute("DELETE FROM links WHERE child = ?", (asked.child,))
        return Wrong("Код введён неверно пять раз. Попросите родителя получить новый.")
    db.execute("UPDATE links SET tries = tries + 1 WHERE child = ?", (asked.child,))
    return Wrong("Код не подошёл. Проверьте шесть цифр в кабинете родителя.")


def _same_person(account: Citizen, child: Child) -> bool:
    theirs = (account.full_name.lower(), account.birth_date)
    return theirs == (child.full_name.lower(), child.birth_date)
