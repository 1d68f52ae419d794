"""Twenty thousand pairs: nobody wrong gets in, whoever agrees does; and a control."""

import pytest

from tests.matching.broken import RULES, broken
from tests.matching.trial import Tally, trial
from tests.matching.troubles import HARMFUL, HARMLESS

PAIRS = 20_000
# Enough towns for every trouble and every way out of it.
FEW = 600


@pytest.fixture(scope="module")
def tally() -> Tally:
    return trial(PAIRS)


def test_nobody_is_let_in_with_a_card_that_is_not_his(tally: Tally) -> None:
    assert tally.pairs == PAIRS
    assert tally.wrong == []


def test_nobody_is_let_in_with_his_own_card_while_it_differs(tally: Tally) -> None:
    assert tally.loose == []


def test_whoever_agrees_is_let_in(tally: Tally) -> None:
    assert tally.due > PAIRS / 2
    assert tally.share >= 0.99, tally.missed


def test_all_of_it_holds_at_once(tally: Tally) -> None:
    assert tally.holds()


def test_every_trouble_was_met_and_told_apart(tally: Tally) -> None:
    met = {trouble for trouble, _ in tally.by_trouble}
    assert met == {*HARMLESS, *HARMFUL}
    for trouble in HARMLESS:
        assert tally.by_trouble[trouble, "in"], trouble
    for trouble in HARMFUL:
        assert tally.by_trouble[trouble, "held"], trouble


def test_the_same_seed_makes_the_same_towns() -> None:
    assert trial(200) == trial(200)
    assert trial(200, seed=1).by_trouble != trial(200, seed=2).by_trouble


@pytest.mark.parametrize("rule", RULES)
def test_the_judge_notices_a_broken_rule(rule: str) -> None:
    assert not trial(FEW, decide=broken(rule)).holds()
