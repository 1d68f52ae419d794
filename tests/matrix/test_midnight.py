"""A right that ended yesterday is over from the region's own midnight."""

from datetime import UTC, datetime

import pytest

from tests.cast import World, stand_at
from tests.matrix.table import places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

# One in the morning of the 18th in Moscow; in Greenwich it is still the 17th.
_NIGHT = datetime(2026, 11, 17, 22, 0, tzinfo=UTC)
_BEFORE = datetime(2026, 11, 17, 20, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("who", "address"), [("former", "/diary/"), ("left", "/journal/")]
)
def test_on_the_last_evening_the_right_still_stands(
    world: World, who: str, address: str
) -> None:
    stand_at(_BEFORE)
    assert world.people[who].browser().get(address).status_code in {200, 302}
    assert "closed" not in str(world.people[who].browser().get(address).headers)


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("former", "/diary/"),
        ("left", "/journal/"),
        ("exhead", "/journal/lessons/{lesson9}/"),
    ],
)
def test_past_midnight_the_right_is_over(world: World, who: str, address: str) -> None:
    stand_at(_NIGHT)
    response = world.people[who].browser().get(address.format(**places(world)))
    assert response.status_code in {404} or response["Location"] == "/access/closed/"
