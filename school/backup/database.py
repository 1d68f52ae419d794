"""A database to copy from or restore into: how it is reached."""

import os
from dataclasses import dataclass

import psycopg
from psycopg import conninfo

from school.backup.failure import BackupError
from school.lib.postgres.address import AddressError, read_address

Connection = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True)
class Database:
    """A PostgreSQL database; ``name`` is the variable that gave its address."""

    name: str
    address: str

    def __post_init__(self) -> None:
        try:
            read_address(self.name, self.address)
        except AddressError as error:
            raise BackupError(str(error)) from error

    def connect(self) -> Connection:
        """A new connection (autocommit); BackupError when nobody answers."""
        try:
            return psycopg.connect(self.address, autocommit=True, connect_timeout=10)
        except psycopg.Error as error:
            said = " ".join(str(error).split())
            raise BackupError(
                f"База данных из {self.name} не отвечает: {said}."
            ) from error

    def argument(self) -> str:
        """What `--dbname` takes: without the password, which all may read there."""
        known = conninfo.conninfo_to_dict(self.address)
        known.pop("password", None)
        return f"--dbname={conninfo.make_conninfo('', **known)}"

    def environment(self) -> dict[str, str]:
        """What PostgreSQL's programs find around them: the password, words in English.

        Nothing of the caller's PG… variables: they would lead elsewhere.
        """
        kept = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        password = conninfo.conninfo_to_dict(self.address).get("password")
        given = {} if password is None else {"PGPASSWORD": str(password)}
        return {**kept, **given, "LC_ALL": "C"}
