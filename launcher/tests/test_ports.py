"""Addresses of this machine: which are ours, which are taken, how a page is named."""

import socket

import pytest

from launcher import ports

SECOND = "127.0.0.2"
EVERYWHERE = "0.0.0.0"  # noqa: S104


def test_a_port_is_taken_at_one_address_and_free_at_another() -> None:
    with socket.create_server((SECOND, 0)) as server:
        port = server.getsockname()[1]
        assert not ports.is_free(port, SECOND)
        assert not ports.is_free(port, EVERYWHERE)
        assert ports.is_free(port)


@pytest.mark.parametrize(
    ("host", "ours"), [(SECOND, True), (EVERYWHERE, True), ("203.0.113.9", False)]
)
def test_an_address_of_another_machine_is_known(host: str, ours: bool) -> None:
    assert ports.is_ours(host) is ours


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("10.0.0.5", "http://10.0.0.5:80/"),
        (EVERYWHERE, "http://127.0.0.1:80/"),
        ("::", "http://[::1]:80/"),
        ("::1", "http://[::1]:80/"),
    ],
)
def test_a_server_is_asked_where_it_listens(host: str, url: str) -> None:
    assert ports.url(host, 80) == url
