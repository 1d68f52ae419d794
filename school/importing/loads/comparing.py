"""Loads of a table beside the school's, before anything is written. Pure.

A group that others teach, none of whom the table names for it, gets the table's
teachers; where the table names one of them too, another joins.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from school.importing.columns import Field, Whose
from school.importing.loads import subjects
from school.importing.loads.reading import ToldLoad
from school.importing.naming import Subjects, Teachers
from school.importing.told import Fault
from school.importing.verdicts import Known, Verdict


class Place(NamedTuple):
    """What is taught: a class's label, a subject's id, a group's name."""

    school_class: str
    subject: int
    group: str


@dataclass(frozen=True, slots=True)
class Study:
    """How the school learns: ``teachers`` work here now, ``subjects`` by normalised
    names, ``groups`` and who teaches each (ids of cards)."""

    teachers: Sequence[Known]
    subjects: Subjects
    classes: frozenset[str]
    groups: Mapping[Place, frozenset[int]]


@dataclass(frozen=True, slots=True)
class LoadRow:
    """A load beside the school. ``subject`` and ``teacher`` are ids, None where there
    is a fault; ``former``: whom the teacher takes the place of; ``new_subject``: the
    name of a subject that there is not yet."""

    told: ToldLoad
    subject: int | None
    teacher: Known | None
    new_subject: str = ""
    new_class: bool = False
    new_group: bool = False
    former: tuple[Known, ...] = ()
    is_there: bool = False
    faults: tuple[Fault, ...] = ()

    @property
    def place(self) -> Place:
        """The class, the subject and the group."""
        return Place(self.told.school_class, self.subject or 0, self.told.group)

    @property
    def verdict(self) -> Verdict:
        """New where a group is; another teacher is a change."""
        if self.faults:
            return Verdict.WRONG
        if self.is_there:
            return Verdict.SAME
        return Verdict.CREATE if self.new_group else Verdict.CHANGE


def alike(name: str, told: str) -> bool:
    """«1» and «1-я группа» are one group."""
    digits = re.findall(r"\d+", told)
    same = name.lower() == told.lower()
    return same or (bool(digits) and re.findall(r"\d+", name) == digits)


class Named:
    """The groups of a school by the names under which it has them."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._names: dict[tuple[str, int], list[str]] = defaultdict(list)
        for place in places:
            self._names[place.school_class, place.subject].append(place.group)

    def group(self, told: Place) -> str:
        """«1-я группа» of a told «1»; as it is told where none, or several, are so."""
        there: Collection[str] = self._names.get((told.school_class, told.subject), ())
        if not told.group or told.group in there:
            return told.group
        found = [name for name in there if alike(name, told.group)]
        return found[0] if len(found) == 1 else told.group


def compare(told: Iterable[ToldLoad], study: Study) -> tuple[LoadRow, ...]:
    """Every row beside the school."""
    teachers, names = Teachers(study.teachers), Named(study.groups)
    rows = [_row(each, study, teachers, names) for each in told]
    named: dict[Place, set[int]] = defaultdict(set)
    for row in rows:
        if row.teacher is not None and not row.faults:
            named[row.place].add(row.teacher.pk)
    by_pk = {card.pk: card for card in study.teachers}
    return tuple(_beside(row, study, named, by_pk) for row in rows)


def _row(told: ToldLoad, study: Study, teachers: Teachers, names: Named) -> LoadRow:
    faults = list(told.faults)
    found = study.subjects.find(told.subject) if told.subject else None
    subject = found if isinstance(found, int) else None
    if subject is not None:
        called = names.group(Place(told.school_class, subject, told.group))
        told = replace(told, group=called)
    if isinstance(found, tuple):
        sentence, instead = found
        faults.append(
            Fault(
                *(told.row, None, Whose.ROW, Field.SUBJECT),
                *(told.subject, sentence, instead, subjects.offer_of(told.subject)),
            )
        )
    teacher = teachers.find(told.teacher) if told.teacher else ""
    if isinstance(teacher, str):
        if teacher:
            stands = told.teacher
            faults.append(
                Fault(told.row, None, Whose.ROW, Field.TEACHER, stands, teacher)
            )
        return LoadRow(told, subject, None, faults=tuple(faults))
    is_new = subject is not None and subject < 0
    new_subject = study.subjects.names[subject] if subject and is_new else ""
    return LoadRow(told, subject, teacher, new_subject, faults=tuple(faults))


def _beside(
    row: LoadRow,
    study: Study,
    named: Mapping[Place, set[int]],
    by_pk: Mapping[int, Known],
) -> LoadRow:
    if row.faults or row.teacher is None:
        return row
    teach = study.groups.get(row.place)
    leave = (teach or frozenset()) - named[row.place]
    stay = (teach or frozenset()) & named[row.place]
    return replace(
        row,
        new_class=row.told.school_class not in study.classes,
        new_group=teach is None,
        former=() if stay else tuple(by_pk[pk] for pk in sorted(leave) if pk in by_pk),
        is_there=teach is not None and row.teacher.pk in teach,
    )
