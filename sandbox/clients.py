"""Information systems that may ask: their certificates and redirect addresses."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard
from urllib.parse import urlsplit

from sandbox.signing.keys import GOST, RSA, Certificate, read_certificate


@dataclass(frozen=True, slots=True)
class ConsentType:
    """A kind of consent: what may be asked for by it."""

    sysname: str
    mandatory: tuple[str, ...] = ()
    """Scopes that must be asked for."""
    optional: tuple[str, ...] = ()
    actions: tuple[str, ...] = ("ALL_ACTIONS_TO_DATA",)
    purposes: tuple[str, ...] = ()
    most_minutes: int = 525_600


@dataclass(frozen=True, slots=True)
class Client:
    """One registered system."""

    id: str
    certificates: tuple[Certificate, ...]
    """All that are valid now: a new one stands beside the old for a while."""
    origins: tuple[str, ...]
    """Scheme, host and port of the addresses a person may be sent back to."""
    name: str
    purpose: str
    algorithm: str = GOST
    """What its tokens are signed with: a setting of each system at ЕСИА."""
    consents: tuple[ConsentType, ...] = ()
    """Kinds of consent it may ask for in `permissions`."""
    secret: str = ""
    """Of a system that comes to the gateway: it needs no certificate."""
    second_factor: bool = False
    """Its people must have a phone, for a code by SMS."""
    asks_consent: bool = False
    """Whether a person is asked for his data between signing in and the code."""

    @property
    def hashes(self) -> str:
        """Hashes of its certificates, for people."""
        return ", ".join(one.hash for one in self.certificates)


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


def _client(path: Path, table: dict[str, Any]) -> Client:
    id_, redirects = table.get("id"), table.get("redirect")
    gateway, secret = table.get("kind") == "oidc", str(table.get("secret", ""))
    files = [] if gateway else table.get("certificate")
    files = [files] if isinstance(files, str) else files
    if not isinstance(id_, str) or not _are_texts(files) or not (files or gateway):
        raise WrongSettingsError(f"{path}: у клиента нужны id и certificate.")
    if gateway != bool(secret):
        words = f'{path}: secret клиента {id_} нужен при kind = "oidc" и только.'
        raise WrongSettingsError(words)
    if not isinstance(redirects, list):
        raise WrongSettingsError(f"{path}: redirect клиента {id_} — не список адресов.")
    origins = tuple(origin(str(address)) or "" for address in redirects)
    if "" in origins or not origins:
        raise WrongSettingsError(f"{path}: redirect клиента {id_} — не адрес сайта.")
    algorithm = table.get("algorithm", RSA if gateway else GOST)
    if algorithm not in (GOST, RSA):
        words = f"{path}: algorithm клиента {id_} — {GOST} или {RSA}."
        raise WrongSettingsError(words)
    return Client(
        id_,
        tuple(_certificate(path.parent / file, id_) for file in files),
        origins,
        str(table.get("name", id_)),
        str(table.get("purpose", "")),
        algorithm,
        tuple(_consent(path, id_, one) for one in table.get("consent_type", [])),
        secret,
        table.get("second_factor") is True,
        table.get("consent") is True,
    )


def _certificate(file: Path, id_: str) -> Certificate:
    try:
        return read_certificate(file)
    except (OSError, ValueError) as problem:
        raise WrongSettingsError(
            f"Сертификат клиента {id_} не читается ({file.name}): {problem}"
        ) from problem


def _consent(path: Path, id_: str, table: dict[str, Any]) -> ConsentType:
    """Read one [[client.consent_type]]: lists of texts, and a number of minutes."""
    lists = {name: value for name, value in table.items() if isinstance(value, list)}
    try:
        return ConsentType(**(table | {name: tuple(v) for name, v in lists.items()}))
    except TypeError as problem:
        words = f"{path}: consent_type клиента {id_}: {problem}"
        raise WrongSettingsError(words) from problem


def _are_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
