"""Addresses of mail servers: ``smtp://user:password@host:port``, ``smtps://…``."""

from ipaddress import ip_address
from typing import Any
from urllib.parse import unquote, urlsplit

from school.lib.env import EnvironmentVariableError

_PORTS = {"smtp": 587, "smtps": 465}


def read_server(name: str, address: str) -> dict[str, Any]:
    """What Django's SMTP backend is made with; nothing where the address is empty.

    ``name`` is the variable's. ``smtps`` is encrypted from the first byte. ``smtp``
    asks for STARTTLS and goes no further without it, save on this very machine.
    """
    if not address:
        return {}
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        parts, host, port = urlsplit(""), None, None
    extra = parts.path.strip("/") or parts.query or parts.fragment
    if parts.scheme not in _PORTS or not host or port == 0 or extra:
        raise EnvironmentVariableError(
            f"Переменная {name} должна быть адресом почтового сервера вида"
            " smtps://имя:пароль@узел:465 или smtp://узел:587."
        )
    return {
        "host": host,
        "port": port or _PORTS[parts.scheme],
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme == "smtp" and not _is_here(host),
    }


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
