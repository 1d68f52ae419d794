"""The operator's pages, drawn with invented facts: a demonstration has no operator."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

from school.access.operators import Colleague, Operators
from school.access.roads.road import Ends
from school.alarms.limits import NAMES, USUAL
from school.alarms.told import Guessing, Told
from school.regions.arranging import Named
from school.regions.help import Help
from school.regions.house_rules import DEFAULT, MOST_SIGNS, TOO_MUCH
from school.regions.links import register
from school.regions.overview import overview
from school.regions.rules import load
from school.registry.frame import Frame

_REGION = SimpleNamespace(name="Заокская область", slug="zaokskaya")
_SCHOOL = SimpleNamespace(name="МБОУ «Средняя общеобразовательная школа № 12»")
_RULES = load(Path(__file__).resolve().parents[2] / "policies")["ryazan"]
_LAST = overview(_RULES, date(2026, 11, 18))
# A year when the next rules waited, and as if they asked for other data.
_TURNING = overview(_RULES, date(2023, 12, 1))
_TURNING = replace(_TURNING, turn=replace(_TURNING.turn, asks_again=True))
_TOWN_KEPT = SimpleNamespace(
    name="Заокск", pk=1, phone="8 (4912) 55-66-77", email="uo@zaoksk.example"
)
_WHOLE = SimpleNamespace(place=_REGION.name, municipality=None, region=_REGION)
_KEPT = SimpleNamespace(place="Заокск", municipality=_TOWN_KEPT, region=_REGION)
_PLACE = SimpleNamespace(
    key=1,
    name=_SCHOOL.name,
    short_name="Школа № 12",
    phone="8 (4912) 11-22-33",
    email="school12@zaoksk.example",
)
_TOWNS = [
    {"town": _TOWN_KEPT, "schools": [_PLACE, _PLACE]},
    {
        "town": SimpleNamespace(name="Луговской район", pk=2, phone="", email=""),
        "schools": [],
    },
]
_ENDS = Ends(datetime(2027, 3, 1, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC))
_ALARMS = ["Последний доверенный сертификат Госуслуг кончается 31.12.2026."]
_DAYS_OFF = [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 4)]
_OPERATOR = {
    "by": _WHOLE,
    "name": "Наталия С.",
    "towns": _TOWNS,
    "help": Help(
        "8 (4912) 00-00-00", "пн–пт 8:00–17:00, обед 12:30–13:30", True, "до 12:30"
    ),
    "days_off": _DAYS_OFF,
    "rules": _TURNING,
    "ends": _ENDS,
    "alarms": [],
    "links": register(),
}
_PLACES = {
    "by": _WHOLE,
    "towns": _TOWNS,
    "wrong": "",
    "trouble": "",
    "typed": Named("Школа № 12"),
    "chosen": "1",
}
_LINE = {
    "region": _REGION.name,
    "phone": "8 (4912) 00-00-00",
    "hours": "08:00-17:00",
    "lunch": "12:30-13:30",
    "days_off": _DAYS_OFF,
    "today": date(2026, 11, 18),
    "trouble": "",
    "closing": False,
}
_HOUSE_RULES = {
    "region": _REGION.name,
    "text": "\n".join(DEFAULT),
    "most": MOST_SIGNS,
    "trouble": "",
    "done": True,
}
_OPERATORS = {
    "region": _REGION.name,
    "error": "",
    "link": "",
    "links": 2,
    "town": "",
    "days": 3,
    "found": Operators(
        (
            Colleague(1, "Наталия С.", "", date(2026, 9, 1), is_himself=True),
            Colleague(2, "Нуйя К.", "Заокск", date(2026, 11, 2), is_himself=False),
        ),
        (_TOWN_KEPT, SimpleNamespace(name="Луговской район", pk=2)),  # type: ignore[arg-type]
        ("Луговской район",),
    ),
}

_ALARM = Told(
    key="7k4m2x0q9w3en",
    what="Открыто карточек за день",
    times=214,
    day=date(2026, 11, 17),
    who="Луговская школа",
    is_mine=False,
    seen_at=datetime(2026, 11, 18, 7, tzinfo=UTC),
    seen_by="Тамара И.",
    sentence="Сверяли карточки перед выпуском.",
    region_by="",
    region_sentence="",
)
_ALARMED = {
    "guessings": [],
    "region": _REGION.name,
    "zone": UTC,
    "alarms": [_ALARM],
    "wrong": "",
    "error": "",
    "typed": "",
    "longest": 300,
    "limits": USUAL,
    "borders": NAMES,
    "shown": asdict(USUAL),
    "why_not": {},
}

_AT = datetime(2026, 11, 18, 7, tzinfo=UTC)
_GUESSED = [
    Guessing(_AT, _AT + timedelta(minutes=20), goes_on=True, failing=2_640),
    Guessing(
        _AT - timedelta(days=1), _AT - timedelta(hours=23), goes_on=False, failing=2_910
    ),
]

PAGES: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "operator": ("access/operator.html", _OPERATOR),
    "alarms-region": (
        "alarms/region.html",
        _ALARMED | {"guessings": _GUESSED},
    ),
    "alarms-region-wrong": (
        "alarms/region.html",
        _ALARMED | {"wrong": _ALARM.key, "error": "Напишите, что это было."},
    ),
    "alarms-region-limits": (
        "alarms/region.html",
        _ALARMED
        | {
            "shown": asdict(USUAL) | {"exports": "много"},
            "why_not": {"exports": "Впишите число от 1 до 9."},
        },
    ),
    "alarms": (
        "alarms/alarms.html",
        _ALARMED
        | {
            "frame": Frame("Администратор — Школа № 12", "Ирина П.", False, ()),
            "zone": UTC,
            "wrong": _ALARM.key,
            "error": "Напишите, что это было.",
            "alarms": [
                replace(_ALARM, who="Ларин Г. С., учитель", seen_at=None),
                replace(
                    _ALARM,
                    key="1",
                    who="Петрова И. Н., завуч",
                    is_mine=True,
                    seen_at=None,
                ),
                replace(
                    _ALARM,
                    key="2",
                    who="Ким А. В., секретарь",
                    region_by="Нуйя К.",
                    region_sentence="Звонила, подтвердили.",
                ),
            ],
        },
    ),
    "alarms-region-none": ("alarms/region.html", _ALARMED | {"alarms": []}),
    "operator-at-first": (
        "access/operator.html",
        _OPERATOR
        | {
            "towns": [],
            "help": None,
            "days_off": [],
            "alarms": _ALARMS,
            "rules": _LAST,
        },
    ),
    "operator-municipal": ("access/operator.html", _OPERATOR | {"by": _KEPT}),
    "operator-rules": ("access/rules.html", {"by": _WHOLE, "rules": _TURNING}),
    "operator-rules-last": ("access/rules.html", {"by": _WHOLE, "rules": _LAST}),
    "operator-places": ("access/places.html", _PLACES),
    "operator-places-wrong": (
        "access/places.html",
        _PLACES
        | {"wrong": "school", "trouble": "Школа «Школа № 12» уже есть: Заокск."},
    ),
    "operator-place": (
        "access/place.html",
        {"is_school": True, "named": Named("МБОУ «Школа № 12»"), "trouble": "Нет."},
    ),
    "operator-line": ("access/line.html", _LINE),
    "operator-line-wrong": (
        "access/line.html",
        _LINE | {"trouble": "Выберите рабочий день.", "closing": True},
    ),
    "operator-house-rules": ("access/house_rules.html", _HOUSE_RULES),
    "operator-house-rules-wrong": (
        "access/house_rules.html",
        _HOUSE_RULES | {"trouble": TOO_MUCH, "done": False},
    ),
    "operators": ("access/operators.html", _OPERATORS),
    "operators-link": (
        "access/operators.html",
        _OPERATORS
        | {"link": "https://school.example/access/invitation/x/", "town": "Заокск"},
    ),
    "operators-wrong": (
        "access/operators.html",
        _OPERATORS | {"error": "Выберите муниципалитет из списка."},
    ),
    "invitation-municipal": (
        "access/invitation.html",
        {
            "invitation": SimpleNamespace(
                region=_REGION, school=None, municipality=_TOWN_KEPT
            )
        },
    ),
}
