"""A question to a program of ours on this machine, over plain HTTP.

httpx loads every authority of the world for each question asked without a client:
26 ms of processor time for nothing, again and again while a program starts.
"""

import ssl
from typing import Any

import httpx

# Nobody's certificate would do, and nobody shows one.
PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def ask(address: str, **more: Any) -> httpx.Response:  # noqa: ANN401 - httpx's own
    """Ask once, on a connection of its own; no proxy of the environment is used.

    `more` are words of `httpx.get`.
    """
    return httpx.get(address, trust_env=False, verify=PLAIN, **more)
