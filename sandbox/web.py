"""A small web layer: a request, a response, and a table of addresses."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Pairs = tuple[tuple[str, str], ...]
BODY_LIMIT = 256 * 1024
FORM = "application/x-www-form-urlencoded"
_MOST = 200


class TooLargeError(Exception):
    """The body is larger than anybody needs here."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request, read completely."""

    method: str
    path: str
    query: Pairs
    content_type: str
    body: bytes
    cookies: dict[str, str]
    bearer: str | None
    basic: str | None = None
    """Name and secret of a Basic header, still in base64."""
    host: str = ""
    sender: str = ""
    """The page that sent this, by Origin or else Referer; empty from a program."""
    garbled: bool = False
    """Whether the query or the form is in broken UTF-8, or has too many fields."""

    def form(self) -> Pairs:
        """Fields of an urlencoded body; a body of another type has none."""
        if self.content_type != FORM:
            return ()
        return _pairs(self.body.decode("utf-8", "replace"))

    def fields(self) -> dict[str, str]:
        """The query and the form as one mapping; of a repeated name, the last."""
        return dict(self.query + self.form())

    def json(self) -> dict[str, Any] | str:
        """The body as a JSON object, or in Russian why it is none."""
        try:
            found = json.loads(self.body)
            json.dumps(found, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            return "Тело запроса — не JSON."
        return found if isinstance(found, dict) else "Тело запроса — не объект JSON."

    def is_foreign(self) -> bool:
        """Whether a page of another site sent this."""
        if not self.sender:
            return False
        try:
            return urlsplit(self.sender).netloc != self.host
        except ValueError:
            return True


@dataclass(frozen=True, slots=True)
class Response:
    """One answer; `refused` is the sentence for /control/requests."""

    status: int
    body: bytes = b""
    content_type: str = "text/plain; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    refused: str = ""


def page(html: str, status: int = 200, refused: str = "") -> Response:
    """Answer with an HTML page."""
    kind = "text/html; charset=utf-8"
    return Response(status, html.encode(), kind, refused=refused)


def data(value: object, status: int = 200, refused: str = "") -> Response:
    """Answer with JSON."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return Response(status, body, "application/json; charset=utf-8", refused=refused)


def redirect(to: str, cookie: str = "", refused: str = "") -> Response:
    """Send the browser elsewhere, with a GET."""
    headers = [("Location", to)]
    if cookie:
        headers.append(("Set-Cookie", cookie))
    return Response(302, headers=tuple(headers), refused=refused)


def read_request(environ: dict[str, Any]) -> Request:
    """Read a WSGI environment; TooLargeError when the body is over the limit."""
    text = environ.get("CONTENT_LENGTH") or "0"
    length = int(text) if text.isdecimal() and len(text) < 12 else 0
    if length > BODY_LIMIT:
        raise TooLargeError
    kind = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    scheme, _, token = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    query = environ.get("QUERY_STRING", "")
    body = environ["wsgi.input"].read(length) if length else b""
    return Request(
        method=environ["REQUEST_METHOD"],
        path=_text(environ.get("PATH_INFO", "/")),
        query=_pairs(query),
        content_type=kind,
        body=body,
        cookies=_cookies(environ.get("HTTP_COOKIE", "")),
        bearer=token.strip() if scheme.lower() == "bearer" else None,
        basic=token.strip() if scheme.lower() == "basic" else None,
        host=environ.get("HTTP_HOST", ""),
        sender=environ.get("HTTP_ORIGIN") or environ.get("HTTP_REFERER", ""),
        garbled=_garbled(query, kind, body),
    )


def _text(path: str) -> str:
    return path.encode("latin-1", "replace").decode("utf-8", "replace")


def _pairs(text: str) -> Pairs:
    try:
        return tuple(parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST))
    except ValueError:
        return ()


def _garbled(query: str, kind: str, body: bytes) -> bool:
    try:
        _strictly(query)
        if kind == FORM:
            _strictly(body.decode())
    except ValueError:
        return True
    return False


def _strictly(text: str) -> None:
    parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST, errors="strict")


def _cookies(header: str) -> dict[str, str]:
    parts = (part.strip().partition("=") for part in header.split(";"))
    return {name: value for name, mark, value in parts if mark}


def status_line(status: int) -> str:
    """Write a status the way WSGI wants it."""
    return f"{status} {HTTPStatus(status).phrase}"


Handler = Callable[..., Response]


@dataclass
class Routes:
    """Addresses: a name (faults are set by it), a pattern, handlers by method."""

    rows: list[tuple[str, re.Pattern[str], dict[str, Handler]]] = field(
        default_factory=list
    )

    def add(self, name: str, path: str, **handlers: Handler) -> None:
        """Add an address; `{word}` in the path is given to the handler by name."""
        pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))
        self.rows.append((name, pattern, handlers))

    def find(self, path: str) -> tuple[str, dict[str, str], dict[str, Handler]] | None:
        """Find the row of a path, with what stands in place of the words."""
        for name, pattern, handlers in self.rows:
            if match := pattern.fullmatch(path):
                return name, match.groupdict(), handlers
        return None
