"""Members of a table beside the school's, before anything is written. Pure.

Nobody is in two parts of one subject: whoever is in another one goes over.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from school.importing.columns import Field, Whose
from school.importing.loads.comparing import Named, Place
from school.importing.members.reading import ToldMember
from school.importing.naming import Subjects
from school.importing.told import Fault
from school.importing.verdicts import Known, Verdict

_NO_GROUP = "Такой группы в классе нет. Сначала загрузите нагрузку."
_NOBODY = "В этом классе такого ученика нет. Сверьте ФИО и класс."
_SEVERAL = "Таких учеников в классе несколько. Добавьте столбец «Дата рождения»."
_TWICE = "Этот ученик в строке {} записан в другую группу того же предмета."


@dataclass(frozen=True, slots=True)
class Parts:
    """How the school is parted: its students with their classes, its groups, and in
    which groups each student (the id of a card) is."""

    subjects: Subjects
    students: Sequence[Known]
    groups: frozenset[Place]
    members: Mapping[int, frozenset[Place]]


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member beside the school; ``leaves``: the part of the same subject he is in."""

    told: ToldMember
    student: Known | None = None
    place: Place | None = None
    leaves: Place | None = None
    is_there: bool = False
    faults: tuple[Fault, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """New in the group, gone over from another, or there already."""
        if self.faults:
            return Verdict.WRONG
        if self.is_there:
            return Verdict.SAME
        return Verdict.CREATE if self.leaves is None else Verdict.CHANGE


def compare(told: Iterable[ToldMember], parts: Parts) -> tuple[MemberRow, ...]:
    """Every row beside the school, and beside the rows above."""
    by_name: dict[object, list[Known]] = defaultdict(list)
    for one in parts.students:
        by_name[one.school_class, one.name.key].append(one)
    names, taken = Named(parts.groups), dict[tuple[int, int], ToldMember]()
    return tuple(_row(each, parts, by_name, names, taken) for each in told)


def _row(
    told: ToldMember,
    parts: Parts,
    by_name: Mapping[object, Sequence[Known]],
    names: Named,
    taken: dict[tuple[int, int], ToldMember],
) -> MemberRow:
    faults = list(told.faults)
    subject = parts.subjects.find(told.subject) if told.subject else 0
    if isinstance(subject, tuple):
        faults.append(_fault(told, Field.SUBJECT, told.subject, *subject))
    student = _student(told, by_name) if told.name else None
    if isinstance(student, Fault):
        faults.append(student)
    if faults or isinstance(subject, tuple) or not isinstance(student, Known):
        return MemberRow(told, faults=tuple(faults))
    place = Place(told.school_class, subject, told.group)
    told = replace(told, group=names.group(place))
    place = place._replace(group=told.group)
    if place not in parts.groups:
        fault = _fault(told, Field.GROUP, told.group, _NO_GROUP)
        return MemberRow(told, student, place, faults=(fault,))
    first = taken.setdefault((student.pk, subject), told)
    if first.group != told.group:
        words = _TWICE.format(first.row + 1)
        fault = _fault(told, Field.GROUP, told.group, words)
        return MemberRow(told, student, place, faults=(fault,))
    his = parts.members.get(student.pk, frozenset())
    others = (one for one in his if one.subject == subject and one.group)
    return MemberRow(
        told,
        student,
        place,
        next((one for one in sorted(others) if one != place), None),
        is_there=place in his,
    )


def _student(
    told: ToldMember, by_name: Mapping[object, Sequence[Known]]
) -> Known | Fault:
    key = told.name.key if told.name else ()
    found = [
        one
        for one in by_name.get((told.school_class, key), ())
        if told.birth_date in (None, one.birth_date)
    ]
    if len(found) == 1:
        return found[0]
    sentence = _SEVERAL if found else _NOBODY
    return _fault(told, Field.FULL_NAME, told.named, sentence)


def _fault(
    told: ToldMember, field: Field, stands: str, sentence: str, instead: str = ""
) -> Fault:
    return Fault(told.row, None, Whose.ROW, field, stands, sentence, instead)
