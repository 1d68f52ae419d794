"""Kill -9 at random moments: whoever was told «saved» finds it there, once."""

from tests.surviving import cycles
from tests.surviving.rig import Rig

CYCLES = 20
_SEED = 20261118


def test_every_acknowledged_mark_is_there_once_after_twenty_kills(rig: Rig) -> None:
    found = cycles.run(rig, CYCLES, seed=_SEED)
    assert found.troubles == []
    assert len(found.killed) == len(cycles.kinds(rig))
    # A campaign in which nothing was in doubt would have tried nothing.
    assert found.acknowledged > CYCLES * len(cycles.PEOPLE)
    assert found.repeats > 0


def test_a_database_that_answers_too_early_is_found_out(rig: Rig) -> None:
    with cycles.answered_before_it_is_written(rig):
        found = cycles.run(rig, 2, seed=_SEED, only=rig.kill_database)
    assert any(trouble.startswith("told") for trouble in found.troubles)
