"""What an operator does only soon after he typed his password at Госуслуги, and why."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from school.access.models import Session
from school.access.proving import FRESH
from school.access.recognising import digest_of
from school.lib import clock
from tests.cast import World
from tests.matrix.kept import undone
from tests.matrix.table import Row, ask, outcome, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

_AGAIN = "/access/again/"
# A stolen session alone must not do these: the security reference §4.8.
ASKS = {
    "access:operators": "lets somebody keep the region, or not any more",
    "access:places": "says whom families call, and opens schools",
    "access:town": "says whom families call",
    "access:school": "says whom families call",
    "access:line": "says whom families call",
    "alarms:limit": "could make alarms fall silent",
    "openings:region": "shows names of a school",
    "registry:region": "tells where a СНИЛС is written down",
    "registry:lifting": "opens a diary that a court has shut",
}
LETS = {
    "access:house-rules": "a text on the back of cards; schools read it first",
    "alarms:see-from-region": "a sentence; the school has its own",
    "campaign:sent": "a text to employees under his name, which he can take back",
    "campaign:one": "likewise",
    "openings:end": "shuts what was open",
    "support:act": "a sentence of ours, or back to the school",
}
_NOT_HIS = {"404", "405", "closed", "operator"}
# Found wrong before it is asked who he is, or a number and no СНИЛС.
_BEFORE = {"POST /registry/region/ q=7"}


def acts() -> list[Row]:
    """What only operators are answered to."""
    return [
        row
        for row in rows("POST")
        if row.expected["mother"] == "404" and row.expected["operator"] not in _NOT_HIS
    ]


def test_every_act_of_an_operator_is_in_one_of_the_lists() -> None:
    assert {row.view for row in acts()} == ASKS.keys() | LETS.keys()
    assert not ASKS.keys() & LETS.keys()


@pytest.mark.parametrize("ago", [FRESH, None])
def test_what_needs_a_fresh_password_asks_for_it_and_nothing_else_does(
    world: World, ago: timedelta | None
) -> None:
    person = world.people["operator"]
    proved = None if ago is None else clock.now() - ago
    token = digest_of(person.token)
    Session.objects.filter(digest=token).update(proved_at=proved)
    found = []
    for row in acts():
        with undone():
            answer = ask(person.browser(), row, world)
        is_asked = urlsplit(answer.get("Location", "")).path == _AGAIN
        if is_asked != (row.view in ASKS and row.text not in _BEFORE):
            found.append(f"{row.text} — {answer.status_code}")
    assert found == []


def test_who_has_just_proved_it_is_asked_nothing(world: World) -> None:
    person = world.people["operator"]
    for row in acts():
        with undone():
            assert (
                outcome(ask(person.browser(), row, world)) == row.expected["operator"]
            ), row.text
