"""How many rows the tables have and what they weigh."""

from typing import NamedTuple

from django.db import connection

_MB = 1024 * 1024
# Partitions stand for their tables; what has no rows is not told.
_TABLES = """
SELECT relname, reltuples::bigint, pg_table_size(oid), pg_indexes_size(oid)
FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
  AND pg_has_role(relowner, 'USAGE') AND reltuples > 0
ORDER BY pg_total_relation_size(oid) DESC, relname
"""
_OURS = """
SELECT format('%I', relname) FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
  AND pg_has_role(relowner, 'USAGE')
ORDER BY relname
"""


class Table(NamedTuple):
    """A table: its rows as PostgreSQL counted them last, bytes without its indexes,
    bytes of those."""

    name: str
    rows: int
    bytes: int
    index_bytes: int


def settle() -> None:
    """Bring the tables to where a night brings them: swept, their rows counted.

    Needs the owner's connection, outside of any transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OURS)
        names = ", ".join(row[0] for row in cursor.fetchall())
        cursor.execute(f"VACUUM (ANALYZE) {names}")


def tables() -> list[Table]:
    """All tables that have rows, the heaviest first."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        return [Table(*row) for row in cursor.fetchall()]


def table() -> str:
    """The same in columns, with the sum below."""
    found = tables()
    whole = Table(
        "всего",
        sum(each.rows for each in found),
        sum(each.bytes for each in found),
        sum(each.index_bytes for each in found),
    )
    heads = f"{'таблица':<20}{'строк':>14}{'МБ':>10}{'индексы, МБ':>14}"
    return "\n".join([heads, *(_line(each) for each in (*found, whole))])


def _line(each: Table) -> str:
    return (
        f"{each.name:<20}{each.rows:>14,}{each.bytes / _MB:>10.1f}"
        f"{each.index_bytes / _MB:>14.1f}"
    ).replace(",", "\N{NO-BREAK SPACE}")
