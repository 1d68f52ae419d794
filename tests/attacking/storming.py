"""Every return against the door, and a count of what became of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from tests.attacking.callbacks import KINDS
from tests.attacking.house import RETURN, House
from tests.attacking.mutants import chance_of
from tests.attacking.returns import MARKUP, Return

_REFUSED = "/access/refused/"
_LOOK_EACH = 8  # of the refused pages, one in so many


@dataclass
class Storm:
    """How many of each kind; `made` are rows that no return may make."""

    turned_away: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    made: dict[str, int] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)

    @property
    def whole(self) -> int:
        return sum(self.statuses.values())


def storm(house: House, count: int, seed: int, kinds: tuple[str, ...] = ()) -> Storm:
    """Try `count` returns of all kinds in turn, or of these."""
    found, before, begun = Storm(), house.kept(), house.begun
    names = kinds or tuple(KINDS)
    for number in range(count):
        kind = names[number % len(names)]
        coming = KINDS[kind](house, chance_of(seed, number))
        wrong = _tried(
            house, coming, found, look=number // len(names) % _LOOK_EACH == 0
        )
        found.turned_away[kind] += not wrong
        found.troubles += [
            f"{kind} · {number}: {one}: {coming!r:.600}" for one in wrong
        ]
    after = house.kept()
    allowed = {"attempt": house.begun - begun}
    found.made = {
        table: rows
        for table in after
        if (rows := after[table] - before[table] - allowed.get(table, 0))
    }
    found.troubles += [f"rows of {table}: {rows}" for table, rows in found.made.items()]
    return found


def _tried(house: House, coming: Return, found: Storm, *, look: bool) -> list[str]:
    answer = house.ask(
        coming.method, coming.path, coming.query, coming.cookie, **coming.meta
    )
    found.statuses[answer.status_code] += 1
    wrong = list(_wrong(answer))
    refusal = answer.cookies.get(settings.REFUSAL_COOKIE)
    if look and refusal is not None:
        page = house.ask("GET", _REFUSED, cookie=refusal.OutputString().split(";")[0])
        wrong += [f"its page: {one}" for one in _wrong(page)]
    return wrong


def _wrong(answer: Any) -> Iterator[str]:
    """What must not be: a failure of ours, a session, a foreign place, markup."""
    if answer.status_code >= 500:
        yield f"answers {answer.status_code}"
    session = answer.cookies.get(settings.SESSION_COOKIE)
    if session is not None and session.value:
        yield "a session"
    place = answer.get("Location", _REFUSED)
    if place != _REFUSED and not place.startswith((RETURN, "/access/")):
        yield f"leads to {place:.100}"
    if MARKUP in answer.content.decode():
        yield "gives the markup back"
    if any("\n" in value or "\r" in value for _, value in answer.items()):
        yield "breaks a header"
