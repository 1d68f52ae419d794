"""Where a request comes from, when proxies stand before us and strangers lie."""

from collections.abc import Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# One subscriber has a whole network of IPv6: a single address of it tells nothing.
_SUBSCRIBER = 64


def origin(peer: str, forwarded: str, proxies: Sequence[Network]) -> str:
    """The network that a request comes from; empty where it cannot be known.

    ``peer`` is the other end of the socket, ``forwarded`` the header X-Forwarded-For,
    to which each proxy adds whom it heard. It is read from its end and only as far as
    ``proxies`` of ours go: the first hop that is none of them is the caller, whatever
    he wrote before it. IPv4 is told by address, IPv6 by /64.
    """
    hops = [*forwarded.split(","), peer] if proxies else [peer]
    came: Address | None = None
    for hop in reversed(hops):
        address = _read(hop)
        if address is None:
            break
        came = address
        if not any(address in network for network in proxies):
            break
    return "" if came is None else _told(came)


def _read(hop: str) -> Address | None:
    try:
        address = ip_address(hop.strip())
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address


def _told(address: Address) -> str:
    if isinstance(address, IPv4Address):
        return str(address)
    return str(ip_network((int(address), _SUBSCRIBER), strict=False))
