"""The caller is the last hop that is no proxy of ours, whatever he writes himself."""

from ipaddress import ip_network

import pytest

from school.lib.origin import origin

NGINX = (ip_network("127.0.0.1"),)
TWO = (ip_network("127.0.0.1"), ip_network("10.0.0.0/8"), ip_network("fd00::/8"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "told"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("203.0.113.7", "127.0.0.1, 127.0.0.1", "203.0.113.7"),
        ("127.0.0.1", "198.51.100.1", "127.0.0.1"),
        ("::ffff:203.0.113.7", "", "203.0.113.7"),
        ("2001:db8:1:2:3::4", "", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "", "fe80::/64"),
        ("", "198.51.100.1", ""),
        ("unix:", "", ""),
    ],
)
def test_without_proxies_the_header_does_not_matter(
    peer: str, forwarded: str, told: str
) -> None:
    assert origin(peer, forwarded, ()) == told


@pytest.mark.parametrize(
    ("peer", "forwarded", "told"),
    [
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "8.8.8.8, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "127.0.0.1, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "2001:db8::5, 2001:db8:9::5", "2001:db8:9::/64"),
        # Whoever comes past the proxy is himself, and what he writes is nothing.
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        # A proxy that says nothing or nonsense stands for whoever is behind it.
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1, nonsense", "127.0.0.1"),
    ],
)
def test_behind_a_proxy_its_own_word_counts(
    peer: str, forwarded: str, told: str
) -> None:
    assert origin(peer, forwarded, NGINX) == told


def test_a_chain_of_proxies_is_walked_from_its_end() -> None:
    forwarded = "1.2.3.4, 198.51.100.1, 10.0.0.5, fd00::5"
    assert origin("127.0.0.1", forwarded, TWO) == "198.51.100.1"
    assert origin("127.0.0.1", "10.0.0.9, 10.0.0.5", TWO) == "10.0.0.9"
