"""What the declarations would write today, held against what the database has."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import psycopg
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from school.walls.operations import (
    AccountTable,
    Declaration,
    LogTable,
    OpenTable,
    SchoolTable,
    app_role,
)
from school.walls.references import bound

_PROBE = "walls_probe"


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which a table differs from its declaration."""

    table: str
    what: str


@cache
def declarations() -> dict[str, Declaration]:
    """The last declaration of each table, from the migrations themselves."""
    loader = MigrationLoader(None)
    plan: dict[str, Declaration] = {}
    for node in sorted(loader.graph.nodes):
        for operation in loader.graph.nodes[node].operations:
            if isinstance(operation, Declaration):
                plan[operation.table] = operation
    return plan


def differences(owner: psycopg.Connection) -> Iterator[Difference]:
    """Every difference between the declarations and the catalogue.

    ``owner`` is a connection of the tables' owner: the comparison makes a temporary
    table, which the application's role may not.
    """
    declared = declarations()
    tables = _tables(owner)
    for table in sorted(tables.keys() - declared.keys()):
        if table != "django_migrations":
            yield Difference(table, "has no declaration")
    for table, declaration in sorted(declared.items()):
        if table not in tables:
            yield Difference(table, "is declared but does not exist")
            continue
        yield from _of_table(owner, table, declaration, tables[table])


def _of_table(
    owner: psycopg.Connection,
    table: str,
    declaration: Declaration,
    walls: tuple[bool, bool],
) -> Iterator[Difference]:
    wanted = not isinstance(declaration, OpenTable)
    if walls != (wanted, wanted):
        yield Difference(table, f"row security is {walls}")
    if _policies(owner, table) != _wanted_policies(owner, declaration):
        yield Difference(table, "policies differ")
    if _grants(owner, table) != _wanted_grants(declaration):
        yield Difference(table, f"grants are {sorted(_grants(owner, table))}")
    yield from _of_rows(owner, table, declaration)


def _of_rows(
    owner: psycopg.Connection, table: str, declaration: Declaration
) -> Iterator[Difference]:
    """Key, trigger, references and partitions, where the declaration has them."""
    if isinstance(declaration, SchoolTable):
        if _key(owner, table) != ["id", "school_id"]:
            yield Difference(table, f"the key is {_key(owner, table)}")
        if ("kept" in _triggers(owner, table)) is not declaration.history:
            yield Difference(table, "the history trigger differs")
    if isinstance(declaration, SchoolTable | AccountTable):
        for name in sorted(_wanted_references(table) - _references(owner, table)):
            yield Difference(table, f"the reference {name} is missing")
    if isinstance(declaration, LogTable):
        for partition in _granted_partitions(owner, table):
            yield Difference(table, f"the partition {partition} is granted")


def _tables(owner: psycopg.Connection) -> dict[str, tuple[bool, bool]]:
    rows = _all(
        owner,
        "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND NOT relispartition",
    )
    return {str(name): (bool(on), bool(forced)) for name, on, forced in rows}


def _policies(owner: psycopg.Connection, table: str) -> set[tuple[object, ...]]:
    return set(
        _all(
            owner,
            "SELECT policyname, permissive, cmd, qual, with_check FROM pg_policies"
            " WHERE schemaname = ANY (ARRAY['public', 'pg_temp'] || pg_my_temp_schema()"
            "::regnamespace::text) AND tablename = %s",
            table,
        )
    )


def _wanted_policies(
    owner: psycopg.Connection, declaration: Declaration
) -> set[tuple[object, ...]]:
    """The declared policies as PostgreSQL itself would print them.

    A temporary copy of the table gets them, so that text is compared with text.
    """
    if not declaration.policies():
        return set()
    owner.execute(f'CREATE TEMP TABLE {_PROBE} (LIKE "{declaration.table}")'.encode())
    for policy in declaration.policies():
        owner.execute(policy.create(_PROBE).encode())
    wanted = _policies(owner, _PROBE)
    owner.execute(f"DROP TABLE {_PROBE}".encode())
    return wanted


def _grants(owner: psycopg.Connection, table: str) -> set[str]:
    rows = _all(
        owner,
        "SELECT a.privilege_type FROM pg_class c, aclexplode(c.relacl) a"
        " WHERE c.oid = %s::regclass AND a.grantee IN"
        " (0, (SELECT oid FROM pg_roles WHERE rolname = %s))",
        f"public.{table}",
        app_role(),
    )
    return {str(row[0]) for row in rows}


def _wanted_grants(declaration: Declaration) -> set[str]:
    return set(declaration.grants.split(", "))


def _key(owner: psycopg.Connection, table: str) -> list[str]:
    rows = _all(
        owner,
        "SELECT a.attname FROM pg_index i, unnest(i.indkey) WITH ORDINALITY k (n, o)"
        " JOIN pg_attribute a ON a.attnum = k.n WHERE i.indrelid = %s::regclass"
        " AND a.attrelid = i.indrelid AND i.indisprimary ORDER BY k.o",
        f"public.{table}",
    )
    return [str(row[0]) for row in rows]


def _triggers(owner: psycopg.Connection, table: str) -> set[str]:
    rows = _all(
        owner,
        "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass"
        " AND NOT tgisinternal AND tgenabled = 'O'",
        f"public.{table}",
    )
    return {str(row[0]) for row in rows}


def _references(owner: psycopg.Connection, table: str) -> set[str]:
    rows = _all(
        owner,
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conrelid = %s::regclass AND contype = 'f' AND NOT condeferrable",
        f"public.{table}",
    )
    return {str(row[0]).replace('"', "") for row in rows}


def _wanted_references(table: str) -> set[str]:
    model = next(m for m in apps.get_models() if m._meta.db_table == table)
    return {
        f"FOREIGN KEY ({own}) REFERENCES {target}({theirs})"
        for _, own, target, theirs in bound(model)
    }


def _granted_partitions(owner: psycopg.Connection, table: str) -> list[str]:
    rows = _all(
        owner,
        "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
        " WHERE i.inhparent = %s::regclass AND EXISTS (SELECT FROM"
        " aclexplode(c.relacl) a WHERE a.grantee IN (0, (SELECT oid FROM pg_roles"
        " WHERE rolname = %s)))",
        f"public.{table}",
        app_role(),
    )
    return [str(row[0]) for row in rows]


def _all(
    owner: psycopg.Connection, statement: str, *values: object
) -> list[tuple[object, ...]]:
    return list(owner.execute(statement.encode(), values or None).fetchall())
