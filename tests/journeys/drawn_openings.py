"""A school open to the region's operator, with invented facts: see :mod:`drawn`."""

from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, Final
from zoneinfo import ZoneInfo

from school.desk.asking import Asked
from school.desk.causes import ABOUT, Cause
from school.desk.counting import Truths
from school.desk.listing import Line
from school.desk.page import Counted, Desk
from school.desk.weeks import Past
from school.openings import rules
from school.openings.looking import Sight
from school.openings.models import Opening
from school.openings.rules import Why
from school.regions.models import School
from school.registry.frame import Frame, News, Place, Press

_ZONE = ZoneInfo("Europe/Moscow")
_NOW = datetime(2026, 11, 18, 10, 12, tzinfo=_ZONE)
_REASON = "Родители 5-х классов звонят на горячую линию: не могут войти третий день"
_OPENING = Opening(
    key=1,
    school_id=1,
    account=1,
    name="Нуйя К.",
    reason=_REASON,
    number="вх. 118 от 17.11",
    since_at=_NOW,
    until_at=_NOW + rules.LASTS,
)
_SCHOOL = School(name="МБОУ «Школа № 12»", short_name="Школа № 12")
_ASKED = Asked(cause=Cause.NO_SNILS, page="openings:desk")
_COUNTS = {Cause.NO_SNILS: 61, Cause.NO_LINK: 4, Cause.NO_CONSENT: 30}
_CAUSES = tuple(
    Counted(
        each,
        ABOUT[each],
        _COUNTS.get(each, 0),
        _ASKED.about(each),
        current=each is Cause.NO_SNILS,
        change=-3 if each is Cause.NO_CONSENT else 0,
    )
    for each in Cause
)
_LINE = Line(
    "0000000000001",
    "Новикова-Преображенская Яна Олеговна",
    "мать, Новиков Ян",
    "5«А»",
    tried="вчера, отказ",
    was_refused=True,
    also=(ABOUT[Cause.NO_LINK].label,),
)
_DESK = Desk(
    asked=_ASKED,
    at=_NOW,
    truths=Truths(812, 640, 30, 41, 402),
    entered_lately=12,
    of_school=tuple(each for each in _CAUSES if each.cause.by_school),
    of_families=tuple(each for each in _CAUSES if not each.cause.by_school),
    for_school=65,
    for_families=30,
    chosen=Cause.NO_SNILS,
    people=(SimpleNamespace(),) * 61,  # type: ignore[arg-type]  # counted alone
    lines=(_LINE, replace(_LINE, also=(), tried="")) * 5,
    classes=(),
    places=(),
    soon=(),
    past=Past(),
)
_SEEN = {"sight": Sight(_OPENING, _SCHOOL, _DESK), "desk": _DESK, "zone": _ZONE}
_FORM = {
    "region": "Заокская область",
    "zone": _ZONE,
    "running": None,
    "school": None,
    "schools": [("0000000000001", "Школа № 12, Заокск")],
    "is_proved": True,
    "again": "/access/again/?to=/openings/region/",
    "why": Why(),
    "chosen": "",
    "wrong": {},
    "rules": rules,
}
_NEWS = News(
    f"Нуйя К., до 11:12. Причина: {_REASON} (основание — вх. 118 от 17.11)",
    "Оператор региона читает «Доступ семей» вашей школы",
    "/openings/",
    None,
    is_late=False,
    is_reminder=False,
    press=Press("Закрыть доступ", "/openings/0000000000001/", "Кто и когда открывал"),
)
_OFFICE = Frame(
    role="Администратор — Школа № 12",
    short_name="Тамара Г.",
    has_choice=False,
    places=(Place("Тревоги", "/alarms/", "alert", current=False),),
    news=(_NEWS,),
)
_BEFORE = _OPENING.since_at - timedelta(days=9)
_ENDED = Opening(
    key=2,
    school_id=1,
    name="Нуйя К.",
    reason="Проверка по письму матери: карточка не находится",
    number="ЭШ-2611-223344",
    since_at=_BEFORE,
    until_at=_BEFORE + rules.LASTS,
    ended_at=_BEFORE + timedelta(minutes=17),
    ended_by="Тамара Г.",
)

PAGES: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "openings-region": ("openings/region.html", _FORM),
    "openings-region-wrong": (
        "openings/region.html",
        _FORM
        | {
            "wrong": {
                "": rules.ENOUGH,
                "school": rules.NO_SCHOOL,
                "reason": rules.TOO_SHORT,
                "number": rules.NO_NUMBER,
            },
            "why": Why("так надо"),
        },
    ),
    "openings-region-unproved": (
        "openings/region.html",
        _FORM | {"is_proved": False},
    ),
    "openings-region-running": (
        "openings/region.html",
        _FORM | {"running": _OPENING, "school": _SCHOOL},
    ),
    "openings-desk": ("openings/desk.html", _SEEN),
    "openings": (
        "openings/openings.html",
        {
            "frame": _OFFICE,
            "openings": [_OPENING, _ENDED],
            "zone": _ZONE,
            "now": _NOW + timedelta(minutes=1),
        },
    ),
}
