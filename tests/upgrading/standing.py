"""What a program needs of its tables, so that it may go on over newer ones."""

from typing import NamedTuple

from launcher.postgres import Cluster

# What may be empty from some day on; of each why the program before does not stumble.
EMPTIED = {
    "account.oid": "it compares the number and hands it on, and reckons with none",
    "attachment.oid": "likewise; a card without one it takes for nobody's at Госуслуги",
}

_COLUMNS = """
SELECT table_name, column_name, udt_name, is_nullable = 'YES',
       column_default IS NOT NULL OR is_identity = 'YES' OR is_generated <> 'NEVER'
FROM information_schema.columns WHERE table_schema = 'public'
"""


class Column(NamedTuple):
    """As much of a column as whoever writes a row must know.

    ``filled``: who does not name it gets a value of the database's.
    """

    type: str
    nullable: bool
    filled: bool


Tables = dict[str, dict[str, Column]]


def tables_of(cluster: Cluster, database: str) -> Tables:
    """Every table with its columns."""
    found: Tables = {}
    with cluster.connect(database) as superuser:
        for table, column, *known in superuser.execute(_COLUMNS).fetchall():
            found.setdefault(str(table), {})[str(column)] = Column(*known)  # type: ignore[arg-type]  # rows are of objects
    return found


def broken(before: Tables, after: Tables) -> list[str]:
    """What a program that knows the tables of before misses; best nothing."""
    return [
        line
        for table, columns in before.items()
        for line in _broken(table, columns, after.get(table, {}))
    ]


def _broken(
    table: str, before: dict[str, Column], after: dict[str, Column]
) -> list[str]:
    if not after:
        return [f"{table} is no more"]
    gone = [f"{table}.{name} is no more" for name in before.keys() - after.keys()]
    other = [
        f"{table}.{name} was {column}, is {after[name]}"
        for name, column in before.items()
        if name in after
        and not _reads_and_writes_as(
            column, after[name], emptied=f"{table}.{name}" in EMPTIED
        )
    ]
    new = [
        f"{table}.{name} must be named"
        for name, column in after.items()
        if name not in before and not (column.nullable or column.filled)
    ]
    return gone + other + new


def _reads_and_writes_as(before: Column, after: Column, *, emptied: bool) -> bool:
    return (
        after.type == before.type
        # What was never empty may be relied on; what could be empty may be written so.
        and (after.nullable == before.nullable or (emptied and after.nullable))
        and after.filled >= before.filled
    )
