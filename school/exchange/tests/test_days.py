"""Places of a package beside those that stand: no two that may not meet ever do."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from school.exchange.incoming.days import Fact, Placed, settle
from school.exchange.incoming.told import Thing, ToldTie
from school.importing.verdicts import Verdict

FIRST = date(2026, 9, 1)
Days = tuple[date, date | None]


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def placed(
    told: list[tuple[int, Days]], stands: list[tuple[int, Days]]
) -> list[Placed]:
    """One student: classes by numbers, what the package says, what there is."""
    ties = [
        (ToldTie(row, Thing.ENROLMENT, str(place), "p", *days), place, 1)
        for row, (place, days) in enumerate(told, start=2)
    ]
    facts = [
        Fact(pk, place, 1, *days) for pk, (place, days) in enumerate(stands, start=1)
    ]
    return list(settle(Thing.ENROLMENT, ties, facts))


def words(found: list[Placed]) -> list[str]:
    return [one.verdict.value for one in found]


def test_a_move_ends_one_place_and_begins_another() -> None:
    moved = [(1, (day(0), day(70))), (2, (day(70), None))]
    assert words(placed(moved, [(1, (day(0), None))])) == ["change", "create"]
    assert words(placed(moved, moved)) == ["same", "same"]


def test_without_an_end_a_place_that_ended_stays_ended() -> None:
    assert words(placed([(1, (day(0), None))], [(1, (day(0), day(9)))])) == ["same"]


def test_another_end_is_asked_about() -> None:
    (one,) = placed([(1, (day(0), day(5)))], [(1, (day(0), day(9)))])
    assert (one.verdict, "10.09.2026" in one.sentence) == (
        Verdict.DOUBTFUL,
        True,
    )


def test_the_first_day_of_a_place_that_stands_is_ours() -> None:
    (one,) = placed([(1, (day(0), None))], [(1, (day(3), None))])
    assert (one.verdict, one.pk) == (Verdict.SAME, 1)


def test_two_classes_at_once_are_wrong() -> None:
    assert words(placed([(2, (day(0), None))], [(1, (day(0), None))])) == ["wrong"]
    twice = [(1, (day(0), None)), (1, (day(3), None))]
    assert words(placed(twice, [])) == ["create", "wrong"]
    assert words(placed(twice, twice[:1])) == ["same", "wrong"]


_DAYS = st.tuples(st.integers(0, 20), st.none() | st.integers(1, 10)).map(
    lambda one: (day(one[0]), None if one[1] is None else day(one[0] + one[1]))
)
_PLACES = st.lists(st.tuples(st.integers(1, 3), _DAYS), max_size=5)


@given(_PLACES, _PLACES)
def test_nobody_is_in_two_places_on_one_day(
    told: list[tuple[int, Days]], wished: list[tuple[int, Days]]
) -> None:
    stands: list[tuple[int, Days]] = []
    for place, days in wished:
        if not any(meet(days, other) for _, other in stands):
            stands.append((place, days))
    after = {pk: days for pk, (_, days) in enumerate(stands, start=1)}
    found = placed(told, stands)
    for one in found:
        if one.verdict is Verdict.CHANGE and one.pk:
            after[one.pk] = (after[one.pk][0], one.told.until)
    new = [one.told for one in found if one.verdict is Verdict.CREATE]
    all_days = [*after.values(), *((one.since, one.until) for one in new)]
    for at, one_days in enumerate(all_days):
        assert one_days[1] is None or one_days[0] < one_days[1]
        assert not any(meet(one_days, other) for other in all_days[at + 1 :])


def meet(one: Days, other: Days) -> bool:
    return (other[1] is None or one[0] < other[1]) and (
        one[1] is None or other[0] < one[1]
    )
