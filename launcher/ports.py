"""Ports of this machine's loopback."""

import random
import socket

# Below the range from which systems hand out ports for outgoing connections, so
# that a remembered port is not taken by somebody's passing request.
_CHOICE = range(15400, 16000)


def is_free(port: int) -> bool:
    """Tell whether a server could listen on 127.0.0.1 at this port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def choose(remembered: int | None = None) -> int:
    """Return the remembered port when it is free, otherwise another free one."""
    if remembered is not None and is_free(remembered):
        return remembered
    candidates = random.sample(_CHOICE, len(_CHOICE))
    return next(port for port in candidates if is_free(port))
