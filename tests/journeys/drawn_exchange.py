"""A package beside a school, with invented facts: see :mod:`drawn`."""

from datetime import date
from types import SimpleNamespace
from typing import Any, Final

from school.exchange.incoming import saying
from school.exchange.oneroster.remarks import Remark
from school.importing.lines import doubt_of
from school.importing.told import Told
from school.importing.verdicts import Known, Person, Verdict
from school.people.models import Card
from school.people.names import FullName
from school.registry.frame import Frame, Place
from tests.journeys.drawn_importing import BACK

_FRAME = Frame(
    "Администратор — Школа № 12",
    "Дроздова О.",
    has_choice=False,
    places=(Place("Ученики", "/registry/students/", "user", current=True),),
)
_REMARKS = [
    Remark("classes.csv", "«Homeroom» — не класс. Напишите его так: 5А.", 4, "title"),
    Remark(
        "users.csv",
        "Ключ нашей карточки, а ФИО и дата рождения другие. У нас:"
        " Новикова-Преображенская Наталья Александровна, 20.05.2015.",
        17,
        "familyName",
    ),
    Remark("resources.csv", "Этот файл программа не читает: данные в нём останутся."),
]
_ASKED = Told(
    17,
    FullName("Новикова-Преображенская", "Наталья", "Александровна"),
    date(2015, 5, 20),
)
_DOUBT = doubt_of(
    17,
    Card.Kind.STUDENT,
    Person(
        _ASKED,
        Verdict.DOUBTFUL,
        candidates=(
            Known(
                1,
                "0000000000002",
                FullName("Новикова-Преображенская", "Наталия", "Александровна"),
                date(2015, 5, 20),
            ),
        ),
        why="Похоже, это один человек с опечаткой.",
    ),
)
_OPEN: dict[str, Any] = {
    "frame": _FRAME,
    "upload": SimpleNamespace(
        key="0000000000001", state="open", file_name="oneroster-2026-11-18.zip"
    ),
    "is_open": True,
    "trouble": "",
    "refused": "",
    "written": "",
    "plan": SimpleNamespace(
        is_nothing=False,
        package=SimpleNamespace(school="МОУ «Гимназия № 3»", is_ours=False),
    ),
    "counted": [
        ("Ученики", "с ошибками — 2, под вопросом — 1, новых — 812, без изменений — 4"),
        ("Места в группах", "новых — 11 204"),
    ],
    "back_until": None,
    "doubts": [],
    "more_doubts": 0,
    "new": "new",
    "marks": "Отметки (results.csv — 279 000) проверены и не записываются: журнал ведут"
    " учителя этой школы.",
    "remarks": _REMARKS,
    "more": 4,
    "seen": "x",
}
PAGES: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "exchange-package": ("exchange/package.html", _OPEN),
    "exchange-package-asks": (
        "exchange/package.html",
        _OPEN
        | {
            "plan": SimpleNamespace(
                is_nothing=True,
                package=SimpleNamespace(school="МОУ «Гимназия № 3»", is_ours=True),
            ),
            "doubts": [_DOUBT],
            "more_doubts": 3,
        },
    ),
    "exchange-package-written": (
        "exchange/package.html",
        _OPEN
        | {
            "upload": SimpleNamespace(**vars(_OPEN["upload"]) | {"state": "written"}),
            "is_open": False,
            "written": saying.written_of({"years": 1, "classes": 33, "student": 812}),
            "back_until": BACK["until"],
            "zone": BACK["zone"],
        },
    ),
    "exchange-package-back": (
        "importing/back.html",
        BACK | {"stays": saying.stays_of({"years": 1})},
    ),
    "exchange-package-wrong": (
        "exchange/package.html",
        _OPEN
        | {
            "plan": None,
            "refused": "В архиве есть ошибки: исправьте их в той системе и выгрузите"
            " его снова.",
        },
    ),
}
