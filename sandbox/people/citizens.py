"""Invented people: what Госуслуги know about each, read from the cast or by hand."""

import json
import sqlite3
import time
import tomllib
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from sandbox.store import together

LEVELS = ("confirmed", "child", "standard", "simplified")
FIRST_OID = 1000900001
_LONG_AGO_S = 1_700_000_000
TAKEN = "Такой oid, СНИЛС, телефон или e-mail уже есть у другого человека."


@dataclass(frozen=True, slots=True)
class Citizen:
    """One account."""

    key: str
    oid: int
    last_name: str
    first_name: str
    birth_date: str
    """ISO, e.g. 1988-03-14."""
    patronymic: str | None = None
    gender: str = "F"
    level: str = "confirmed"
    snils: str | None = None
    """As people write it: 900-000-001 15."""
    phone: str | None = None
    """As ЕСИА writes it: +7(900)0000001."""
    email: str | None = None
    certificate_series: str | None = None
    certificate_number: str | None = None
    password: str = "gosuslugi"  # noqa: S105 — everybody here is invented
    login: str = ""
    story: str = ""
    ends: str = ""
    """Where he ends when he simply signs in; stories.toml has the words."""
    expected: str = ""
    """What else to expect of him."""
    kids: list[str] = field(default_factory=list)
    """Keys of the children whose accounts are linked in «Семья и дети»."""
    passport: str | None = None
    """Series and number as people write them: 61 00 900018."""
    agreed: bool = True
    """Has agreed to every system's request of data before the sandbox began."""
    holds: bool = False
    """While a consent of his is in force, the window for a parent's code stays away."""

    @property
    def full_name(self) -> str:
        """Фамилия Имя Отчество."""
        return " ".join(
            filter(None, (self.last_name, self.first_name, self.patronymic))
        )

    def age(self, today: date) -> int:
        """Full years on a day."""
        born = date.fromisoformat(self.birth_date)
        return full_years(born, today)


def full_years(born: date, today: date) -> int:
    """Count full years; who was born on 29 February grows older on 1 March."""
    before = (today.month, today.day) < (born.month, born.day)
    return today.year - born.year - before


FLAGS = {"agreed", "holds"}
TEXTS = {item.name for item in fields(Citizen)} - {"oid", "kids"} - FLAGS
MAY_BE_NULL = {
    "patronymic",
    "snils",
    "phone",
    "email",
    "certificate_series",
    "certificate_number",
    "passport",
}


def digits(text: str) -> str:
    """Keep the digits only."""
    return "".join(sign for sign in text if sign in "0123456789")


def snils_is_right(text: str) -> bool:
    """Check the length and the control number of a СНИЛС."""
    found = digits(text)
    if len(found) != 11:
        return False
    total = sum(int(found[i]) * (9 - i) for i in range(9)) % 101
    return int(found[9:]) == (0 if total == 100 else total)


def read_citizen(values: dict[str, Any]) -> Citizen | str:
    """Read one person from JSON or TOML, or say in Russian what is wrong."""
    unknown = sorted(set(values) - {item.name for item in fields(Citizen)})
    if unknown:
        return f"Неизвестные поля: {', '.join(unknown)}."
    given = dict(values)
    if isinstance(given.get("birth_date"), date):
        given["birth_date"] = given["birth_date"].isoformat()
    for name in ("key", "oid", "last_name", "first_name", "birth_date"):
        if not given.get(name):
            return f"Не хватает поля {name}."
    wrong = _wrong_type(given) or _wrong_value(given)
    if wrong:
        return wrong
    if not given.get("login"):
        known = (given.get(name) for name in ("email", "phone", "snils"))
        given["login"] = next(filter(None, known), "")
    return Citizen(**given)


def _wrong_type(given: dict[str, Any]) -> str:
    for name, value in given.items():
        nothing = value is None and name in MAY_BE_NULL
        if name in TEXTS and not isinstance(value, str) and not nothing:
            return f"Поле {name} — строка."
    for name in FLAGS:
        if not isinstance(given.get(name, False), bool):
            return f"Поле {name} — true или false."
    if type(given["oid"]) is not int or not 0 < given["oid"] < 2**53:
        return "Поле oid — положительное целое число."
    kids = given.get("kids", [])
    if not isinstance(kids, list) or not all(isinstance(kid, str) for kid in kids):
        return "Поле kids — список ключей."
    return ""


def _wrong_value(given: dict[str, Any]) -> str:
    try:
        date.fromisoformat(given["birth_date"])
    except ValueError:
        return "Дата рождения пишется как 1988-03-14."
    if given.get("level", "confirmed") not in LEVELS:
        return f"Уровень — один из: {', '.join(LEVELS)}."
    if given.get("gender", "F") not in ("F", "M"):
        return "Пол — F или M."
    if given.get("snils") and not snils_is_right(given["snils"]):
        return f"Контрольное число СНИЛС не сходится: {given['snils']}."
    return ""


def load_cast(path: Path) -> list[Citizen]:
    """Read cast.toml; ValueError names the person that is written wrongly."""
    people = []
    for place, table in enumerate(tomllib.loads(path.read_text("utf-8"))["citizen"]):
        found = read_citizen({"oid": FIRST_OID + place, **table})
        if not isinstance(found, Citizen):
            raise ValueError(f"{path.name}, {table.get('key')}: {found}")  # noqa: TRY004
        people.append(found)
    return people


def replace_all(db: sqlite3.Connection, people: list[Citizen]) -> None:
    """Forget everybody and write these people instead."""
    db.execute("DELETE FROM citizens")
    for place, person in enumerate(people):
        _write(db, person, place)


def all_citizens(db: sqlite3.Connection) -> list[Citizen]:
    """Everybody, in the order of the cast."""
    rows = db.execute("SELECT body FROM citizens ORDER BY place").fetchall()
    return [Citizen(**json.loads(row["body"])) for row in rows]


def by_key(db: sqlite3.Connection, key: str) -> Citizen | None:
    """Find a person by the key of the cast."""
    return _one(db, "SELECT body FROM citizens WHERE key = ?", key)


def by_oid(db: sqlite3.Connection, oid: int) -> Citizen | None:
    """Find a person by ЕСИА's number."""
    return _one(db, "SELECT body FROM citizens WHERE oid = ?", oid)


def by_login(db: sqlite3.Connection, login: str) -> Citizen | None:
    """Find a person by e-mail, phone or СНИЛС, however it was typed."""
    typed = login.strip().lower()
    if "@" in typed:
        return _one(db, "SELECT body FROM citizens WHERE email = ?", typed)
    found = digits(typed)
    by_snils = _one(db, "SELECT body FROM citizens WHERE snils = ?", found)
    if by_snils or not (len(found) == 10 or (len(found) == 11 and found[0] in "78")):
        return by_snils
    return _one(db, "SELECT body FROM citizens WHERE phone = ?", found[-10:])


def save(db: sqlite3.Connection, person: Citizen) -> str:
    """Write a person anew or change one; say what is wrong, or nothing."""
    with together(db):
        return put(db, person)


def put(db: sqlite3.Connection, person: Citizen) -> str:
    """Do what `save` does, within a transaction that has begun."""
    known = {row["key"] for row in db.execute("SELECT key FROM citizens")}
    strangers = sorted(set(person.kids) - known)
    if strangers:
        return f"Нет таких детей: {', '.join(strangers)}."
    place = db.execute(
        "SELECT coalesce((SELECT place FROM citizens WHERE key = ?),"
        " (SELECT max(place) + 1 FROM citizens), 0)",
        (person.key,),
    ).fetchone()[0]
    db.execute("SAVEPOINT person")
    try:
        db.execute("DELETE FROM citizens WHERE key = ?", (person.key,))
        _write(db, person, place)
    except sqlite3.IntegrityError:
        db.execute("ROLLBACK TO person")
        return TAKEN
    return ""


def parents_of(db: sqlite3.Connection, key: str) -> list[Citizen]:
    """Find those to whom this account is linked as a child's."""
    return [one for one in all_citizens(db) if key in one.kids]


def next_oid(db: sqlite3.Connection) -> int:
    """A number that nobody has, nor had before a reset: none is given twice."""
    since = FIRST_OID + int((time.time() - _LONG_AGO_S) * 10)
    row = db.execute("SELECT max(max(oid), ?) + 1 FROM citizens", (since,))
    return int(row.fetchone()[0])


def _one(db: sqlite3.Connection, query: str, value: object) -> Citizen | None:
    row = db.execute(query, (value,)).fetchone()
    return Citizen(**json.loads(row["body"])) if row else None


def _write(db: sqlite3.Connection, person: Citizen, place: int) -> None:
    phone = digits(person.phone or "")[-10:] or None
    email = (person.email or "").lower() or None
    body = json.dumps(asdict(person), ensure_ascii=False)
    snils = digits(person.snils or "") or None
    db.execute(
        "INSERT INTO citizens VALUES (?, ?, ?, ?, ?, ?, ?)",
        (person.key, person.oid, place, snils, phone, email, body),
    )
