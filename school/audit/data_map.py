"""``manage.py data_map > docs/data.md``: what is kept about whom.

The map that an operator of personal data owes (152-ФЗ, articles 18.1 and 22): data,
purpose and period by table. Words come from ``data_map.toml``, tables and columns from
the models, so that a new table cannot go untold.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from school.walls.operations import LogTable

_FILE = Path(__file__).with_suffix(".toml")
_HEAD = """\
# Что программа хранит о людях

Этот документ сделан из таблиц и `school/audit/data_map.toml`; его пишут заново:
`manage.py data_map > docs/data.md`. Он — основа перечня персональных
данных, который школа и регион ведут по 152-ФЗ: что, о ком, зачем и до каких пор.
«Запечатано» — зашифровано ключом, которого в базе нет.
"""


class DataMapError(Exception):
    """The map does not fit the tables; the text says where."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One table: whose data, what, what for, until when, and its columns."""

    table: str
    of: str
    data: str
    why: str
    kept: str
    columns: tuple[str, ...]


def data_map() -> tuple[Kept, ...]:
    """Every table that knows of people, by name; DataMapError where one goes untold."""
    told = tomllib.loads(_FILE.read_text("utf-8"))
    terms, nobodys = told.pop("terms"), set(told.pop("nobody")["tables"])
    columns = _columns()
    untold = set(columns) - set(told) - nobodys
    strange = (set(told) | nobodys) - set(columns)
    if untold or strange:
        raise DataMapError(f"Нет записи: {sorted(untold)}. Лишние: {sorted(strange)}.")
    return tuple(
        Kept(
            table,
            of=words["of"],
            data=words["data"],
            why=words["why"],
            kept=terms.get(words["kept"], words["kept"]),
            columns=columns[table],
        )
        for table, words in sorted(told.items())
    )


def _columns() -> dict[str, tuple[str, ...]]:
    """The columns of every table of ours, by the table; logs have no models."""
    declared = MigrationLoader(None).disk_migrations.values()
    logs = {
        each.table: _of_log(each)
        for migration in declared
        for each in migration.operations
        if isinstance(each, LogTable)
    }
    return logs | {
        model._meta.db_table: tuple(each.column for each in model._meta.fields)
        for model in apps.get_models()
    }


def _of_log(log: LogTable) -> tuple[str, ...]:
    return (
        "id",
        "school_id",
        "at",
        *(one.split()[0] for one in log.columns.split(",")),
    )


def booklet() -> str:
    """The map as Markdown."""
    return "\n".join([_HEAD, *_chapters()]).rstrip() + "\n"


def _chapters() -> Iterator[str]:
    for one in data_map():
        yield f"## {one.table}\n"
        yield f"- О ком: {one.of}"
        yield f"- Что: {one.data}"
        yield f"- Зачем: {one.why}"
        yield f"- До каких пор: {one.kept}"
        yield f"- Колонки: {', '.join(f'`{each}`' for each in one.columns)}\n"
