"""When somebody proved at Госуслуги who he is, and where he may be led back to."""

from datetime import UTC, datetime
from typing import Any

import pytest

from school.access.proving import own_address
from school.access.roads.proof import proved_at

THEN = datetime(2026, 11, 18, 7, 0, tzinfo=UTC)
SECONDS = int(THEN.timestamp())


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ({"auth_time": SECONDS}, THEN),
        ({"auth_time": str(SECONDS)}, THEN),
        ({}, None),
        ({"auth_time": None}, None),
        ({"auth_time": True}, None),
        ({"auth_time": -1}, None),
        ({"auth_time": 1.5}, None),
        ({"auth_time": 10**20}, None),
        ({"auth_time": "вчера"}, None),
        ({"auth_time": "٣"}, None),
        ({"auth_time": [SECONDS]}, None),
    ],
)
def test_the_moment_is_read_or_it_is_not_known(
    told: dict[str, Any], moment: datetime | None
) -> None:
    assert proved_at(told) == moment


@pytest.mark.parametrize(
    "address", ["/", "/registry/users/", "/registry/users/?q=%D0%B8&page=2", "/staff/"]
)
def test_a_page_of_ours_may_be_returned_to(address: str) -> None:
    assert own_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "//evil.example/",
        "/\\evil.example/",
        "https://evil.example/",
        "javascript:alert(1)",
        "registry/users/",
        "/nowhere/",
        "/registry/users/\r\nSet-Cookie: a=b",
        "/registry/users/ x",
        "/registry/users/?q=" + "x" * 500,
        "/\x00",
    ],
)
def test_anything_else_leads_to_the_first_page(address: str) -> None:
    assert own_address(address) == "/"
