"""Ports of this machine, and addresses at which it listens."""

import ipaddress
import random
import socket

# Below the range from which systems hand out ports for outgoing connections, so
# that a remembered port is not taken by somebody's passing request.
_CHOICE = range(15400, 16000)
LOOPBACK = "127.0.0.1"


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Tell whether a server could listen at this port of the address now."""
    return _can_bind(host, port)


def is_ours(host: str) -> bool:
    """Tell whether the IP address is one of this machine, or means all of them."""
    return _can_bind(host, 0)


def url(host: str, port: int) -> str:
    """The address at which this machine finds its own server that listens there.

    A server that listens at all addresses is found at the loopback.
    """
    address = ipaddress.ip_address(host)
    if address.is_unspecified:
        address = ipaddress.ip_address(LOOPBACK if address.version == 4 else "::1")
    shown = f"[{address}]" if address.version == 6 else str(address)
    return f"http://{shown}:{port}/"


def choose(remembered: int | None = None) -> int:
    """Return the remembered port when it is free, otherwise another free one."""
    if remembered is not None and is_free(remembered):
        return remembered
    candidates = random.sample(_CHOICE, len(_CHOICE))
    return next(port for port in candidates if is_free(port))


def _can_bind(host: str, port: int) -> bool:
    is_v6 = ipaddress.ip_address(host).version == 6
    try:
        with socket.socket(socket.AF_INET6 if is_v6 else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError:
        return False
    return True
