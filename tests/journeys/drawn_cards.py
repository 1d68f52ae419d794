"""The list of registration cards, drawn with invented facts: see :mod:`drawn`."""

from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from school.logins.models import Login, RegistrationCard
from school.logins.rules import NoPassword
from school.logins.standing import Standing
from school.people.models import Card
from school.regions.policy import Who
from school.regions.requirements import Requirement
from school.registry.frame import Frame, News, Press

_ZONE = ZoneInfo("Europe/Moscow")
_THEN = datetime(2026, 11, 16, 9, 5, tzinfo=_ZONE)
_WHY = NoPassword(
    "По правилам региона логин и пароль — ученикам младше 14,5 года. Этот ученик"
    " входит через Госуслуги: напечатайте памятку семье, в ней следующий шаг.",
    Requirement(Who.PUPIL, "Ученику с 14,5 лет", "Своя подтверждённая запись"),
)
_TEACHER = Card(last_name="Савельева", first_name="Ирина", patronymic="Николаевна")
_State = RegistrationCard.State


def _student(name: str) -> Card:
    last, first, patronymic = name.split()
    return Card(
        key=1,
        last_name=last,
        first_name=first,
        patronymic=patronymic,
        birth_date=date(2014, 2, 3),
    )


def _card(state: RegistrationCard.State) -> RegistrationCard:
    issued = state in (_State.ISSUED, _State.ACTIVATED)
    return RegistrationCard(
        key=2,
        login=Login(name="kvt48273"),
        state=state,
        made_by=_TEACHER,
        made_at=_THEN,
        expires_at=_THEN + timedelta(days=30),
        issued_to="parent" if issued else "",
        issued_at=_THEN + timedelta(hours=3) if issued else None,
        ended_at=_THEN + timedelta(days=1) if state == _State.ACTIVATED else None,
    )


_OUTGROWN = Standing(
    _student("Сафонов Борис Львович"), None, chose=False, why=_WHY, is_over=False
)
_FOUND = [
    Standing(
        _student(name), state and _card(state), chose=chose, why=None, is_over=is_over
    )
    for name, state, chose, is_over in (
        ("Быков Вадим Русланович", _State.PRINTED, False, False),
        ("Грачёва Любовь Николаевна", _State.ISSUED, False, False),
        ("Ефимов Фёдор Петрович", _State.ACTIVATED, True, False),
        ("Макаров Семён Андреевич", _State.PRINTED, False, True),
        ("Соболев Лев Ильич", _State.VOID, True, False),
        ("Юсупова Регина Маратовна", None, False, False),
    )
]
_BY_PARENT = _card(_State.ISSUED)
_BY_PARENT.made_by = Card(
    kind="guardian", last_name="Ефимова", first_name="Оксана", patronymic="Ивановна"
)
_FOUND.append(
    Standing(
        _student("Яшина Нина Олеговна"), _BY_PARENT, chose=True, why=None, is_over=False
    )
)
_RECOVERED = News(
    "Ефимов Ф. П., 18 ноября в 10:05. Если он об этом не просил, напечатайте ему новую"
    " карточку",
    "Ученик выбрал новый пароль по ссылке из письма",
    "#",
    None,
    is_late=False,
    is_reminder=False,
    press=Press("Понятно", "#", "Карточка ученика"),
)
_CARDS: Final[dict[str, Any]] = {
    "frame": Frame(
        "Директор — Озёрная школа", "Валентина Ч.", False, (), (_RECOVERED,)
    ),
    "zone": _ZONE,
    "classes": [("0000000000001", "8", True), ("0000000000002", "9", False)],
    "chosen": "0000000000001",
    "label": "8",
    "found": [*_FOUND, _OUTGROWN],
    "waiting": 4,
    "everybody": 6,
    "reasons": {_WHY.sentence: ["Сафонов Борис Львович"]},
    "password_for": "ученикам младше 14,5 года",
    "administers": True,
    "done": "Записано: карточка выдана.",
    "trouble": "",
}
_NOBODY = (
    "Печатать некому: пароль уже выбрали все, кому он положен по правилам региона."
)

PAGES: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "logins-cards": ("logins/cards.html", _CARDS),
    "logins-cards-wrong": (
        "logins/cards.html",
        _CARDS | {"trouble": _NOBODY, "done": ""},
    ),
    "logins-cards-none": (
        "logins/cards.html",
        _CARDS
        | {
            "found": [_OUTGROWN],
            "waiting": 0,
            "everybody": 0,
            "password_for": "",
            "done": "",
        },
    ),
}
