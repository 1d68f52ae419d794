"""Typesetting: registration cards become a PDF, in memory alone.

What people typed travels as data and is never read as typst's markup.
"""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import segno

from school.lib.dates import numeric
from school.logins.paper import CardOnPaper, Heading

CONTENT_TYPE: Final = "application/pdf"
# The floor of design.md; the rate is the source's.
BROWSER: Final = (
    "Chrome 109, Firefox 102, Safari 15.4 и новее или свежий Яндекс Браузер; связь не"
    " медленнее 256 Кбит/с"
)
_PRESS: Final = Path(__file__).with_name("press.py")
# A thousand cards take two seconds.
_LONGEST_S: Final = 60


class Pile(NamedTuple):
    """The cards of one class, which begin on a sheet of their own: «5«Б»»."""

    label: str
    cards: tuple[CardOnPaper, ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """What is printed at one press.

    ``rules`` are the paragraphs on the back, ``support`` the address at which a family
    finds help.
    """

    heading: Heading
    support: str
    rules: tuple[str, ...]
    piles: tuple[Pile, ...]


def pdf_of(sheets: Sheets) -> bytes:
    """The PDF: four cards to a side of A4, each with its back on the next page.

    Outside any transaction: it takes 2 ms a card. Raises CalledProcessError or
    TimeoutExpired where the press is broken.
    """
    done = subprocess.run(  # noqa: S603 - our own program, by its path, no shell
        [sys.executable, "-I", str(_PRESS)],
        input=json.dumps(told(sheets), ensure_ascii=False).encode(),
        stdout=subprocess.PIPE,
        # Its complaints could quote what is on the cards.
        stderr=subprocess.DEVNULL,
        env={},
        timeout=_LONGEST_S,
        check=True,
    )
    return done.stdout


def told(sheets: Sheets) -> dict[str, Any]:
    """Everything that the press is told, as JSON has it."""
    head = sheets.heading
    return {
        "title": f"Карточки регистрации доступа, {numeric(head.made_on)}",
        "heading": {
            "system": head.system,
            "authority": [
                "Муниципальный орган управления образованием",
                f"{head.municipality}, {head.region}",
                head.school,
            ],
            "made_on": numeric(head.made_on),
            "made_by": head.made_by,
            "address": head.address,
            "support": ", ".join(_support(sheets)),
        },
        "browser": BROWSER,
        "rules": list(sheets.rules),
        "square": square(head.address),
        "classes": [
            {"name": pile.label, "cards": [_card(one) for one in pile.cards]}
            for pile in sheets.piles
        ],
    }


def square(address: str) -> str:
    """The QR code of an address as SVG, its quiet zone left to the paper."""
    drawn = io.BytesIO()
    code = segno.make_qr(address, error="m")
    code.save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()


def _support(sheets: Sheets) -> Iterator[str]:
    yield sheets.support
    line = sheets.heading.support
    if line is not None:
        yield line.phone.replace(" ", "\N{NO-BREAK SPACE}")
        yield line.hours


def _card(one: CardOnPaper) -> dict[str, str]:
    return {
        "last": one.name.last,
        "first": one.name.first,
        "patronymic": one.name.patronymic or "—",
        "login": one.login,
        "code": one.code,
        "last_day": numeric(one.last_day),
        "signed": one.name.with_initials,
    }
