"""A working installation that must not be is one sentence and exit code 1."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from launcher import roles
from launcher.children import ROOT
from launcher.postgres import Cluster
from launcher.tests.processes import refused
from school.walls.checks import database_is_not_behind

_NEEDED = [
    "SCHOOL_URL",
    "DATABASE_URL",
    "SCHOOL_SECRET",
    "SCHOOL_SEAL_KEY",
    "ESIA_CLIENT_ID",
    "ESIA_KEY_FILE",
    "ESIA_TRUSTED_FILES",
]


@pytest.mark.parametrize("name", _NEEDED)
def test_what_it_needs_is_named(work: dict[str, str], name: str) -> None:
    del work[name]
    assert refused(work, "serve") == (
        f"Переменная {name} не задана, а без неё запуск невозможен."
    )


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SCHOOL_NOW", "2026-11-18T10:00+03:00", "SCHOOL_NOW"),
        ("SCHOOL_WORKERS", "many", "SCHOOL_WORKERS"),
        ("SCHOOL_STOP_S", "0", "SCHOOL_STOP_S"),
        ("SCHOOL_SECRET", "changeme", "SCHOOL_SECRET слишком слаб"),
        ("SCHOOL_SECRET", "0123456789abcdef" * 4, "SCHOOL_SECRET слишком слаб"),
        ("SCHOOL_SEAL_KEY", "0" * 64, "SCHOOL_SEAL_KEY слишком слаб"),
        ("SCHOOL_SEAL_KEY", "short", "SCHOOL_SEAL_KEY"),
        ("ESIA_URL", "http://127.0.0.1:8001", "песочнице она не верит"),
        ("ESIA_SIGNER", "/usr/bin/sign '", "кавычки в ней не закрыты"),
        ("SCHOOL_URL", "http://school.example.test", "должен начинаться с https://"),
        ("SCHOOL_URL", "http://127.0.0.1:8000", "SCHOOL_URL рабочей установки"),
    ],
)
def test_what_is_absurd_or_dangerous_is_refused(
    work: dict[str, str], name: str, value: str, words: str
) -> None:
    assert words in refused({**work, name: value}, "serve")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"GATEWAY_ISSUER": "http://127.0.0.1:8001"}, "песочнице она не верит"),
        ({"GATEWAY_CLAIMS": "surname=lastName"}, "GATEWAY_CLAIMS"),
        ({"GATEWAY_CLIENT_SECRET": ""}, "GATEWAY_CLIENT_SECRET"),
    ],
    ids=str,
)
def test_a_gateway_that_must_not_be_is_refused(
    work: dict[str, str], changed: dict[str, str], words: str
) -> None:
    gateway = {
        "IDENTITY_ROAD": "gateway",
        "GATEWAY_ISSUER": "https://gate.example.test",
        "GATEWAY_CLIENT_ID": "diary",
        "GATEWAY_CLIENT_SECRET": "a secret",
    }
    straight = {name for name in work if name.startswith("ESIA_")}
    left = {name: value for name, value in work.items() if name not in straight}
    assert words in refused({**left, **gateway, **changed}, "serve")


def test_a_key_of_the_sandbox_is_not_trusted(
    work: dict[str, str], keys: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "sandbox", "keys", "--home", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True)
    bare = tmp_path / "token-public-key.pem"
    hidden = tmp_path / "hidden.pem"
    hidden.write_bytes((keys / "certificate.pem").read_bytes() + bare.read_bytes())
    for file in (bare, hidden):
        sentence = refused({**work, "ESIA_TRUSTED_FILES": str(file)}, "serve")
        assert "верит только сертификатам" in sentence


def test_a_superuser_does_not_serve(work: dict[str, str], cluster: Cluster) -> None:
    with cluster.connect() as connection:
        known = connection.info
        user = f"{known.user}:{known.password}"
        name = os.environ["DATABASE_URL"].rpartition("/")[2]
        address = f"postgresql://{user}@127.0.0.1:{known.port}/{name}"
    assert "суперпользователь" in refused({**work, "DATABASE_URL": address}, "serve")


def test_the_owner_of_the_tables_does_not_serve(work: dict[str, str]) -> None:
    owner = os.environ["DATABASE_OWNER_URL"]
    assert "владеет таблицами" in refused({**work, "DATABASE_URL": owner}, "serve")


def test_a_database_without_tables_is_behind(
    work: dict[str, str], cluster: Cluster
) -> None:
    name = f"test_school_{os.getpid()}_empty"
    cluster.make_database(name)
    try:
        address = cluster.url(name)
        sentence = refused({**work, "DATABASE_URL": address}, "serve")
    finally:
        with cluster.connect() as superuser:
            roles.drop_database(superuser, name)
    assert "База данных отстаёт от программы" in sentence
    assert "manage.py migrate" in sentence


@pytest.mark.django_db
def test_one_migration_too_few_is_behind_and_one_too_many_is_not() -> None:
    newest = "SELECT max(id) FROM django_migrations"
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        (row,) = owner.execute(newest).fetchone() or (None,)
        rename = "UPDATE django_migrations SET name = %s || name WHERE id = %s"
        owner.execute(rename, ["future_", row])
        try:
            assert [one.id for one in database_is_not_behind(["default"])] == [
                "walls.E002"
            ]
        finally:
            back = "UPDATE django_migrations SET name = substr(name, 8) WHERE id = %s"
            owner.execute(back, [row])
        add = (
            "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())"
        )
        owner.execute(add, ["walls", "9999_future"])
        try:
            assert database_is_not_behind(["default"]) == []
        finally:
            owner.execute("DELETE FROM django_migrations WHERE name = '9999_future'")
