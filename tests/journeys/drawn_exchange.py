"""A package beside a school, with invented facts: see :mod:`drawn`."""

from types import SimpleNamespace
from typing import Any, Final

from school.exchange.oneroster.remarks import Remark
from school.registry.frame import Frame, Place

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
        "Похоже, это один человек с опечаткой. У нас: Новикова-Преображенская Наталья"
        " Александровна, 20.05.2015.",
        17,
        "familyName",
    ),
    Remark("resources.csv", "Этот файл программа не читает: данные в нём останутся."),
]
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
    "marks": "Отметки (results.csv — 279 000) проверены и не записываются: журнал ведут"
    " учителя этой школы.",
    "remarks": _REMARKS,
    "more": 4,
    "seen": "x",
}
PAGES: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "exchange-package": ("exchange/package.html", _OPEN),
    "exchange-package-wrong": (
        "exchange/package.html",
        _OPEN
        | {
            "plan": None,
            "refused": "В пакете есть ошибки: исправьте их в той системе и выгрузите"
            " его снова.",
        },
    ),
}
