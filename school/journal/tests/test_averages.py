from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.journal.averages import Number, Weighed, average, shown, weighted


@pytest.mark.parametrize(
    ("marks", "text"),
    [
        ([], ""),
        ([(5, 0)], ""),
        ([(5, 1)], "5,00"),
        ([(5, 1), (4, 1)], "4,50"),
        ([(5, 3), (5, 1), (4, 5)], "4,44"),
        ([(4, 1), (4, 1), (5, 1)], "4,33"),
        ([(4, 1), (5, 1), (5, 1)], "4,67"),
        ([(4, 1)] * 5 + [(5, 1)] * 3, "4,38"),
        ([(4, 199), (5, 1)], "4,01"),
        ([(4, 201), (5, 1)], "4,00"),
        ([(2, 0), (5, 2)], "5,00"),
        ([(Decimal("4.5"), Decimal("0.5")), (5, Decimal("0.5"))], "4,75"),
        ([(4, Fraction(1, 3)), (5, Fraction(2, 3))], "4,67"),
    ],
)
def test_an_average_is_weighed_and_rounded_half_up(
    marks: list[tuple[Number, Number]], text: str
) -> None:
    assert shown(weighted(marks)) == text


def test_the_places_are_a_choice() -> None:
    value = weighted([(4, 1), (5, 1), (5, 1)])
    assert shown(value, 0) == "5"
    assert shown(value, 1) == "4,7"
    assert shown(Fraction(35, 10), 0) == "4"
    assert shown(Fraction(-1, 25)) == "-0,04"


marks_of_a_period = st.lists(
    st.tuples(st.integers(1, 5), st.integers(0, 10)), min_size=1, max_size=30
)


@given(marks_of_a_period)
def test_an_average_is_exact_and_between_its_marks(
    marks: list[tuple[int, int]],
) -> None:
    value = weighted(marks)
    counted = [mark for mark, weight in marks if weight]
    if value is None:
        assert not counted
        return
    assert min(counted) <= value <= max(counted)
    total = sum(weight for _, weight in marks)
    assert value * total == sum(mark * weight for mark, weight in marks)
    assert abs(Fraction(Decimal(shown(value).replace(",", "."))) - value) <= Fraction(
        1, 200
    )


@given(
    marks_of_a_period.flatmap(
        lambda marks: st.tuples(st.just(marks), st.permutations(marks))
    )
)
def test_the_order_of_marks_does_not_matter(
    pair: tuple[list[tuple[int, int]], list[tuple[int, int]]],
) -> None:
    marks, shuffled = pair
    assert weighted(shuffled) == weighted(marks)


def test_floats_and_negative_weights_are_refused() -> None:
    with pytest.raises(TypeError, match="exact"):
        Weighed.of(4.5, 1)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="exact"):
        Weighed.of(5, True)
    with pytest.raises(ValueError, match="negative"):
        Weighed.of(5, -1)


def test_marks_are_averaged_as_they_are_weighed() -> None:
    assert average([Weighed.of(5, 2), Weighed.of(2)]) == Fraction(4)
