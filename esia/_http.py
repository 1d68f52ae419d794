"""The one way to the network: capped, suspicious, and silent about its exceptions.

Whatever a server does — hangs, lies, floods, redirects — comes out as an `EsiaError`,
whose sentence names the server (in the genitive: «ответ ЕСИА», «ответ шлюза»).
"""

import json
import re
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import httpx

from esia._errors import Denied, EsiaError, Failed, Protocol, Unavailable

_CONNECT_S = 5.0
_VISIT = 2  # a whole visit may last as long as two answers
_LARGEST = 1024 * 1024
_NOT_NOW = {"ESIA-007008", "temporarily_unavailable"}
_NOT_THIS_ONCE = {"ESIA-007007", "server_error"}
_BUSY = {408, 425, 429}
_CODE = re.compile(r"\bESIA-\d{6}\b")


@dataclass(frozen=True, slots=True)
class Line:
    """An open line to `whom`: a few calls that end before `deadline` (monotonic)."""

    client: httpx.Client
    timeout_s: float
    deadline: float
    whom: str

    def ask(
        self,
        method: str,
        url: str,
        data: Mapping[str, str] | None = None,
        authorization: str | None = None,
    ) -> dict[str, Any]:
        """Make one call and return the JSON object of a good answer.

        `authorization` is the whole header: «Bearer …», «Basic …».
        Raises `Unavailable`, `Denied` or `Protocol`.
        """
        left = min(self.timeout_s, self.deadline - time.monotonic())
        if left <= 0:
            raise Unavailable(f"Ответ {self.whom} приходит слишком медленно.")
        with self.client.stream(
            method,
            url,
            data=data,
            headers={"Authorization": authorization} if authorization else {},
            timeout=httpx.Timeout(left, connect=min(_CONNECT_S, left)),
        ) as answer:
            body = _body(answer, time.monotonic() + left, self.whom)
            status = answer.status_code
        if status == httpx.codes.OK:
            return _parsed(body, self.whom)
        raise _failure(status, body, self.whom)


@contextmanager
def connected(timeout_s: float, whom: str = "ЕСИА") -> Iterator[Line]:
    """Open a line; turn everything that goes wrong on it into our errors.

    One answer may take `timeout_s`, all of them together twice that.
    """
    try:
        with httpx.Client(
            verify=_trust(),
            trust_env=False,  # no proxy and no password may come from a stray variable
            follow_redirects=False,
            headers={"Accept": "application/json", "Accept-Encoding": "identity"},
        ) as client:
            whole = time.monotonic() + _VISIT * timeout_s
            yield Line(client, timeout_s, whole, whom)
    except httpx.TimeoutException as error:
        raise Unavailable(f"Ответ {whom} не пришёл вовремя.") from error
    except httpx.TransportError as error:
        raise Unavailable(f"До {whom} нет связи или она оборвалась.") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
        raise Protocol(f"Ответ {whom} не по правилам HTTP.") from error


def refusal(error: str, description: str, whom: str = "ЕСИА") -> EsiaError:
    """Read `error` and `error_description`, as a redirect or an answer carries them.

    Returns `Unavailable` when ЕСИА says that it cannot now, `Failed` when something
    broke there, otherwise `Denied` with ЕСИА's code, or with a cleaned `error` where no
    code came.
    """
    found = _CODE.search(description[:2000])
    code = found.group() if found else re.sub(r"[^A-Za-z0-9_-]", "", error)[:64]
    if code in _NOT_NOW:
        return Unavailable(f"Ответ {whom}: временно не работает ({code}).")
    if code in _NOT_THIS_ONCE:
        return Failed(f"Ответ {whom} говорит об ошибке ({code}).")
    code = code or "unknown"
    return Denied(code, f"Отказ {whom}: {code}.")


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    """Load the authorities once: it costs more than a whole sign-in."""
    return ssl.create_default_context()


def _body(answer: httpx.Response, deadline: float, whom: str) -> bytes:
    """Read a body that is neither packed, nor endless, nor dripping."""
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise Protocol(f"Ответ {whom} сжат, хотя об этом не просили.")
    body = bytearray()
    for chunk in answer.iter_raw():
        body += chunk
        if len(body) > _LARGEST:
            raise Protocol(f"Ответ {whom} слишком велик.")
        if time.monotonic() > deadline:
            raise Unavailable(f"Ответ {whom} приходит слишком медленно.")
    return bytes(body)


def _parsed(body: bytes, whom: str) -> dict[str, Any]:
    try:
        found = json.loads(body.decode())
    except (ValueError, RecursionError) as error:
        raise Protocol(f"Ответ {whom} не читается как JSON.") from error
    if not isinstance(found, dict):
        raise Protocol(f"Ответ {whom} — не объект JSON.")
    return found


def _failure(status: int, body: bytes, whom: str) -> EsiaError:
    """Explain an answer other than 200; its body may be JSON, HTML or nothing."""
    try:
        said = _parsed(body, whom)
    except Protocol:
        said = {}
    error, description = said.get("error"), said.get("error_description")
    if isinstance(error, str):
        words = description if isinstance(description, str) else ""
        return refusal(error, words, whom)
    if status == httpx.codes.INTERNAL_SERVER_ERROR:
        return Failed(f"Ответ {whom} говорит о поломке: {status}.")
    if status > httpx.codes.INTERNAL_SERVER_ERROR or status in _BUSY:
        return Unavailable(f"Ответ {whom} говорит о поломке: {status}.")
    if status >= httpx.codes.BAD_REQUEST:
        return Denied(f"HTTP-{status}", f"Отказ {whom}: HTTP-{status}.")
    return Protocol(f"Неожиданный ответ {whom}: {status}.")
