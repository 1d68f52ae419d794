"""Information systems that may ask: their certificates and redirect addresses."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sandbox.signing.keys import Certificate, read_certificate


@dataclass(frozen=True, slots=True)
class Client:
    """One registered system."""

    id: str
    certificate: Certificate
    origins: tuple[str, ...]
    """Scheme, host and port of the addresses a person may be sent back to."""
    name: str
    purpose: str


class WrongSettingsError(Exception):
    """The start must stop with this one sentence."""


def origin(address: str) -> str | None:
    """Cut an http(s) address to its scheme, host and port; None if it is none."""
    if not address.isascii() or not address.isprintable() or " " in address:
        return None
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    if parts.username is not None or parts.fragment:
        return None
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{parts.hostname}:{port or usual}"


def load_clients(path: Path) -> dict[str, Client]:
    """Read clients.toml; certificate paths are relative to it."""
    try:
        tables = tomllib.loads(path.read_text("utf-8")).get("client", [])
    except (OSError, ValueError) as problem:
        raise WrongSettingsError(f"Не читается {path}: {problem}") from problem
    if not isinstance(tables, list):
        raise WrongSettingsError(f"{path}: нужны таблицы [[client]].")
    clients = [_client(path, table) for table in tables]
    return {client.id: client for client in clients}


def _client(path: Path, table: dict[str, object]) -> Client:
    id_, file, redirects = (table.get(n) for n in ("id", "certificate", "redirect"))
    if not isinstance(id_, str) or not isinstance(file, str):
        raise WrongSettingsError(f"{path}: у клиента нужны id и certificate.")
    if not isinstance(redirects, list):
        raise WrongSettingsError(f"{path}: redirect клиента {id_} — не список адресов.")
    origins = tuple(origin(str(address)) or "" for address in redirects)
    if "" in origins or not origins:
        raise WrongSettingsError(f"{path}: redirect клиента {id_} — не адрес сайта.")
    try:
        certificate = read_certificate(path.parent / file)
    except (OSError, ValueError) as problem:
        raise WrongSettingsError(
            f"Сертификат клиента {id_} не читается ({file}): {problem}"
        ) from problem
    name, purpose = str(table.get("name", id_)), str(table.get("purpose", ""))
    return Client(id_, certificate, origins, name, purpose)
