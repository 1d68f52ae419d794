"""Taking a list back: within a day the school is as it was before the list.

What others have come to need meanwhile stays, and is named. Rows are removed behind
the walls of the school's job: nobody else may; the audit names who asked for it.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection

from school.audit.trail import Line, write
from school.importing import reversal, uploads
from school.importing.holding import OTHERWISE, hold
from school.importing.models import Upload
from school.importing.reversal import References, Reversal, Written, place_of
from school.importing.timetable.kind import TIMETABLE
from school.importing.timetable.writing import settle
from school.journal.following import Hour
from school.journal.models import Absence, Mark, Remark
from school.lib import clock
from school.lib.postgres.queries import Query
from school.registry import belongings
from school.registry.belongings import Row, Values
from school.rights.deed import may
from school.rights.table import SENTENCES, Action
from school.rights.visitor import Visitor
from school.walls.actor import job_of
from school.walls.behind import behind
from school.walls.keys import SchoolKey

TOO_LATE = (
    "Отменить загрузку можно в течение суток. Теперь исправляйте карточки по одной."
)
TABLES = (
    *("card", "employee", "kinship", "school_class", "class_teacher", "enrolment"),
    *("study_group", "membership", "teaching_load", "timetable_slot", "lesson"),
)
# What only tells that somebody looked at a card goes with it.
_LOOKS = "card_look"
_FORGET_LOOKS = "DELETE FROM card_look WHERE school_id = %s AND card_id = ANY (%s)"
_WRITTEN = Query(__file__, "written")


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking back would do. ``kept``: whose cards stay, by their ids."""

    reversal: Reversal
    kept: tuple[int, ...]

    @property
    def token(self) -> str:
        """All that it would do, in a few letters."""
        parts = (
            [row.name for row in self.reversal.removed],
            [(each.row.name, each.values) for each in self.reversal.restored],
            [row.name for row in self.reversal.kept],
        )
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:20]


def until(upload: Upload) -> datetime | None:
    """To what moment it can, or could, be taken back; None for what is not written."""
    if upload.state != Upload.State.WRITTEN or upload.tx is None:
        return None
    return upload.ended_at + uploads.LASTS if upload.ended_at else None


def open_until(upload: Upload) -> datetime | None:
    """The same while it lasts."""
    last = until(upload)
    return last if last is not None and clock.now() < last else None


def plan(upload: Upload) -> Plan:
    """What would be taken back of a written upload, as the school stands now.

    Behind the walls of its school. About thirty queries, however long the list was.
    """
    written = _written(upload)
    references = _references()
    used = _used(upload.school_id, written, references) | _at_work(written)
    found = reversal.decide(written, references, used)
    return Plan(
        found,
        kept=tuple(dict.fromkeys(filter(None, map(_whose, found.kept)))),
    )


def take_back(by: Visitor, upload: Upload, seen: str) -> str:
    """Do what the page with ``seen`` showed, all of it; of an upload of his school.

    Empty when it is done, else the sentence why not. Opens the walls itself. Raises
    PermissionDenied for whoever is no administrator.
    """
    with behind(by.actor()):
        if not may(by, Action.IMPORT, upload.school):
            raise PermissionDenied(SENTENCES[Action.IMPORT])
    reason = f"Отмена загрузки списка {upload.pk}"
    with behind(job_of(upload.school_id, name="importing"), reason=reason):
        hold(upload.school_id)
        found = Upload.objects.select_for_update()
        locked = found.get(school=upload.school_id, pk=upload.pk)
        if open_until(locked) is None:
            return TOO_LATE
        planned = plan(locked)
        if planned.token != seen:
            return OTHERWISE
        _remove(locked.school_id, planned.reversal.removed)
        belongings.put(locked.school_id, planned.reversal.restored)
        _settle_week(locked, planned.reversal, by.today)
        locked.state = Upload.State.TAKEN_BACK
        locked.save(update_fields=["state"])
        removed = len(planned.reversal.removed)
        what = f"upload:{locked.pk} back removed:{removed} kept:{len(planned.kept)}"
        write(Line(by.actor().name, Action.IMPORT, what, locked.school_id))
    return ""


def _settle_week(upload: Upload, reversal: Reversal, on: date) -> None:
    """Have dated lessons follow the week as it is again."""
    if upload.holds == TIMETABLE.name:
        slots = [row for row in reversal.removed if row.table == "timetable_slot"]
        gone = [
            Hour(*(row.values[name] for name in ("group_id", "weekday", "number")))
            for row in slots
        ]
        settle(upload.school_id, on, gone)


def _written(upload: Upload) -> list[Written]:
    """Each row once, from what it was before the writing to what it is now."""
    values = {"school": upload.school_id, "tables": list(TABLES), "tx": upload.tx}
    first: dict[tuple[str, int], Values | None] = {}
    last: dict[tuple[str, int], Values] = {}
    for row in _WRITTEN.rows(values):
        name = (row.what, row.row_id)
        first.setdefault(name, json.loads(row.old) if row.old else None)
        last[name] = json.loads(row.new)
    now = _as_they_are(upload.school_id, last)
    return [
        Written(Row(*name, values), first[name], now.get(name))
        for name, values in last.items()
    ]


def _as_they_are(
    school: int, names: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], Values]:
    ids = defaultdict(list)
    for table, pk in names:
        ids[table].append(pk)
    found = {}
    with connection.cursor() as cursor:
        for table, pks in ids.items():
            cursor.execute(
                f'SELECT id, to_jsonb(t) FROM "{table}" t'  # noqa: S608 - our own tables
                " WHERE school_id = %s AND id = ANY (%s)",
                [school, pks],
            )
            found.update({(table, pk): json.loads(row) for pk, row in cursor})
    return found


def _references() -> References:
    """Every column of every table that names a row of a school, as the models say."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, SchoolKey):
                target: Any = field.related_model
                found[model._meta.db_table][field.column] = target._meta.db_table
    return found


def _used(school: int, written: Sequence[Written], references: References) -> set[str]:
    """The rows made by the writing that rows of others name."""
    made: dict[str, list[int]] = defaultdict(list)
    for each in written:
        if each.is_new:
            made[each.row.table].append(each.row.pk)
    used = set()
    with connection.cursor() as cursor:
        for table, columns in references.items():
            for column, target in columns.items():
                if target not in made or table == _LOOKS:
                    continue
                cursor.execute(
                    f'SELECT DISTINCT "{column}" FROM "{table}"'  # noqa: S608 - likewise
                    f' WHERE school_id = %s AND "{column}" = ANY (%s)'
                    " AND NOT id = ANY (%s)",
                    [school, made[target], made.get(table, [])],
                )
                used |= {f"{target}:{pk}" for (pk,) in cursor}
    return used


def _at_work(written: Sequence[Written]) -> set[str]:
    """The places of those who have marks, absences or remarks in their new groups."""
    joined = [
        each.row.values
        for each in written
        if each.row.table == "membership" and each.is_new
    ]
    if not joined:
        return set()
    found: set[int] = set()
    for model in (Mark, Absence, Remark):
        rows = model.objects.filter(
            school=joined[0]["school_id"],
            student__in={values["student_id"] for values in joined},
            lesson__group__in={values["group_id"] for values in joined},
        )
        found.update(rows.values_list("student", flat=True).distinct())
    return {place_of(student) for student in found}


def _remove(school: int, rows: Sequence[Row]) -> None:
    """Those made last go first: they may name the others. A run goes at once."""
    cards = [row.pk for row in rows if row.table == "card"]
    with connection.cursor() as cursor:
        cursor.execute(_FORGET_LOOKS, [school, cards])
        for table, run in groupby(rows, key=lambda row: row.table):
            cursor.execute(
                f'DELETE FROM "{table}" WHERE school_id = %s AND id = ANY (%s)',  # noqa: S608 - likewise
                [school, [row.pk for row in run]],
            )


def _whose(row: Row) -> int | None:
    """The card that a row which stays tells of, and that the list made or changed."""
    if row.table == "card":
        return row.pk
    student: int | None = row.values.get("student_id")
    return student
