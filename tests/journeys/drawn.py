"""Pages where no walk leads in a demonstration, drawn with invented facts.

A page of trouble needs a trouble, a closed door a dismissal, an invitation a command on
the server. They are drawn by the product's own templates, without a running product.
"""

import tempfile
from dataclasses import replace
from datetime import date, time
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

from django.template.loader import get_template
from playwright.sync_api import Page

from school.regions.overview import overview
from school.regions.rules import load
from school.ui import assets

_REGION = SimpleNamespace(name="Заокская область", slug="zaokskaya")
_REGIONS = [_REGION, SimpleNamespace(name="Мещёрская область", slug="meschyora")]
_SCHOOL = SimpleNamespace(name="МБОУ «Средняя общеобразовательная школа № 12»")
_SCHOOLS = [("Школа № 12", "Заокск"), ("Луговская школа", "Луговской район")]
_DOOR = {
    "region": _REGION,
    "has_others": False,
    "help": None,
    "who_needs": [],
    "opens": None,
}
_RULES = load(Path(__file__).resolve().parents[2] / "policies")["ryazan"]
_LAST = overview(_RULES, date(2026, 11, 18))
# A year when the next rules waited, and as if they asked for other data.
_TURNING = overview(_RULES, date(2023, 12, 1))
_TURNING = replace(_TURNING, turn=replace(_TURNING.turn, asks_again=True))
_OPERATOR = {"region": _REGION.name, "name": "Наталия С."}
_VISITOR = SimpleNamespace(short_name="Александра К.", choices=2)

PAGES: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "bad-request": ("ui/400.html", {}),
    "forbidden": ("ui/403.html", {"sentence": "Урок уже закрыт."}),
    "not-here": ("ui/404.html", {"request": SimpleNamespace(visitor=_VISITOR)}),
    "not-allowed": ("ui/405.html", {}),
    "too-large": ("ui/413.html", {}),
    "stale-page": ("ui/csrf.html", {}),
    "server-error": ("ui/500.html", {}),
    "unavailable": ("ui/503.html", {"full": False}),
    "full": ("ui/503.html", {"full": True}),
    "closed": ("access/closed.html", {}),
    "operator": (
        "access/operator.html",
        _OPERATOR | {"schools": _SCHOOLS, "rules": _TURNING},
    ),
    "operator-at-first": (
        "access/operator.html",
        _OPERATOR | {"schools": [], "rules": _LAST},
    ),
    "invitation": (
        "access/invitation.html",
        {"invitation": SimpleNamespace(region=_REGION, school=_SCHOOL)},
    ),
    "invitation-operator": (
        "access/invitation.html",
        {"invitation": SimpleNamespace(region=_REGION, school=None)},
    ),
    "invitation-over": ("access/invitation_over.html", {}),
    "regions": ("access/regions.html", {"regions": _REGIONS}),
    "sign-in-of-several": (
        "access/welcome.html",
        _DOOR | {"has_others": True},
    ),
    "sign-in-shut": ("access/welcome.html", _DOOR | {"opens": time(9, 5)}),
    "slowed": ("access/slowed.html", {"opens": time(9, 5)}),
    "wait": ("access/wait.html", {"again": True}),
    "wait-at-the-button": ("access/wait.html", {"again": False}),
}


def show(page: Page, name: str) -> None:
    """Put the page of this name into the browser's page, in the product's style."""
    template, facts = PAGES[name]
    drawn = get_template(template).template.render({"csrf_input": ""} | facts)
    styled = drawn.replace("</head>", f"<style>{_style()}</style></head>")
    page.set_content(styled)


@cache
def _style() -> str:
    with tempfile.TemporaryDirectory() as published:
        place = Path(published) / assets.publish(Path(published))
        return (place / assets.BUNDLE).read_text()
