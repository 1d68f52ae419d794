"""No mutated return lets anybody in, and the campaign notices a door that errs."""

from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from unittest import mock

import pytest

import oidc._tokens
from esia.tests.stand import ending
from launcher.postgres import Cluster
from launcher.testing import DATABASE
from school.access import attempting, gosuslugi
from school.access.models import Attempt
from school.access.reasons import Reason
from school.lib import clock
from tests.attacking.callbacks import KINDS
from tests.attacking.gosuslugi import ROADS
from tests.attacking.house import BACK, House, standing
from tests.attacking.returns import MARKUP
from tests.attacking.storming import storm

# Committed for good, as in life: a return opens and closes transactions of its own.
pytestmark = pytest.mark.django_db(transaction=True)

_SHORT = {"esia": 1000, "gateway": 300}


@pytest.fixture
def road() -> str:
    """Straight to ЕСИА, unless a test says otherwise."""
    return "esia"


@pytest.fixture
def house(transactional_db: None, cluster: Cluster, road: str) -> Iterator[House]:
    with standing(cluster, DATABASE, ROADS[road]) as opened:
        yield opened


@pytest.mark.parametrize("road", ROADS)
def test_no_return_makes_a_session_an_error_or_a_row(
    house: House, road: str, capsys: pytest.CaptureFixture[str]
) -> None:
    count = _SHORT[road]
    found = storm(house, count, seed=20261118)
    assert found.troubles == []
    assert found.made == {}
    assert sum(found.turned_away.values()) == count
    assert set(found.turned_away) == set(KINDS)
    assert HTTPStatus.TOO_MANY_REQUESTS not in found.statuses, "or little was tried"
    assert house.gosuslugi.asked > count / len(KINDS) / 2, "some got that far"
    logged = capsys.readouterr().err
    assert logged.count("access:return") > count / 2
    assert [one for one in (*house.gosuslugi.codes, MARKUP) if one in logged] == []
    victim = house.standing()
    assert house.come_in(victim), "whom the attempt belongs to still comes in"
    assert not house.come_in(victim), "but once"


def _entered(house: House, kind: str) -> bool:
    """Whether the campaign saw somebody come in, by the answer and by the rows."""
    found = storm(house, 24, seed=7, kinds=(kind,))
    assert bool(found.troubles) == ("session" in found.made)
    return bool(found.troubles)


def test_a_door_that_asks_for_no_browser_is_found_out(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    careless = attempting._TAKE.replace(
        "a.browser_digest = %(browser)s", "%(browser)s::text IS NOT NULL"
    )
    monkeypatch.setattr(attempting, "_TAKE", careless)
    assert _entered(house, "из другого браузера")


def test_a_door_that_has_no_clock_is_found_out(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempting, "LASTS", timedelta(days=1))
    assert _entered(house, "с опозданием")


_STOLEN = "чужой или использованный код"


def test_gosuslugi_that_ask_for_no_verifier_are_found_out(house: House) -> None:
    house.gosuslugi.asks_for_challenge = False
    assert _entered(house, _STOLEN)


@pytest.mark.parametrize(("road", "careless"), [("gateway", False), ("gateway", True)])
def test_the_nonce_alone_stops_a_stolen_code_at_a_gateway(
    house: House, careless: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.gosuslugi.asks_for_challenge = False
    if careless:
        monkeypatch.setattr(oidc._tokens, "_check_nonce", lambda *_: None)
    assert _entered(house, _STOLEN) == careless


def test_a_key_ends_with_its_certificate_by_the_clock_of_the_school(
    house: House,
) -> None:
    ends = ending(clock.now() + timedelta(hours=1))
    taken = house.gosuslugi.road(BACK, trusted=(ends,))
    with mock.patch.object(gosuslugi, "road", return_value=taken):
        assert house.come_in(house.begin())
        later = clock.Clock(start=timedelta(hours=2))
        with mock.patch.object(clock, "_clock", later):
            assert not house.come_in(house.begin())
    reasons = Attempt.objects.values_list("reason", flat=True)
    assert list(reasons.order_by("-id")[:1]) == [Reason.ESIA_BAD_ANSWER]
