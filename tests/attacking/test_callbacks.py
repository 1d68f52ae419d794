"""No mutated return lets anybody in, and the campaign notices a door that errs."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from launcher.postgres import Cluster
from launcher.testing import DATABASE
from school.access import attempting
from tests.attacking.callbacks import KINDS
from tests.attacking.house import House, standing
from tests.attacking.returns import MARKUP
from tests.attacking.storming import storm

# Committed for good, as in life: a return opens and closes transactions of its own.
pytestmark = pytest.mark.django_db(transaction=True)

_SHORT = 1000


@pytest.fixture
def house(transactional_db: None, cluster: Cluster) -> Iterator[House]:
    with standing(cluster, DATABASE) as opened:
        yield opened


def test_no_return_makes_a_session_an_error_or_a_row(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    found = storm(house, _SHORT, seed=20261118)
    assert found.troubles == []
    assert found.made == {}
    assert sum(found.turned_away.values()) == _SHORT
    assert set(found.turned_away) == set(KINDS)
    assert house.gosuslugi.asked > _SHORT / len(KINDS) / 2, "some got as far as ЕСИА"
    logged = capsys.readouterr().err
    assert logged.count("access:return") > _SHORT / 2
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


def test_gosuslugi_that_ask_for_no_verifier_are_found_out(house: House) -> None:
    house.gosuslugi.asks_for_challenge = False
    assert _entered(house, "чужой или использованный код")
