"""Everything an installation needs before its programs start.

Folders, secrets made for this home, the keys of both sides of ЕСИА, and the
environment that the product and the sandbox read.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import psycopg

from launcher import children, keyring, ports
from launcher.environment import Environment
from launcher.failure import LaunchError

CLIENT = "ELSH_DEMO"
_AT_GATEWAY = "school"
_OPERATOR = "Оператор «Электронной школы» (демонстрация)"
_OLDEST = 150000
_REPLACED = {
    "DATABASE_URL_FILE",
    "DATABASE_OWNER_URL",
    "DATABASE_OWNER_URL_FILE",
    "SCHOOL_CONNECT_AS",
}
_PURPOSE = "Вход в электронный дневник и журнал"


def make_home(home: Path) -> None:
    """Make the folders of a home, unless they stand."""
    _make(home)
    if not os.access(home, os.W_OK | os.X_OK):
        raise LaunchError(f"В каталог SCHOOL_HOME={home} нельзя писать.")
    for name in ("logs", "esia", "sandbox"):
        _make(home / name)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LaunchError(
            f"Каталог {folder} не удаётся создать: {error.strerror}."
        ) from error


def refuse_busy_port(name: str, port: int, host: str = ports.LOOPBACK) -> None:
    """Refuse to start when somebody else listens at this port of this address."""
    if not ports.is_ours(host):
        raise LaunchError(f"У этой машины нет адреса {host}: слушать на нём нельзя.")
    if not ports.is_free(port, host):
        raise LaunchError(
            f"Порт {port} занят другой программой: освободите его или задайте "
            f"другой в переменной {name}."
        )


def make_keys(home: Path) -> None:
    """Make the product's key and certificate and the sandbox's key, once."""
    esia, sandbox = home / "esia", home / "sandbox"
    if not (esia / "certificate.pem").exists():
        children.run(
            ["-m", "esia", "make-key", "--dir", str(esia), "--name", _OPERATOR],
            home=home,
            env=os.environ,
        )
    if not (sandbox / "token-public-key.pem").exists():
        children.run(
            ["-m", "sandbox", "keys", "--home", str(sandbox)],
            home=home,
            env=os.environ,
        )


def write_clients(wishes: Environment) -> Path:
    """Tell the sandbox who may ask it; return the file."""
    file = wishes.home / "sandbox" / "clients.toml"
    certificate = wishes.home / "esia" / "certificate.pem"
    addresses = {wishes.school_url, f"http://127.0.0.1:{wishes.port}"}
    listed = ", ".join(_toml(address) for address in sorted(addresses))
    ours = (
        f"redirect = [{listed}]\n"
        f"name = {_toml(_OPERATOR)}\n"
        f"purpose = {_toml(_PURPOSE)}\n"
        "consent = true\n"
    )
    file.write_text(
        "[[client]]\n"
        f"id = {_toml(CLIENT)}\n"
        f"certificate = {_toml(str(certificate))}\n"
        f"{ours}\n"
        "[[client]]\n"
        f"id = {_toml(_AT_GATEWAY)}\n"
        'kind = "oidc"\n'
        f"secret = {_toml(_gateway_secret(wishes.home))}\n"
        f"{ours}",
        "utf-8",
    )
    return file


def refuse_dead_database(name: str, address: str) -> None:
    """Refuse somebody else's server that does not answer or is too old."""
    try:
        with psycopg.connect(address, connect_timeout=10) as connection:
            version = connection.info.server_version
    except psycopg.Error as error:
        said = " ".join(str(error).split())
        raise LaunchError(f"База данных из {name} не отвечает: {said}.") from error
    if version < _OLDEST:
        raise LaunchError(
            f"База данных из {name} — PostgreSQL {version // 10000}, "
            f"а нужна {_OLDEST // 10000}-я или новее."
        )


def product_environment(
    wishes: Environment, database_url: str, owner_url: str
) -> dict[str, str]:
    """Return what a demonstration needs; secrets are made for its home if not given."""
    return working_environment(wishes, database_url) | {
        "DATABASE_OWNER_URL": owner_url,
        "SANDBOX_PORT": str(wishes.sandbox_port),
        **secrets(wishes.home),
    }


def working_environment(wishes: Environment, database_url: str) -> dict[str, str]:
    """Return our own environment with what the product needs in any mode.

    What would change the product behind our back is left out, and so is the owner's
    address: who serves pages has no need of it.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _REPLACED and not name.startswith("GRANIAN_")
    }
    return kept | {
        "DATABASE_URL": database_url,
        "SCHOOL_HOME": str(wishes.home),
        "SCHOOL_URL": wishes.school_url,
        "PORT": str(wishes.port),
    }


def secrets(home: Path, source: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the product's two secrets, made for this home unless they are given."""
    made = {}
    for name, file in (("SCHOOL_SECRET", "secret"), ("SCHOOL_SEAL_KEY", "seal-key")):
        if not (source.get(name) or source.get(f"{name}_FILE")):
            made[name] = keyring.secret(home / file)
    return made


def demo_environment(wishes: Environment) -> dict[str, str]:
    """Return what the product must know to ask the sandbox for people, by its road."""
    road = _by_gateway(wishes) if wishes.road == "gateway" else _by_esia(wishes)
    base = f"http://127.0.0.1:{wishes.sandbox_port}"
    return {
        "SCHOOL_MODE": "demo",
        "SCHOOL_DEMO": wishes.demo,
        "CONSENTS_URL": f"{base}/control/consents",
        "CONSENTS_PAGE": f"{base}/profile/consents",
    } | road


def _by_esia(wishes: Environment) -> dict[str, str]:
    esia, sandbox = wishes.home / "esia", wishes.home / "sandbox"
    base = f"http://127.0.0.1:{wishes.sandbox_port}"
    return {
        "IDENTITY_ROAD": "esia",
        "ESIA_URL": base,
        "ESIA_ISSUER": f"{base}/",
        "ESIA_CLIENT_ID": CLIENT,
        "ESIA_ALGORITHM": "GOST3410_2012_256",
        "ESIA_KEY_FILE": str(esia / "key.pem"),
        "ESIA_CERTIFICATE_FILE": str(esia / "certificate.pem"),
        "ESIA_TRUSTED_FILES": str(sandbox / "token-public-key.pem"),
    }


def _by_gateway(wishes: Environment) -> dict[str, str]:
    base = f"http://127.0.0.1:{wishes.sandbox_port}"
    return {
        "IDENTITY_ROAD": "gateway",
        "GATEWAY_ISSUER": base,
        "GATEWAY_CLIENT_ID": _AT_GATEWAY,
        "GATEWAY_CLIENT_SECRET": _gateway_secret(wishes.home),
        "GATEWAY_SCOPE": "openid profile snils birth_cert_doc",
        "GATEWAY_LEADS_TO": base,
    }


def _gateway_secret(home: Path) -> str:
    return keyring.secret(home / "gateway-secret")


def _toml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
