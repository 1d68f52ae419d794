"""What the page before a merge says: «Что станет с карточкой»."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from school.academics.models import SchoolClass
from school.lib.dates import numeric
from school.people.models import Card
from school.registry.belongings import Row
from school.registry.card import KINSHIP, masked, name_of
from school.registry.merging import Plan

_TITLES = {
    "name": "ФИО",
    "birth_date": "Дата рождения",
    "snils": "СНИЛС",
    "certificate": "Свидетельство о рождении",
    "phone": "Телефон",
    "email": "Почта",
    "user": "Пользователь",
}
_USER = {"none": "", "active": "включён", "inactive": "отключён"}
_COUNTED = {
    "membership": "Учебные группы",
    "class_teacher": "Классное руководство",
    "teaching_load": "Нагрузка",
    "timetable_slot": "Уроки в расписании",
    "role_grant": "Роли",
    "card_consent": "Согласия",
    "held_card": "Номера отказов при входе",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of both cards, empty where one says nothing.

    ``is_open``: somebody has to choose; ``from_gone``: the other card's word stands.
    """

    name: str
    title: str
    mine: str
    his: str
    is_open: bool
    from_gone: bool


@dataclass(frozen=True, slots=True)
class MergePage:
    """Field by field, and what goes over or stays behind, a line for each."""

    fields: tuple[Field, ...]
    moved: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def needs_surety(self) -> bool:
        """Whether the two have different numbers: they may be two people."""
        return any(one.name == "snils" and one.is_open for one in self.fields)


def read(stays: Card, goes: Card, plan: Plan) -> MergePage:
    """The page. Two queries, for the names of others and of classes."""
    mine, his = _said(stays), _said(goes)
    fields = (
        Field(
            choice.field,
            _TITLES[choice.field],
            mine[choice.field],
            his[choice.field],
            is_open=choice.is_open,
            from_gone=choice.from_gone,
        )
        for choice in plan.choices
    )
    tell = _Teller(stays.school_id, [*plan.moves.moved, *plan.moves.left])
    return MergePage(
        tuple(one for one in fields if one.mine or one.his),
        tuple(tell.lines(plan.moves.moved, goes.pk)),
        tuple(tell.lines(plan.moves.left, goes.pk)),
    )


def _said(card: Card) -> dict[str, str]:
    papers = masked(card)
    return {
        "name": name_of(card),
        "birth_date": numeric(card.birth_date),
        "snils": papers.snils,
        "certificate": papers.certificate,
        "phone": card.phone,
        "email": card.email,
        "user": _USER[card.user],
    }


class _Teller:
    """Says what a row is, in words."""

    def __init__(self, school: int, rows: Iterable[Row]) -> None:
        rows = list(rows)
        people = {
            row.values[side]
            for row in rows
            if row.table == "kinship"
            for side in ("guardian_id", "student_id")
        }
        cards = Card.every.filter(school=school, pk__in=people)
        self._names = {card.pk: name_of(card) for card in cards}
        places = {
            row.values["school_class_id"] for row in rows if row.table == "enrolment"
        }
        classes = SchoolClass.objects.filter(school=school, pk__in=places)
        self._labels = {one.pk: one.label() for one in classes}

    def lines(self, rows: Iterable[Row], card: int) -> list[str]:
        """Links, places and work one by one, the rest counted."""
        rows = list(rows)
        told = [line for row in rows if (line := self._line(row, card))]
        counts = Counter(row.table for row in rows if row.table in _COUNTED)
        return told + [f"{_COUNTED[table]}: {many}" for table, many in counts.items()]

    def _line(self, row: Row, card: int) -> str:
        said = row.values
        if row.table == "kinship":
            is_guardian = said["guardian_id"] == card
            other = said["student_id" if is_guardian else "guardian_id"]
            court = ", ограничен судом" if said["restricted"] else ""
            return f"Связь: {self._names[other]} ({KINSHIP[said['kind']]}{court})"
        if row.table == "enrolment":
            return f"Класс: {self._labels[said['school_class_id']]}"
        if row.table == "employee":
            return f"Работа: {said['position']}"
        return "Вход через Госуслуги" if row.table == "attachment" else ""
