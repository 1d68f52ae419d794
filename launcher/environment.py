"""What a deployment says to the launcher in its environment.

Only what the launcher itself needs is read and checked here; everything else goes
to the programs as it is, and they check it.
"""

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from launcher.failure import LaunchError
from launcher.ports import LOOPBACK

_FOR_WORK = (
    "SCHOOL_URL",
    "DATABASE_URL",
    "SCHOOL_SECRET",
    "SCHOOL_SEAL_KEY",
)
_FOR_ROAD = {
    "esia": (
        "ESIA_URL",
        "ESIA_CLIENT_ID",
        "ESIA_ISSUER",
        "ESIA_CERTIFICATE_FILE",
        "ESIA_TRUSTED_FILES",
    ),
    "gateway": ("GATEWAY_ISSUER", "GATEWAY_CLIENT_ID", "GATEWAY_CLIENT_SECRET"),
}
DEMOS = ("full", "small", "none")


@dataclass(frozen=True)
class Environment:
    """The checked wishes of one start; `road` is how people come from Госуслуги."""

    home: Path
    port: int
    sandbox_port: int
    demo: str
    now: str | None
    database_url: str | None
    database_owner_url: str | None
    school_url: str
    road: str = "esia"

    @property
    def host(self) -> str:
        """The host of the public address, the only one the product answers to."""
        return urlsplit(self.school_url).netloc


@dataclass(frozen=True)
class Work:
    """What a working installation adds: its database, its workers, their farewell.

    `stop_s` is how many seconds a request may go on after we are asked to stop;
    without a `metrics_port` nothing is counted; `listen_at` and `metrics_at` are IP
    addresses.
    """

    database_url: str
    workers: int
    stop_s: int
    metrics_port: int | None
    listen_at: str
    metrics_at: str


def read(source: Mapping[str, str] = os.environ) -> Environment:
    """Read the environment; the first absurd value is refused in a sentence."""
    port = _port(source, "PORT", 8000)
    sandbox_port = _port(source, "SANDBOX_PORT", 8001)
    if port == sandbox_port:
        raise LaunchError(f"PORT и SANDBOX_PORT — один и тот же порт {port}.")
    database_url, owner_url = _databases(source)
    return Environment(
        home=_home(source),
        port=port,
        sandbox_port=sandbox_port,
        demo=_choice(source, "SCHOOL_DEMO", DEMOS, "full"),
        now=_now(source),
        database_url=database_url,
        database_owner_url=owner_url,
        school_url=_address(source, port),
        road=_choice(source, "IDENTITY_ROAD", tuple(_FOR_ROAD), "esia"),
    )


def read_for_work(source: Mapping[str, str] = os.environ) -> tuple[Environment, Work]:
    """Read what a working installation says: its own database, no demonstration.

    The owner's address is not asked for: whoever serves makes no tables.
    """
    own = dict(source)
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        own.pop(name, None)
        own.pop(f"{name}_FILE", None)
    wishes = read(own)
    if wishes.now is not None:
        raise LaunchError("С переменной SCHOOL_NOW рабочий запуск невозможен.")
    require(_FOR_WORK + _FOR_ROAD[wishes.road], source)
    if wishes.road == "esia" and not _value(source, "ESIA_SIGNER"):
        require(("ESIA_KEY_FILE",), source)
    workers = _whole(source, "SCHOOL_WORKERS", os.cpu_count() or 2, most=128)
    stop_s = _whole(source, "SCHOOL_STOP_S", 20, most=600)
    address = _database(source, "DATABASE_URL") or ""
    metrics_port = None
    if _value(source, "SCHOOL_METRICS_PORT"):
        metrics_port = _port(source, "SCHOOL_METRICS_PORT", 0)
    if metrics_port == wishes.port:
        raise LaunchError(
            f"PORT и SCHOOL_METRICS_PORT — один и тот же порт {wishes.port}."
        )
    listen_at = _ip(source, "SCHOOL_HOST")
    metrics_at = _ip(source, "SCHOOL_METRICS_HOST")
    return wishes, Work(address, workers, stop_s, metrics_port, listen_at, metrics_at)


def require(names: tuple[str, ...], source: Mapping[str, str] = os.environ) -> None:
    """Refuse to go on without these variables, or their NAME_FILE twins."""
    for name in names:
        if not (_value(source, name) or _value(source, f"{name}_FILE")):
            raise LaunchError(
                f"Переменная {name} не задана, а без неё запуск невозможен."
            )


def _value(source: Mapping[str, str], name: str) -> str:
    return source.get(name, "").strip()


def _port(source: Mapping[str, str], name: str, default: int) -> int:
    value = _value(source, name) or str(default)
    if re.fullmatch(r"[0-9]{1,5}", value) and 1 <= int(value) <= 65535:
        return int(value)
    raise LaunchError(
        f"Переменная {name} должна быть портом от 1 до 65535, а не «{value}»."
    )


def _whole(source: Mapping[str, str], name: str, default: int, *, most: int) -> int:
    value = _value(source, name) or str(default)
    if re.fullmatch(r"[0-9]{1,6}", value) and 1 <= int(value) <= most:
        return int(value)
    raise LaunchError(
        f"Переменная {name} должна быть целым числом от 1 до {most}, а не «{value}»."
    )


def _ip(source: Mapping[str, str], name: str) -> str:
    value = _value(source, name) or LOOPBACK
    try:
        ipaddress.ip_address(value)
    except ValueError:
        pass
    else:
        if "%" not in value:  # a zone has no place in an address of a page
            return value
    raise LaunchError(
        f"Переменная {name} должна быть IP-адресом этой машины, а не «{value}»."
    )


def _address(source: Mapping[str, str], port: int) -> str:
    value = _value(source, "SCHOOL_URL").rstrip("/") or f"http://127.0.0.1:{port}"
    try:
        parts = urlsplit(value)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname)
        if whole and not (parts.path or parts.query) and parts.port != 0:
            return value
    except ValueError:
        pass
    raise LaunchError(
        "Переменная SCHOOL_URL должна быть адресом вида https://узел без пути, "
        f"а не «{value}»."
    )


def _home(source: Mapping[str, str]) -> Path:
    value = _value(source, "SCHOOL_HOME") or "var"
    home = Path(value).expanduser().absolute()
    if home.exists() and not home.is_dir():
        raise LaunchError(
            f"Переменная SCHOOL_HOME указывает на {home}: это не каталог."
        )
    return home


def _choice(
    source: Mapping[str, str], name: str, options: tuple[str, ...], default: str
) -> str:
    value = _value(source, name) or default
    if value in options:
        return value
    raise LaunchError(
        f"Переменная {name} может быть одной из "
        f"{', '.join(f'«{option}»' for option in options)}, а не «{value}»."
    )


def _now(source: Mapping[str, str]) -> str | None:
    value = _value(source, "SCHOOL_NOW")
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not 2000 <= moment.year <= 2100:
        raise LaunchError(
            "Переменная SCHOOL_NOW должна быть моментом с поясом вида "
            f"2026-11-18T10:00+03:00, а не «{value}»."
        )
    return value


def _databases(source: Mapping[str, str]) -> tuple[str | None, str | None]:
    names = ("DATABASE_URL", "DATABASE_OWNER_URL")
    given = {name: _database(source, name) for name in names}
    if any(given.values()) and not all(given.values()):
        missing = next(name for name in names if not given[name])
        raise LaunchError(
            f"Переменная {missing} не задана: своей базе нужны оба адреса, "
            "DATABASE_URL и DATABASE_OWNER_URL."
        )
    return given["DATABASE_URL"], given["DATABASE_OWNER_URL"]


def _database(source: Mapping[str, str], name: str) -> str | None:
    value = _secret(source, name)
    if value and not _is_database(value):
        raise LaunchError(
            f"Переменная {name} должна быть адресом вида "
            "postgresql://роль:пароль@узел:порт/база."
        )
    return value


def _is_database(value: str) -> bool:
    try:
        parts = urlsplit(value)
        _ = parts.port  # raises when it is not a number
    except ValueError:
        return False
    known = parts.scheme in ("postgresql", "postgres")
    return known and len(parts.path) > 1 and parts.username is not None


def _secret(source: Mapping[str, str], name: str) -> str | None:
    value, file = _value(source, name), _value(source, f"{name}_FILE")
    if value and file:
        raise LaunchError(f"Заданы и {name}, и {name}_FILE: оставьте что-то одно.")
    if not file:
        return value or None
    try:
        return Path(file).read_text("utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        raise LaunchError(
            f"Переменная {name}_FILE указывает на файл {file}, прочесть который нельзя."
        ) from error
