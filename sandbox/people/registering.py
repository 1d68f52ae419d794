"""Accounts grow: упрощённая, стандартная, подтверждённая; and begin at fourteen."""

import sqlite3
from dataclasses import replace
from datetime import date
from typing import Any

from sandbox.people.citizens import Citizen, full_years, next_oid, put, save
from sandbox.people.typed import Wrong
from sandbox.store import together

OWN_ACCOUNT_FROM = 14
ADULT_FROM = 18
TAKEN = "Эта почта, телефон или СНИЛС уже есть у другой учётной записи."
BANK_CARDS = {
    "own": "Взрослая карта, оформленная на моё имя",
    "child": "Детская карта, выпущенная к счёту родителя",
    "other": "Карта другого человека",
}


def register(
    db: sqlite3.Connection, typed: dict[str, Any], birth: date, today: date
) -> Citizen | Wrong:
    """Open a simplified account for somebody of fourteen or older."""
    if birth > today:
        return Wrong("Дата рождения ещё не наступила.")
    if full_years(birth, today) < OWN_ACCOUNT_FROM:
        return Wrong(
            "До 14 лет учётную запись создаёт родитель: в своём кабинете,"
            " в разделе «Семья и дети»."
        )
    with together(db):  # the number is chosen alone, or two would share it
        oid = next_oid(db)
        made = Citizen(
            key=f"citizen{oid}",
            oid=oid,
            birth_date=birth.isoformat(),
            level="simplified",
            login=typed["email"],
            story="регистрация",
            agreed=False,
            **typed,
        )
        return Wrong(TAKEN) if put(db, made) else made


def enter_documents(
    db: sqlite3.Connection, me: Citizen, passport: str, snils: str, today: date
) -> Citizen | Wrong:
    """Check passport and СНИЛС: the account becomes standard."""
    if me.age(today) < OWN_ACCOUNT_FROM:
        return Wrong("Паспорт получают в 14 лет. Детскую запись подтверждать не нужно.")
    if me.level not in ("simplified", "child"):
        return me
    grown = replace(me, level="standard", passport=passport, snils=snils)
    return Wrong(TAKEN) if save(db, grown) else grown


def confirm(
    db: sqlite3.Connection, me: Citizen, way: str, card: str
) -> Citizen | Wrong:
    """Prove who one is, at МФЦ or in an online bank: the account is confirmed."""
    if me.level == "confirmed":
        return me
    if me.level != "standard":
        return Wrong("Сначала впишите паспорт и СНИЛС: запись станет стандартной.")
    if way not in ("centre", "bank"):
        return Wrong("Выберите, где подтвердить запись.")
    if way == "bank" and card != "own":
        return Wrong(REFUSED_CARDS.get(card, "Выберите карту."))
    grown = replace(me, level="confirmed")
    return Wrong(TAKEN) if save(db, grown) else grown


REFUSED_CARDS = {
    "child": (
        "Банк отказал: детская карта выпущена к счёту родителя. Нужна взрослая карта,"
        " оформленная на ваше имя, — или МФЦ."
    ),
    "other": "Банк отказал: карта оформлена на другого человека.",
}
