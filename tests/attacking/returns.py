"""A request that comes to the door, and what nobody should be able to slip in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.conf import settings

from tests.attacking.house import RETURN, House

MARKUP = "<script>alert(1)</script>"
NASTY = (
    *("", " ", "\0", "\r\n", "x\r\nSet-Cookie: session=x", "\ud7ff", "я", "\u202e"),
    *("%", "%%30", "'--", "{{7*7}}", "../../etc/passwd", MARKUP, "null", "[]", "0"),
    *("x" * 4097, "9" * 400, "\N{SNOWMAN}" * 300, "e\u0301", "\uff10"),
)


@dataclass(frozen=True)
class Return:
    """A request that comes to the door; `meta` is what else WSGI is told."""

    query: str = ""
    cookie: str = ""
    method: str = "GET"
    path: str = RETURN
    meta: dict[str, Any] = field(default_factory=dict)


Make = Callable[[House, Random], Return]


def before(secret: str) -> str:
    """The cookie that binds an attempt to a browser."""
    return f"{settings.BEFORE_COOKIE}={secret}"


def latin(text: str) -> str:
    """As WSGI carries bytes."""
    return text.encode("utf-8", "surrogatepass").decode("latin-1")
