"""What a database holds: tables, rows, roles; asked of PostgreSQL's catalogue."""

from dataclasses import dataclass

from psycopg import sql
from psycopg.rows import class_row

from school.backup.database import Connection

# What an extension brought is not ours to count.
_RELATIONS = """
SELECT n.nspname AS schema, c.relname AS name, c.relkind::text AS kind,
       c.relforcerowsecurity AS forced,
       CASE WHEN c.relkind = 'r' THEN pg_table_size(c.oid) ELSE 0 END AS size
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT starts_with(n.nspname, 'pg_') AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid
                  AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')
ORDER BY 1, 2
"""
_ROLES = """
SELECT rolname FROM pg_roles WHERE oid IN (
  SELECT a.grantee FROM pg_class c, aclexplode(c.relacl) a
  UNION SELECT a.grantee FROM pg_namespace n, aclexplode(n.nspacl) a
  UNION SELECT a.grantee FROM pg_proc p, aclexplode(p.proacl) a
  UNION SELECT unnest(polroles) FROM pg_policy)
AND NOT starts_with(rolname, 'pg_') AND NOT rolsuper ORDER BY 1
"""


@dataclass(frozen=True)
class Relation:
    """A table, an index or a sequence; ``size`` is of tables alone, in bytes."""

    schema: str
    name: str
    kind: str
    forced: bool
    size: int

    @property
    def identifier(self) -> sql.Identifier:
        """Its name in a statement."""
        return sql.Identifier(self.schema, self.name)


def relations(connection: Connection) -> list[Relation]:
    """Everything that takes a place in the database, but for PostgreSQL's own."""
    with connection.cursor(row_factory=class_row(Relation)) as cursor:
        return cursor.execute(_RELATIONS).fetchall()


def sizes(connection: Connection) -> dict[str, int]:
    """Bytes of each table on disk, by `schema.table`; partitions apart."""
    return {f"{t.schema}.{t.name}": t.size for t in _tables(connection)}


def rows(connection: Connection) -> dict[str, int]:
    """Rows of each table that this connection sees, by `schema.table`."""
    count = sql.SQL("SELECT count(*) FROM {}")
    counted = {}
    for table in _tables(connection):
        (number,) = connection.execute(count.format(table.identifier)).fetchone() or ()
        counted[f"{table.schema}.{table.name}"] = int(str(number))
    return counted


def rows_of_owner(owner: Connection) -> dict[str, int]:
    """Rows of each table, counted by the owner, who stands before his own walls.

    The walls are lifted for him in a transaction that is rolled back.
    """
    lift = sql.SQL("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY")
    with owner.transaction(force_rollback=True):
        for table in relations(owner):
            if table.forced:
                owner.execute(lift.format(table.identifier))
        return rows(owner)


def _tables(connection: Connection) -> list[Relation]:
    return [one for one in relations(connection) if one.kind == "r"]


def roles(connection: Connection) -> tuple[str, ...]:
    """The roles that grants and policies of this database name."""
    return tuple(str(name) for (name,) in connection.execute(_ROLES).fetchall())


def missing_roles(connection: Connection, wanted: tuple[str, ...]) -> list[str]:
    """Those of the wanted roles that this server does not know."""
    found = connection.execute("SELECT rolname FROM pg_roles").fetchall()
    return sorted(set(wanted) - {str(name) for (name,) in found})


def sees_everything(connection: Connection) -> bool:
    """Whether no wall hides a row from the connected role."""
    query = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    return connection.execute(query).fetchone() == (True,)


def major(connection: Connection) -> int:
    """The server's major version."""
    return connection.info.server_version // 10000
