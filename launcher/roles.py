"""The roles and the database that the product finds in a cluster.

`school_owner` owns everything and never signs in; `school_migrate` signs in and
puts on the owner's role; `school_load` goes past the walls and is put on only to
fill an invented region; `school_backup` reads everything and changes nothing;
`school_app` is what the product works as: it owns nothing and cannot go past the
walls.
"""

from collections.abc import Mapping

import psycopg
from psycopg import sql

OWNER = "school_owner"
LOAD = "school_load"
APP = "school_app"
MIGRATE = "school_migrate"
BACKUP = "school_backup"

_PLAIN = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"
_ATTRIBUTES = {
    OWNER: f"NOLOGIN NOBYPASSRLS {_PLAIN}",
    LOAD: f"NOLOGIN BYPASSRLS {_PLAIN}",
    APP: f"LOGIN NOBYPASSRLS {_PLAIN}",
    MIGRATE: f"LOGIN NOINHERIT NOBYPASSRLS {_PLAIN}",
    BACKUP: f"LOGIN BYPASSRLS {_PLAIN}",
}

Connection = psycopg.Connection[tuple[object, ...]]


def furnish(superuser: Connection, passwords: Mapping[str, str]) -> None:
    """Make the roles, or bring them back to what they must be."""
    for role, attributes in _ATTRIBUTES.items():
        name = sql.Identifier(role)
        if not _exists(superuser, "pg_roles", "rolname", role):
            superuser.execute(sql.SQL("CREATE ROLE {}").format(name))
        statement = sql.SQL("ALTER ROLE {} WITH {}").format(name, sql.SQL(attributes))
        if role in passwords:
            password = sql.Literal(passwords[role])
            statement += sql.SQL(" PASSWORD {}").format(password)
        superuser.execute(statement)
    superuser.execute(f"GRANT {OWNER}, {LOAD} TO {MIGRATE}")
    superuser.execute(f"GRANT pg_read_all_data TO {BACKUP}")
    # An invented region looks its foreign keys up at once (school/demo/copying.py).
    superuser.execute(f"GRANT SET ON PARAMETER session_replication_role TO {LOAD}")


def make_database(superuser: Connection, database: str) -> None:
    """Make an empty database of the owner, or bring a standing one's rights back."""
    name, owner = sql.Identifier(database), sql.Identifier(OWNER)
    if not has_database(superuser, database):
        superuser.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, owner))
    superuser.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    guests = sql.SQL(", ").join(
        sql.Identifier(role) for role in (APP, MIGRATE, LOAD, BACKUP)
    )
    superuser.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, guests)
    )


def extend(inside: Connection) -> None:
    """Add what only a superuser should add, over a connection to that database."""
    inside.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")


def has_database(superuser: Connection, database: str) -> bool:
    """Tell whether the cluster has a database of this name."""
    return _exists(superuser, "pg_database", "datname", database)


def drop_database(superuser: Connection, database: str) -> None:
    """Remove a database together with whoever is still connected to it."""
    name = sql.Identifier(database)
    superuser.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def _exists(superuser: Connection, catalogue: str, column: str, value: str) -> bool:
    query = sql.SQL("SELECT 1 FROM {} WHERE {} = %s").format(
        sql.Identifier(catalogue), sql.Identifier(column)
    )
    return superuser.execute(query, [value]).fetchone() is not None
