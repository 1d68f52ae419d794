"""The table ``expected.txt``: what everybody is answered at every address."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from school.lib.keys import to_text
from tests.cast import World
from tests.matrix import campaign, planting
from tests.matrix.planting import MONDAY, TODAY

_TABLE = Path(__file__).with_name("expected.txt")

# Where a redirect leads, in the words of the table.
_PLACES = {
    "landing": "home",
    "access:welcome": "door",
    "access:refused": "why",
    "access:roles": "roles",
    "access:closed": "closed",
    "access:devices": "devices",
    "access:reading": "reading",
    "access:operator": "operator",
    "access:operators": "ops",
    "diary:week": "week",
    "diary:day": "day",
    "diary:now": "diary",
    "journal:day": "journal",
    "journal:lesson": "lesson",
    "support:status": "state",
    "support:message": "message",
    "support:raised": "raised",
    "support:consents": "consents",
    "registry:card": "card",
    "staff:roles": "staff",
    "viewing:week": "sight",
    "registry:link": "link",
    "registry:liftings": "liftings",
    "papers:papers": "papers",
    "desk:desk": "desk",
    "inviting:invitations": "invitations",
    "logins:cards": "cards",
    "inviting:code": "code",
    "campaign:announcements": "announcements",
    "campaign:one": "announced",
    "alarms:alarms": "alarms",
    "alarms:region": "alarmed",
    "importing:uploads": "lists",
    "importing:upload": "list",
    "exchange:packages": "packages",
    "exchange:package": "package",
    "openings:openings": "hours",
    "openings:region": "opens",
    "openings:desk": "opened",
}


# Keys and days of the right shape, for asking which address a row is about.
_KEYS = (
    "pupil mate ninth alien nothing lesson lesson2 lesson9 kind2 chooser teacher"
    " parent message message2 message9 raised class2 class9 staff twin"
    " announcement announcement_all announcement2 batch"
    " invitation invitation2 invitation9 paper paper2 paper9 lifting school alarm"
    " alarm2 opening opening2 upload upload2 written written2 package package2"
    " loaded loaded2"
)
_SHAPES = {
    "number": planting.NUMBERS["Ш1", 5],
    **dict.fromkeys(_KEYS.split(), "0" * 13),
    "monday": "2026-11-16",
    "today": "2026-11-18",
    "town": "1",
}


@dataclass(frozen=True)
class Row:
    """A request, the name of its address, and what each of the cast is answered."""

    method: str
    address: str
    body: str
    view: str
    expected: dict[str, str]

    @property
    def text(self) -> str:
        """The request as the table has it."""
        return f"{self.method} {self.address} {self.body}".strip()


def rows(method: str = "") -> list[Row]:
    """All rows of the table, or those of a method."""
    return [row for row in _read() if method in ("", row.method)]


def one_of_each(found: list[Row], name: str) -> list[Row]:
    """One row of each address: one that this person may open, if there is such."""
    told = {"200": 1}
    ordered = sorted(found, key=lambda row: told.get(row.expected[name], 0))
    return list({row.view: row for row in ordered}.values())


@cache
def _read() -> list[Row]:
    head, *lines = [
        line
        for line in _TABLE.read_text().splitlines()
        if line and not line.startswith("#")
    ]
    people = head.split()[:-1]
    return [_row(people, line.split(None, len(people))) for line in lines]


def _row(people: list[str], parts: list[str]) -> Row:
    *outcomes, request = parts
    method, address, *body = request.split(None, 2)
    expected = dict(zip(people, outcomes, strict=True))
    view = resolve(urlsplit(address.format(**_SHAPES)).path).view_name
    return Row(method, address, "".join(body), view, expected)


def places(world: World) -> dict[str, str]:
    """What the table's braces stand for."""
    here, there = world.schools["Ш1"], world.schools["Ш2"]
    return {
        "monday": MONDAY.isoformat(),
        "today": TODAY.isoformat(),
        "pupil": to_text(here.pupils[1].key),
        "mate": to_text(here.pupils[2].key),
        "ninth": to_text(here.pupils[3].key),
        "alien": to_text(there.pupils[1].key),
        "nothing": to_text(12345),
        "lesson": to_text(here.lessons[5].key),
        "lesson9": to_text(here.lessons[9].key),
        "lesson2": to_text(there.lessons[5].key),
        "kind2": to_text(there.kind.key),
        "number": planting.NUMBERS["Ш1", 5],
        "message": to_text(here.messages[5].key),
        "message9": to_text(here.messages[9].key),
        "message2": to_text(there.messages[5].key),
        "raised": to_text(there.raised[5].key),
        "invitation": to_text(here.invitations[5].key),
        "invitation9": to_text(here.invitations[9].key),
        "invitation2": to_text(there.invitations[5].key),
        "paper": to_text(here.cards[5].key),
        "paper9": to_text(here.cards[9].key),
        "paper2": to_text(there.cards[5].key),
        "announcement": to_text(here.announcements["administrators"].key),
        "announcement_all": to_text(here.announcements["employees"].key),
        "announcement2": to_text(there.announcements["employees"].key),
        "batch": to_text(campaign.BATCHES["administrators"]),
        "class9": to_text(here.classes[9].key),
        "class2": to_text(there.classes[5].key),
        "chooser": to_text(world.card_of("chooser").key),
        "teacher": to_text(world.card_of("teacher").key),
        "parent": to_text(world.card_of("mother").key),
        "school": to_text(here.school.key),
        "alarm": to_text(here.alarms[0].key),
        "alarm2": to_text(there.alarms[0].key),
        "upload": to_text(here.uploads[0].key),
        "upload2": to_text(there.uploads[0].key),
        "written": to_text(here.uploads[1].key),
        "written2": to_text(there.uploads[1].key),
        "package": to_text(here.packages[0].key),
        "package2": to_text(there.packages[0].key),
        "loaded": to_text(here.packages[1].key),
        "loaded2": to_text(there.packages[1].key),
        "opening": to_text(here.openings[0].key),
        "opening2": to_text(there.openings[0].key),
        "town": str(here.school.municipality_id),
        "lifting": to_text(here.liftings[0].key),
        "staff": to_text(here.twins[0].key),
        "twin": to_text(here.twins[1].key),
    }


def ask(client: Client, row: Row, world: World) -> HttpResponse:
    """Send the row's request."""
    known = places(world)
    address = row.address.format(**known)
    if row.method != "POST":
        return client.generic(row.method, address)
    kind, data = _body(row.body, known)
    return client.post(address, data, content_type=kind)


def asked(row: Row, world: World) -> str:
    """Everything that the request itself names."""
    return f"{row.address} {row.body}".format(**places(world))


def _body(text: str, known: dict[str, str]) -> tuple[str, str]:
    """A form as it is written, or «mark lesson student» as one operation."""
    if not text.startswith("mark "):
        return "application/x-www-form-urlencoded", text.format(**known)
    _, lesson, student = text.format(**known).split()
    operation = {
        "id": str(UUID(int=1)),
        "lesson": lesson,
        "student": student,
        "slot": 2,
        "value": "4",
        "base": 0,
    }
    return "application/json", json.dumps({"operations": [operation]})


def outcome(response: HttpResponse) -> str:
    """The answer in the table's words: a status, where it leads, what was done."""
    if "Location" in response:
        return _place(response["Location"])
    if b'"results"' in response.content:
        return "+".join(one["state"] for one in response.json()["results"])
    return str(response.status_code)


def _place(location: str) -> str:
    if location.startswith(settings.SIGN_IN_SITES):
        return "esia"
    return _PLACES[resolve(urlsplit(location).path).view_name]
