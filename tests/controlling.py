"""What a test says to the sandbox's controls."""

from typing import Any

import httpx

from launcher.asking import PLAIN


def control(sandbox: str, method: str, path: str, body: dict[str, Any]) -> Any:
    """Say something to the controls of the sandbox at this address; its answer."""
    address = f"{sandbox}/control/{path}"
    said = httpx.request(method, address, json=body or None, timeout=30, verify=PLAIN)
    said.raise_for_status()
    return said.json() if said.content else None
