"""What became of a card: from what to what, by whom, when. Documents stay masked."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from school.access.gathering import seal
from school.lib.dates import numeric
from school.lib.postgres.queries import Query
from school.people import certificates, snils
from school.people.models import Card, Kinship
from school.registry.card import KINSHIP, name_of
from school.registry.doers import names_of, who
from school.rights.visitor import Visitor

MOST = 200
_ROWS = Query(__file__, "history")
_USER = {"none": "нет", "active": "включён", "inactive": "отключён"}
_TICK = {True: "да", False: "нет"}
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed; empty where there was, or is, nothing."""

    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody did at one moment."""

    at: datetime
    who: str
    changes: tuple[Change, ...]


def read(by: Visitor, card: Card) -> tuple[Entry, ...]:
    """The last changes of the card and its links, the newest first. Three queries."""
    links = Kinship.objects.filter(
        Q(guardian=card) | Q(student=card), school=card.school_id
    ).select_related("guardian", "student")
    others = {
        link.pk: name_of(link.student if link.guardian_id == card.pk else link.guardian)
        for link in links
    }
    rows = _ROWS.rows(
        {
            "school": card.school_id,
            "card": card.pk,
            "links": list(others),
            "most": MOST,
        }
    )
    names = names_of(card.school_id, (row.actor for row in rows))
    told = (
        Entry(
            at=row.at.astimezone(by.zone),
            who=who(row.actor, names),
            changes=tuple(_changes(row, others)),
        )
        for row in rows
    )
    return tuple(entry for entry in told if entry.changes)


def _changes(row: Any, others: Mapping[int, str]) -> Iterator[Change]:  # noqa: ANN401 - a row of history.sql
    old, new = (json.loads(one) if one else {} for one in (row.old, row.new))
    if row.what == "kinship":
        yield from _of_a_link(old, new, others[row.row_id])
    elif row.act == "I":
        yield Change("Карточка заведена", "", "")
    else:
        yield from _of_a_card(old, new)


def _of_a_card(old: Row, new: Row) -> Iterator[Change]:
    for column, (word, said) in _COLUMNS.items():
        # Both were sealed anew when nothing but the sealing differs.
        told = column.replace("_sealed", "_digest")
        if old.get(told) != new.get(told):
            yield Change(word, said(old.get(column)), said(new.get(column)))


def _of_a_link(old: Row, new: Row, name: str) -> Iterator[Change]:
    if not old:
        yield Change(f"Связь: {name}", "", KINSHIP[new["kind"]])
        return
    for column, (word, said) in _OF_LINKS.items():
        if old.get(column) != new.get(column):
            word_of = f"{word}: {name}"
            yield Change(word_of, said(old.get(column)), said(new.get(column)))


def _text(value: Any) -> str:  # noqa: ANN401 - a value of JSON
    return "" if value is None else str(value)


def _day(value: Any) -> str:  # noqa: ANN401 - likewise
    return "" if value is None else numeric(datetime.fromisoformat(value).date())


def _snils(value: Any) -> str:  # noqa: ANN401 - likewise
    return snils.masked(seal().unseal("snils", _bytes(value))) if value else ""


def _certificate(value: Any) -> str:  # noqa: ANN401 - likewise
    if not value:
        return ""
    return certificates.masked(seal().unseal("certificate", _bytes(value)))


def _bytes(value: str) -> bytes:
    r"""What JSON has as «\x01ab»."""
    return bytes.fromhex(value.removeprefix("\\x"))


def _user(value: Any) -> str:  # noqa: ANN401 - likewise
    return _USER.get(value, "")


def _nothing(_: Any) -> str:  # noqa: ANN401 - likewise
    return ""


def _tick(value: Any) -> str:  # noqa: ANN401 - likewise
    return _TICK[bool(value)]


_COLUMNS = {
    "last_name": ("Фамилия", _text),
    "first_name": ("Имя", _text),
    "patronymic": ("Отчество", _text),
    "birth_date": ("Дата рождения", _day),
    "phone": ("Телефон", _text),
    "email": ("Почта", _text),
    "snils_sealed": ("СНИЛС", _snils),
    "certificate_sealed": ("Свидетельство о рождении", _certificate),
    "registered": ("В реестре родителей", _tick),
    "user": ("Пользователь", _user),
    "reads_paper": ("Дневник на бумаге", _tick),
    "merged": ("Вместо неё стоит другая карточка", _tick),
}
_OF_LINKS = {
    "document": ("Документ", _text),
    "until_date": ("Связь закончена", _day),
    "restricted": ("Ограничение судом", _tick),
    "guardian_id": ("Связь перешла в другую карточку родителя", _nothing),
    "student_id": ("Связь перешла в другую карточку ученика", _nothing),
}
