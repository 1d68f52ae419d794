"""The pages of logins, with invented facts: see :mod:`drawn`."""

from types import SimpleNamespace
from typing import Any, Final

from school.logins.activating import NOT_FOUND
from school.logins.entering import WRONG
from school.logins.passwords import COMMON, LONGEST, SHORTEST
from school.logins.recovering import OVER
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
        {"region": _REGION, "error": "", "longest": 254},
    ),
    "login-asked": ("logins/asked.html", {"region": _REGION}),
    "login-renew": ("logins/renew.html", _RENEW),
    "login-renew-fault": ("logins/renew.html", _RENEW | {"error": COMMON}),
    "login-link-over": ("logins/link_over.html", {"sentence": OVER}),
    "login-busy": ("logins/busy.html", {}),
}
