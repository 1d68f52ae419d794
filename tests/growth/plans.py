"""How PostgreSQL really carries out what a page asks, and what it knows of conditions.

`auto_explain` tells the plan of every statement as a notice, also of those inside
functions and of the checks of references, exactly as the product's role runs them.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg.errors import Diagnostic

_TOLD = {
    "session_preload_libraries": "auto_explain",
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_analyze": "on",
    "auto_explain.log_timing": "off",
    "auto_explain.log_nested_statements": "on",
    "auto_explain.log_format": "json",
    "auto_explain.log_level": "notice",
}
# What a region has once; and a school, whose few rows may all be read.
OF_THE_REGION = {
    "region",
    "municipality",
    "subject",
    "help_line",
    "day_off",
    "alarm_limits",
}
# How a region of 145,000 students differs from one of 200 with three weeks behind it.
_SCHOOLS = 323
_PEOPLE = 725
_WEEKS = 11
_HAPPENING = ["lesson", "mark", "absence", "homework", "remark"]
_OURS = "relnamespace = 'public'::regnamespace AND NOT relname = ANY (%(few)s)"
_MORE_ROWS = f"""
UPDATE pg_class
SET reltuples = reltuples * %(people)s
                * CASE WHEN relname = ANY (%(happening)s) THEN %(weeks)s ELSE 1 END
WHERE {_OURS} AND relkind = 'r' AND reltuples > 0
"""  # noqa: S608 - our own words
# Every bigint is an id; none is met oftener than the others.
_MORE_IDS = f"""
UPDATE pg_statistic s
SET stadistinct = CASE
        WHEN a.attname = 'school_id' THEN %(schools)s
        WHEN a.attname = 'lesson_id' THEN stadistinct * %(people)s * %(weeks)s
        ELSE stadistinct * %(people)s END,
    stakind1 = 0, stakind2 = 0, stakind3 = 0, stakind4 = 0, stakind5 = 0
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.atttypid = 'bigint'::regtype
WHERE {_OURS} AND s.starelid = c.oid AND s.staattnum = a.attnum AND stadistinct > 0
"""  # noqa: S608 - our own words
_LEFT = re.compile(r"\(+(?:ROW\(([\w, ]+)\)|(\w+)\)?(?:::[\w ]+)?) [<>=]")
_SIGN = r"([<>=~!@#%^&|*/+-]+)"
_COMPARED = re.compile(rf"(\w+)\)?(?:::[\w ]+)? {_SIGN} ")
_COMPARED_TO = re.compile(rf" {_SIGN} \(*(?:\w+\.)?(\w+)")
_CALLED = re.compile(r"(\w+)\(")
# What looks like a call in the text of a condition and is none, or is one of what was
# found before: an array of lessons, its length.
_NO_CALLS = {"any", "all", "row", "coalesce", "and", "or", "array_agg", "cardinality"}
_LEAKY = """
SELECT DISTINCT c.name || ' ' || c.sign
FROM unnest(%(columns)s::text[], %(signs)s::text[]) AS c (name, sign)
JOIN pg_attribute a ON a.attrelid = %(table)s::text::regclass AND a.attname = c.name
LEFT JOIN pg_operator o
       ON o.oprname = c.sign AND o.oprleft = a.atttypid AND o.oprright = a.atttypid
LEFT JOIN pg_proc p ON p.oid = o.oprcode
WHERE p.proleakproof IS NOT TRUE
UNION
SELECT proname || '()' FROM pg_proc
WHERE proname = ANY (%(called)s::text[]) AND NOT proleakproof
"""


@dataclass(frozen=True, slots=True)
class Scan:
    """One table read by one statement.

    ``looked_up``: by an index with a condition; ``columns`` are those of the condition.
    ``conditions`` is the text of all that is asked of a row; ``pages`` are the table's.
    ``indexes`` are those it is found by.
    """

    table: str
    node: str
    looked_up: bool
    columns: frozenset[str]
    conditions: str
    statement: str
    indexes: frozenset[str]

    @property
    def pages(self) -> int:
        """How large the table is on the disk."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_relation_size(%s::text::regclass) / 8192", [self.table]
            )
            return int(cursor.fetchone()[0])


def tell_plans(database: Any, name: str) -> None:
    """From the next connection on to the database plans are told to the client."""
    database.execute("LOAD 'auto_explain'")
    for setting, value in _TOLD.items():
        database.execute(f"ALTER DATABASE \"{name}\" SET {setting} = '{value}'")


def believe(
    database: Any,
    name: str,
    *,
    large: bool,
    generic: bool,
) -> None:
    """Let PostgreSQL count the tables, or believe that they are those of the largest
    region; from the next connection on."""
    mode = "force_generic_plan" if generic else "auto"
    database.execute(f"ALTER DATABASE \"{name}\" SET plan_cache_mode = '{mode}'")
    database.execute("ANALYZE")
    if large:
        values = {
            "few": list(OF_THE_REGION),
            "happening": _HAPPENING,
            "schools": _SCHOOLS,
            "people": _PEOPLE,
            "weeks": _WEEKS,
        }
        database.execute(_MORE_ROWS, values)
        database.execute(_MORE_IDS, values)


def scans_of(act: Callable[[], object]) -> list[Scan]:
    """Run ``act`` on this thread's connection; every table that is read meanwhile."""
    found: list[Scan] = []

    def hear(notice: Diagnostic) -> None:
        _, told, plan = (notice.message_primary or "").partition("plan:\n")
        if told:
            read = json.loads(plan)
            found.extend(_scans(read["Plan"], read["Query Text"]))

    with _hearing(hear):
        act()
    return found


def leaky(scan: Scan) -> tuple[str, ...]:
    """The operators and functions in its conditions that PostgreSQL does not trust with
    a row before the policies have let it through. Both sides are taken to be of one
    type, as a comparison of two has its cast in the text."""
    compared = [
        *_COMPARED.findall(scan.conditions),
        *((column, sign) for sign, column in _COMPARED_TO.findall(scan.conditions)),
    ]
    called = {name.lower() for name in _CALLED.findall(scan.conditions)} - _NO_CALLS
    with connection.cursor() as cursor:
        cursor.execute(
            _LEAKY,
            {
                "table": scan.table,
                "columns": [column for column, _ in compared],
                "signs": [sign for _, sign in compared],
                "called": list(called),
            },
        )
        return tuple(row[0] for row in cursor.fetchall())


@contextmanager
def _hearing(hear: Callable[[Diagnostic], None]) -> Iterator[None]:
    connection.ensure_connection()
    driver = connection.connection
    driver.add_notice_handler(hear)
    try:
        yield
    finally:
        driver.remove_notice_handler(hear)


def _scans(node: dict[str, Any], statement: str) -> Iterator[Scan]:
    if "Relation Name" in node and node["Node Type"] != "ModifyTable":
        said = {
            part: node[part]
            for part in ("Index Cond", "Recheck Cond", "Filter")
            if part in node
        }
        looked_up = said.get("Index Cond") or said.get("Recheck Cond") or ""
        yield Scan(
            table=node["Relation Name"],
            node=node["Node Type"],
            looked_up=bool(looked_up),
            columns=frozenset(_columns(looked_up)),
            conditions=" AND ".join(said.values()),
            statement=statement.strip()[:60],
            indexes=frozenset(_indexes(node)),
        )
    for below in node.get("Plans", ()):
        yield from _scans(below, statement)


def _indexes(node: dict[str, Any]) -> Iterator[str]:
    """Its own, or those that its bitmap is made of."""
    if "Index Name" in node:
        yield node["Index Name"]
    for below in node.get("Plans", ()):
        if below["Node Type"].startswith("Bitmap"):
            yield from _indexes(below)


def _columns(condition: str) -> Iterator[str]:
    """The columns on the left of its comparisons."""
    for listed, one in _LEFT.findall(condition):
        yield from (name.strip() for name in (listed or one).split(","))
