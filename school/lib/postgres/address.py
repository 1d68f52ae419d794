"""Database addresses: ``postgresql://user:password@host:port/name?options=…``."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class AddressError(ValueError):
    """The address is not one of a PostgreSQL database. The text says what is wrong."""


def read_address(name: str, address: str) -> dict[str, Any]:
    """Django's settings of the database at ``address``; ``name`` is the variable's.

    Whatever libpq takes in the query (``options``, ``sslmode``) is passed on.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise AddressError(
            f"Переменная {name} должна быть адресом вида"
            " postgresql://роль:пароль@узел:5432/база."
        )
    try:
        port = parts.port
    except ValueError as error:
        raise AddressError(f"В переменной {name} порт — не число.") from error
    return {
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or 5432),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
