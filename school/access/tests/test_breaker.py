"""Three failures in a minute shut the road, each time for longer."""

from datetime import UTC, datetime, timedelta

import pytest

from school.access.roads.breaker import Standing, after_failure

START = datetime(2026, 11, 18, 8, tzinfo=UTC)


def fail(*seconds: int) -> Standing:
    """Failures at these seconds after the start."""
    standing = Standing()
    for second in seconds:
        standing = after_failure(standing, START + timedelta(seconds=second))
    return standing


def pause(standing: Standing) -> float:
    """How many seconds the road is shut after the last failure."""
    assert standing.failed_at is not None
    shut = standing.closed_at(standing.failed_at)
    return 0.0 if shut is None else (shut - standing.failed_at).total_seconds()


def test_nobody_is_kept_away_before_anything_happened() -> None:
    assert Standing().closed_at(START) is None


@pytest.mark.parametrize("seconds", [(0,), (0, 59), (0, 61, 122), (0, 30, 91)])
def test_a_failure_now_and_then_shuts_nothing(seconds: tuple[int, ...]) -> None:
    assert pause(fail(*seconds)) == 0


def test_three_in_a_minute_shut_the_road_for_half_a_minute() -> None:
    assert pause(fail(0, 20, 40)) == 30


def test_the_first_try_after_a_pause_that_fails_shuts_it_for_longer() -> None:
    times = [0, 20, 40]
    for expected in (60, 120, 300, 300):
        shut = fail(*times).shut_until
        assert shut is not None
        times.append(int((shut - START).total_seconds()) + 5)
        assert pause(fail(*times)) == expected


def test_calls_that_were_under_way_make_the_first_pause_no_longer() -> None:
    assert fail(0, 1, 2, 3, 4, 5) == fail(0, 1, 2)


def test_the_road_opens_at_the_moment_that_was_told() -> None:
    standing = fail(0, 1, 2)
    assert standing.shut_until is not None
    assert standing.closed_at(standing.shut_until - timedelta(seconds=1)) is not None
    assert standing.closed_at(standing.shut_until) is None


def test_a_failure_long_after_an_outage_begins_a_new_count() -> None:
    standing = fail(0, 1, 2)
    later = after_failure(standing, START + timedelta(hours=1))
    assert (later.failures, later.shut_until) == (1, None)
