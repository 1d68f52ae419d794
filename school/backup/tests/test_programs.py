"""The right program is found, and nothing of the caller's leads it astray."""

from pathlib import Path

import pytest

from school.backup import programs
from school.backup.database import Database
from school.backup.failure import BackupError


def installed(folder: Path, *versions: int) -> None:
    """Folders of a PATH with a `pg_dump` of each version."""
    for version in versions:
        program = folder / str(version) / "pg_dump"
        program.parent.mkdir()
        said = f"pg_dump (PostgreSQL) {version}.4 (Debian)"
        program.write_text(f'#!/bin/sh\necho "{said}"\n')
        program.chmod(0o755)


def test_the_servers_own_program_is_taken_or_the_nearest_newer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(tmp_path, 97, 98, 99)
    path = ":".join(str(tmp_path / name) for name in ("99", "97", "98"))
    monkeypatch.setenv("PATH", f"{path}:/usr/bin:/bin")
    assert programs.find("pg_dump", 98).parent.name == "98"
    assert programs.find("pg_dump", 90).parent.name == "97"
    with pytest.raises(BackupError, match="postgresql-client-100"):
        programs.find("pg_dump", 100)


def test_the_password_is_no_argument_and_foreign_variables_are_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PGHOST", "elsewhere")
    address = "postgresql://u:sec%20ret@h:6/d?options=-crole%3Do&sslmode=require"
    database = Database("DATABASE_OWNER_URL", address)
    environment = database.environment()
    assert environment["PGPASSWORD"] == "sec ret"
    assert "PGHOST" not in environment
    argument = database.argument()
    assert "sec" not in argument
    for part in ("user=u", "host=h", "port=6", "dbname=d", "sslmode=require"):
        assert part in argument
    assert "options=-crole=o" in argument


def test_an_absurd_address_is_named_by_its_variable() -> None:
    with pytest.raises(BackupError, match="DATABASE_BACKUP_URL"):
        Database("DATABASE_BACKUP_URL", "mysql://x/y")
