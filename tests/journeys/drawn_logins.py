"""The pages of logins, with invented facts: see :mod:`drawn`."""

from datetime import date
from types import SimpleNamespace
from typing import Any, Final

from school.logins.activating import NOT_FOUND
from school.logins.entering import WRONG
from school.logins.paper import CardOnPaper
from school.logins.passwords import COMMON, LONGEST, SHORTEST
from school.logins.recovering import OVER
from school.logins.rules import NoPassword
from school.logins.tasks import Task
from school.people.names import FullName
from school.regions.policy import Who
from school.regions.requirements import Requirement

_REGION = SimpleNamespace(name="Мещёрская область", slug="meshchora")
_WHOM = "ученикам младше 14,5 года"
_NEEDED = Requirement(Who.PUPIL, "Ученику с 14,5 года", "Своя подтверждённая запись")
_ENTER = {
    "region": _REGION,
    "has_others": True,
    "whom": _WHOM,
    "login": "",
    "error": "",
    "task": None,
}
_ACTIVATE: dict[str, Any] = {
    "region": _REGION,
    "errors": {},
    "shortest": SHORTEST,
    "longest": LONGEST,
    "typed": {"login": "", "code": "", "born": ""},
}
_RENEW = {
    "token": "x",
    "login": "kvt48273",
    "error": "",
    "shortest": SHORTEST,
    "longest": LONGEST,
}
_MADE = CardOnPaper(1, FullName("", ""), "kvt48273", "", date(2026, 12, 18))
_CHILD: dict[str, Any] = {
    "name": "Фёдор",
    "why": None,
    "made": None,
    "code": "",
    "short_name": "Оксана Е.",
    "has_choice": False,
}
_TASK = Task("x")
_TYPED = {"login": "kvt48273", "code": "7K4MX 2PTBA", "born": "09.03.2015"}

PAGES: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "login": ("logins/enter.html", _ENTER),
    "login-wrong": ("logins/enter.html", _ENTER | {"login": "x", "error": WRONG}),
    "login-activate": ("logins/activate.html", _ACTIVATE),
    "login-activate-faults": (
        "logins/activate.html",
        _ACTIVATE | {"errors": {"password": COMMON}, "typed": _TYPED},
    ),
    "login-activate-wrong": (
        "logins/activate.html",
        _ACTIVATE | {"errors": {"form": NOT_FOUND}, "typed": _TYPED},
    ),
    "login-not-here": (
        "logins/not_here.html",
        {"region": SimpleNamespace(name="Заокская область"), "has_others": True},
    ),
    "login-outgrown": (
        "logins/outgrown.html",
        {"region": _REGION, "needed": _NEEDED, "whom": _WHOM},
    ),
    "login-forgotten": (
        "logins/forgotten.html",
        {"region": _REGION, "error": "", "longest": 254, "typed": "", "task": None},
    ),
    "login-asked": ("logins/asked.html", {"region": _REGION}),
    "login-renew": ("logins/renew.html", _RENEW),
    "login-renew-fault": ("logins/renew.html", _RENEW | {"error": COMMON}),
    "login-link-over": ("logins/link_over.html", {"sentence": OVER}),
    "login-child": ("logins/child.html", _CHILD),
    "login-child-code": (
        "logins/child.html",
        _CHILD | {"made": _MADE, "code": "7K4MX 2PTBA"},
    ),
    "login-child-grown": (
        "logins/child.html",
        _CHILD | {"why": NoPassword("", _NEEDED)},
    ),
    "login-task": ("logins/enter.html", _ENTER | {"task": _TASK}),
    "login-forgotten-task": (
        "logins/forgotten.html",
        {"region": _REGION, "error": "", "longest": 254, "typed": "x", "task": _TASK},
    ),
    "login-busy": ("logins/busy.html", {}),
}
