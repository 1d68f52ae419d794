"""The pages of an invitation, drawn with invented facts: see :mod:`drawn`."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any, Final
from zoneinfo import ZoneInfo

from school.inviting.answering import NOT_FOUND, Offer, State
from school.inviting.sheets import square
from school.regions.models import Region
from school.registry.frame import Frame

_ZONE = ZoneInfo("Europe/Moscow")
_THEN = datetime(2026, 11, 16, 9, 5, tzinfo=_ZONE)
_REGION = Region(name="Заокская область", slug="zaokskaya")
_SHEET = {
    "number": 1,
    "student": "Абрамова Алина Денисовна",
    "code": "7K4M-2XPT-9BEA",
    "square": square("https://school.example.test/invited/7K4M2XPT9BEA/"),
    "teacher": "Петрова И. В.",
    "until": "02.12.2026",
}
_ADDRESS = "https://school.example.test/invited/"


def _offer(state: State) -> Offer:
    return Offer(_REGION, "МБОУ «Школа № 12»", "Петрова И. В.", state, is_open=False)


def _standing(state: State) -> tuple[str, dict[str, Any]]:
    return "inviting/standing.html", {"offer": _offer(state), "states": State}


_CHILD = {"offer": _offer(State.OPEN), "person": "Степан Ч.", "longest": 200}
_PAPER = {"back": "/papers/", "school": "Школа № 12", "today": _THEN.date()}
_LEAF = SimpleNamespace(
    key="0000000000000",
    student="Абрамова Алина Денисовна",
    class_name="5 «Б»",
    person="Чужой Степан Ильич",
    born="10.10.1975",
    answered_at=_THEN,
    at=_THEN,
    state=State.CONFIRMED,
)

PAGES: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "invited-code": ("inviting/code.html", {"region": "zaokskaya", "digest": "1:0"}),
    "invited-child": ("inviting/child.html", _CHILD | {"typed": "", "error": ""}),
    "invited-child-wrong": (
        "inviting/child.html",
        _CHILD | {"typed": "Абрамова Алина", "error": NOT_FOUND},
    ),
    "invited-waiting": _standing(State.WAITING),
    "invited-confirmed": _standing(State.CONFIRMED),
    "invited-declined": _standing(State.DECLINED),
    "invited-over": ("inviting/over.html", {"sentence": NOT_FOUND}),
    "inviting-sheets": (
        "inviting/sheets.html",
        _PAPER | {"by": "Ирина П.", "address": _ADDRESS, "sheets": [_SHEET]},
    ),
}
INVITATIONS: Final[dict[str, Any]] = {
    "frame": Frame("Учитель — Школа № 12", "Ирина П.", False, ()),
    "zone": _ZONE,
    "found": SimpleNamespace(waiting=[_LEAF], given=[_LEAF], past=[_LEAF]),
    "kinds": {"mother": "мать", "father": "отец", "guardian": "опекун"},
    "states": State,
    "done": "",
    "trouble": "Выберите, кем этот человек приходится ученику.",
}
