"""Typed readers of the environment.

A variable is read by one of these functions or not at all. Whatever is missing or
absurd raises `EnvironmentVariableError`, whose message is one Russian sentence
that names the variable and says what is expected of it; values of secrets are
never repeated. An empty variable counts as absent.
"""

import os
import re
import shlex
from collections.abc import Mapping, Sequence
from datetime import datetime
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

_SECRET_LENGTH = 32
_SECRET_VARIETY = 10


class EnvironmentVariableError(Exception):
    """A variable is missing or absurd; the message is a sentence for a person."""


def text(
    name: str,
    default: str | None = None,
    *,
    source: Mapping[str, str] = os.environ,
) -> str:
    """Return a text; without a default the variable is required."""
    value = source.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise EnvironmentVariableError(
            f"Переменная {name} не задана, а без неё запуск невозможен."
        )
    return default


def integer(
    name: str,
    default: int | None = None,
    *,
    least: int,
    most: int,
    source: Mapping[str, str] = os.environ,
) -> int:
    """Return a whole number between `least` and `most`, both included."""
    value = text(name, None if default is None else str(default), source=source)
    if re.fullmatch(r"-?[0-9]{1,18}", value) and least <= int(value) <= most:
        return int(value)
    raise EnvironmentVariableError(
        f"Переменная {name} должна быть целым числом от {least} до {most}, "
        f"а не «{value}»."
    )


def port(name: str, default: int, *, source: Mapping[str, str] = os.environ) -> int:
    """Return a TCP port that a plain user may listen at."""
    return integer(name, default, least=1024, most=65535, source=source)


def choice(
    name: str,
    options: Sequence[str],
    default: str | None = None,
    *,
    source: Mapping[str, str] = os.environ,
) -> str:
    """Return one of the listed words."""
    value = text(name, default, source=source)
    if value in options:
        return value
    listed = ", ".join(f"«{option}»" for option in options)
    raise EnvironmentVariableError(
        f"Переменная {name} может быть одной из {listed}, а не «{value}»."
    )


def address(
    name: str,
    default: str | None = None,
    *,
    schemes: Sequence[str] = ("http", "https"),
    source: Mapping[str, str] = os.environ,
) -> str:
    """Return a base address without a slash at its end, a query or a fragment."""
    value = text(name, default, source=source).rstrip("/")
    try:
        parts = urlsplit(value)
        whole = parts.scheme in schemes and parts.hostname is not None
        whole = whole and not (parts.query or parts.fragment) and parts.port != 0
    except ValueError:
        whole = False
    if whole:
        return value
    raise EnvironmentVariableError(
        f"Переменная {name} должна быть адресом вида {schemes[0]}://узел, "
        f"а не «{value}»."
    )


def mailbox(name: str, *, source: Mapping[str, str] = os.environ) -> str:
    """Return an e-mail address, alone and in Latin letters; it is required."""
    value = text(name, source=source)
    if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)*", value, re.ASCII):
        return value
    raise EnvironmentVariableError(
        f"Переменная {name} должна быть адресом почты вида school@узел, а не «{value}»."
    )


def addresses(
    name: str, default: str, *, source: Mapping[str, str] = os.environ
) -> tuple[str, ...]:
    """Return base addresses listed with commas, each as `address` does."""
    return tuple(
        address(name, source={name: part})
        for part in words(name, default, source=source)
    )


def words(
    name: str, default: str, *, source: Mapping[str, str] = os.environ
) -> tuple[str, ...]:
    """Return words listed with commas."""
    listed = (part.strip() for part in text(name, default, source=source).split(","))
    return tuple(part for part in listed if part)


def networks(
    name: str, *, source: Mapping[str, str] = os.environ
) -> tuple[IPv4Network | IPv6Network, ...]:
    """Return IP addresses and networks listed with commas; none without it."""
    return tuple(_network(name, word) for word in words(name, "", source=source))


def command(name: str, *, source: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return the words of a command, quoted as in a shell; none where it is not set."""
    value = text(name, "", source=source)
    try:
        return tuple(shlex.split(value))
    except ValueError as error:
        raise EnvironmentVariableError(
            f"Переменная {name} должна быть командой, а кавычки в ней не закрыты."
        ) from error


def pairs(name: str, *, source: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return «name=value» pairs listed with commas; none without the variable."""
    found: dict[str, str] = {}
    for part in words(name, "", source=source):
        left, mark, right = (each.strip() for each in part.partition("="))
        if not (left and mark and right) or left in found:
            raise EnvironmentVariableError(
                f"Переменная {name} должна быть парами вида имя=значение через запятую,"
                f" без повторов, а не «{part}»."
            )
        found[left] = right
    return found


def secret(
    name: str,
    default: str | None = None,
    *,
    source: Mapping[str, str] = os.environ,
) -> str:
    """Return a secret from NAME or from the file named by NAME_FILE, never both."""
    value = text(name, "", source=source)
    file = text(f"{name}_FILE", "", source=source)
    if value and file:
        raise EnvironmentVariableError(
            f"Заданы и {name}, и {name}_FILE: оставьте что-то одно."
        )
    if file:
        return _secret_in(f"{name}_FILE", Path(file))
    return text(name, default, source=source)


def key(name: str, *, size: int = 32, source: Mapping[str, str] = os.environ) -> bytes:
    """Return a secret key of `size` bytes, written as hexadecimal digits."""
    value = secret(name, source=source)
    if re.fullmatch(rf"[0-9a-fA-F]{{{2 * size}}}", value):
        return bytes.fromhex(value)
    raise EnvironmentVariableError(
        f"Переменная {name} должна быть ключом из {2 * size} шестнадцатеричных цифр."
    )


def refuse_weak(name: str, value: str) -> None:
    """Refuse a secret that could be guessed: short, of few characters, or repeating.

    A program cannot tell a random secret from an invented one; it can tell a
    placeholder.
    """
    repeats = value in (value + value)[1:-1]
    if len(value) < _SECRET_LENGTH or len(set(value)) < _SECRET_VARIETY or repeats:
        raise EnvironmentVariableError(
            f"Секрет {name} слишком слаб для рабочей установки: сделайте случайный,"
            " например командой openssl rand -hex 32."
        )


def file(name: str, *, source: Mapping[str, str] = os.environ) -> Path:
    """Return the path of a file that exists and can be read."""
    return _readable(name, text(name, source=source))


def files(name: str, *, source: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """Return the paths of one or more files, listed with commas."""
    listed = [part.strip() for part in text(name, source=source).split(",")]
    return tuple(_readable(name, part) for part in listed if part)


def moment(
    name: str,
    default: datetime | None = None,
    *,
    source: Mapping[str, str] = os.environ,
) -> datetime | None:
    """Return a moment with its zone, `default` when the variable is absent."""
    value = text(name, "", source=source)
    if not value:
        return default
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        read = None
    if read is not None and read.tzinfo is not None:
        return read
    raise EnvironmentVariableError(
        f"Переменная {name} должна быть моментом с поясом вида "
        f"2026-11-18T10:00+03:00, а не «{value}»."
    )


def _network(name: str, value: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(value)
    except ValueError as error:
        raise EnvironmentVariableError(
            f"Переменная {name} должна быть адресами IP или сетями через запятую вида"
            f" 127.0.0.1, 10.0.0.0/8, а не «{value}»."
        ) from error


def _readable(name: str, value: str) -> Path:
    path = Path(value)
    if not path.is_file():
        raise EnvironmentVariableError(
            f"Переменная {name} указывает на файл {value}, которого нет."
        )
    if not os.access(path, os.R_OK):
        raise EnvironmentVariableError(
            f"Переменная {name} указывает на файл {value}, прочесть который нельзя."
        )
    return path


def _secret_in(name: str, path: Path) -> str:
    try:
        value = _readable(name, str(path)).read_text("utf-8").strip()
    except UnicodeDecodeError:
        value = ""
    if value:
        return value
    raise EnvironmentVariableError(
        f"Переменная {name} указывает на файл {path}, в котором нет секрета."
    )
