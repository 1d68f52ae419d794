"""Pages where no walk leads in a demonstration, drawn with invented facts.

A page of trouble needs a trouble, a closed door a dismissal, an invitation a command on
the server. They are drawn by the product's own templates, without a running product.
"""

import tempfile
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.template.loader import get_template
from playwright.sync_api import Page

from school.access.reading import Reading
from school.desk import over_region
from school.desk.asking import Asked
from school.desk.causes import ABOUT
from school.desk.counting import Truths
from school.desk.over_region import Part, RegionDesk
from school.mail.kinds import TICKET
from school.registry.liftings import Lifting
from school.registry.over_region import Whereabouts
from school.support.raised import Raised
from school.support.sentences import QUESTIONS, RETURNS
from school.support.steps import Line
from school.support.views.start import WRONG_NUMBER
from school.ui import assets
from tests.journeys import (
    drawn_campaign,
    drawn_cards,
    drawn_exchange,
    drawn_grid,
    drawn_importing,
    drawn_invitations,
    drawn_logins,
    drawn_openings,
    drawn_operators,
)

_REGION = SimpleNamespace(name="Заокская область", slug="zaokskaya")
_REGIONS = [_REGION, SimpleNamespace(name="Мещёрская область", slug="meschyora")]
_SCHOOL = SimpleNamespace(name="МБОУ «Средняя общеобразовательная школа № 12»")
_LETTERS = {"kind": TICKET, "token": "x", "unwanted": False, "done": False}
_DOOR = {
    "region": _REGION,
    "has_others": False,
    "help": None,
    "who_needs": [],
    "opens": None,
    "by_password": "",
}
_EARLY = Reading("until_objection", date(2009, 11, 25), date(2026, 11, 18), None)
_GROWN = Reading("with_consent", date(2008, 11, 1), date(2026, 11, 18), None)
_ZONE = ZoneInfo("Europe/Moscow")
_THEN = datetime(2026, 11, 16, 9, 5, tzinfo=_ZONE)
_TOWN = [
    Part("Школа № 12", Truths(812, 640, 30, 41, 402), gained=4),
    Part("Школа № 3", Truths(64, 62, 0, 1, 3)),
]
_MUNICIPALITY = Part("Заокск", Truths(876, 702, 30, 42, 405), 3, tuple(_TOWN))
_REGION_DESK: dict[str, Any] = {
    "asked": Asked(),
    "whole": True,
    "few": over_region.few,
    "share": over_region.share,
    "desk": RegionDesk(
        Part("Заокская область", Truths(876, 702, 30, 42, 405), gained=3),
        tuple((about, 60 - 7 * n) for n, about in enumerate(ABOUT.values()) if n < 9),
        (_MUNICIPALITY,),
        uncounted=2,
    ),
}
_RISEN = Raised(
    "0000000000000",
    "ЭШ-2611-7К4М2Х",
    "Школа № 12",
    "Родитель",
    "СНИЛС на Госуслугах и в карточке разные",
    _THEN,
    _THEN,
    [Line("Система", _THEN, "передала администратору: срок вышел")],
)
_SUPPORT = {
    "region": _REGION.name,
    "name": "Наталия С.",
    "zone": _ZONE,
    "messages": [_RISEN],
    "questions": QUESTIONS,
    "returns": RETURNS,
    "wrong": "",
    "error": "",
}
_VOICE = {"frame": None, "typed": "", "voice": None, "zone": _ZONE, "opens": None}
_FOUND = Whereabouts(
    "Школа № 12", "Заокск", "родитель", "пользователь включён", _RISEN.key
)
_LIFTING = Lifting(
    number="7k4m2x0q9w3en",
    school="Луговская школа",
    town="Луговской район",
    document="Апелляционное определение Луговского районного суда, дело № 33-1204",
    ruled=date(2026, 11, 2),
    asked_at=_THEN,
)
_LIFTINGS = {
    "place": "Луговской район",
    "whole": False,
    "liftings": [_LIFTING],
    "refuses": False,
    "wrong": "",
    "error": "",
    "typed": "",
    "longest": 300,
}
_ASKED = {"region": _REGION.name, "error": "", "found": None}
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
    "closed": ("access/closed.html", {"kept_out": False}),
    "closed-by-a-grown-child": ("access/closed.html", {"kept_out": True}),
    "closed-by-student": ("access/closed.html", {"kept_out": True}),
    "reading-grown": (
        "access/reading.html",
        {"reading": _GROWN, "until_objection": False, "short_name": "Никита Л."},
    ),
    "reading-of-a-parent": (
        "access/reading.html",
        {"reading": None, "until_objection": True, "short_name": "Жанна Л."},
    ),
    "reading-too-early": (
        "access/reading.html",
        {"reading": _EARLY, "until_objection": True, "short_name": "Никита Л."},
    ),
    **drawn_operators.PAGES,
    **drawn_openings.PAGES,
    **drawn_exchange.PAGES,
    "invitation": (
        "access/invitation.html",
        {"invitation": SimpleNamespace(region=_REGION, school=_SCHOOL)},
    ),
    "invitation-operator": (
        "access/invitation.html",
        {"invitation": SimpleNamespace(region=_REGION, school=None, municipality=None)},
    ),
    "invitation-over": ("access/invitation_over.html", {}),
    "desk-region": ("desk/region.html", _REGION_DESK),
    "desk-municipality": (
        "desk/region.html",
        _REGION_DESK
        | {"whole": False, "desk": replace(_REGION_DESK["desk"], whole=_MUNICIPALITY)},
    ),
    "registry-region": ("registry/region.html", _ASKED | {"found": [_FOUND]}),
    "registry-region-wrong": (
        "registry/region.html",
        _ASKED | {"error": "Впишите СНИЛС целиком."},
    ),
    "registry-liftings": ("registry/liftings.html", _LIFTINGS),
    "registry-liftings-none": ("registry/liftings.html", _LIFTINGS | {"liftings": []}),
    "registry-liftings-wrong": (
        "registry/liftings.html",
        _LIFTINGS
        | {"wrong": _LIFTING.number, "error": "Напишите, почему.", "refuses": True},
    ),
    "support-raised": ("support/raised.html", _SUPPORT),
    "support-raised-wrong": (
        "support/raised.html",
        _SUPPORT | {"wrong": _RISEN.key, "error": "Выберите фразу."},
    ),
    "support-voice": ("support/voice.html", _VOICE | {"error": ""}),
    "support-voice-wrong": (
        "support/voice.html",
        _VOICE | {"typed": "7", "error": WRONG_NUMBER},
    ),
    "regions": ("access/regions.html", {"regions": _REGIONS}),
    "sign-in-of-several": (
        "access/welcome.html",
        _DOOR | {"has_others": True},
    ),
    "sign-in-by-password": (
        "access/welcome.html",
        _DOOR | {"by_password": "ученикам младше 14,5 года", "left": True},
    ),
    "sign-in-shut": ("access/welcome.html", _DOOR | {"opens": time(9, 5)}),
    "slowed": ("access/slowed.html", {"opens": time(9, 5)}),
    "support-letters": ("support/letters.html", _LETTERS),
    "support-letters-refused": (
        "support/letters.html",
        _LETTERS | {"unwanted": True, "done": True},
    ),
    "support-letters-unknown": ("support/letters_unknown.html", {}),
    **drawn_campaign.PAGES,
    **drawn_cards.PAGES,
    **drawn_grid.PAGES,
    **drawn_importing.PAGES,
    **drawn_invitations.PAGES,
    **drawn_logins.PAGES,
    "invitations": ("inviting/invitations.html", drawn_invitations.INVITATIONS),
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
        sheets = (place / assets.BUNDLE, place / assets.STAFF_BUNDLE)
        return "".join(sheet.read_text() for sheet in sheets)
