"""Weekly lessons of a table beside the school's, before anything is written. Pure.

A list gives a class its lessons where it has none at that hour; one that has a lesson
then is not moved by a list.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from school.importing.columns import Field, Whose
from school.importing.loads.comparing import Place, Study
from school.importing.naming import Teachers
from school.importing.timetable.reading import ToldSlot
from school.importing.told import Fault
from school.importing.verdicts import Known, Verdict

_NO_GROUP = "Такой группы в школе нет. Сначала загрузите нагрузку."
_NO_LOAD = "У этого учителя нет нагрузки здесь. Сначала загрузите нагрузку."
_WHOSE = "Эту группу ведут несколько учителей. Впишите, кто ведёт урок."
_NOBODY = "Учитель не указан, и нагрузки в этой группе ни у кого нет."
_NO_BELL = "Урока с таким номером в звонках школы нет."
_BUSY = "В это время у класса уже есть урок: {}."

# Weekday, shift, number.
Hour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Slot:
    """A weekly lesson that stands: what is taught and when."""

    place: Place
    hour: Hour


@dataclass(frozen=True, slots=True)
class Week:
    """The school's week: its study, the lessons that stand, shifts and numbers of its
    bells."""

    study: Study
    slots: tuple[Slot, ...]
    bells: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A lesson beside the school; ``teacher`` is who gives it, None with a fault."""

    told: ToldSlot
    place: Place | None
    teacher: Known | None
    is_there: bool = False
    faults: tuple[Fault, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """New, or there already."""
        if self.faults:
            return Verdict.WRONG
        return Verdict.SAME if self.is_there else Verdict.CREATE

    @property
    def hour(self) -> Hour:
        """When it is."""
        return self.told.weekday, self.told.shift, self.told.number


def compare(told: Iterable[ToldSlot], week: Week) -> tuple[SlotRow, ...]:
    """Every row beside the school, and beside the rows above."""
    done = _Comparing(week)
    return tuple(done.row(each) for each in told)


class _Comparing:
    """One comparison under way: what stands at each hour of each class."""

    def __init__(self, week: Week) -> None:
        self._week = week
        self._teachers = Teachers(week.study.teachers)
        self._by_pk = {one.pk: one for one in week.study.teachers}
        self._hours: dict[tuple[str, Hour], set[Place]] = defaultdict(set)
        for slot in week.slots:
            self._hours[slot.place.school_class, slot.hour].add(slot.place)

    def row(self, told: ToldSlot) -> SlotRow:
        """One of them."""
        study, faults = self._week.study, list(told.faults)
        subject = study.subjects.find(told.subject)
        if isinstance(subject, tuple):
            sentence, instead = subject
            faults.append(_fault(told, Field.SUBJECT, told.subject, sentence, instead))
        if (told.shift, told.number) not in self._week.bells and told.number:
            faults.append(_fault(told, Field.NUMBER, str(told.number), _NO_BELL))
        if isinstance(subject, tuple) or faults:
            return SlotRow(told, None, None, faults=tuple(faults))
        place = Place(told.school_class, subject, told.group)
        teacher = self._teacher(told, study.groups, place)
        if isinstance(teacher, Fault):
            return SlotRow(told, place, None, faults=(teacher,))
        return self._beside(told, place, teacher)

    def _teacher(
        self, told: ToldSlot, groups: Mapping[Place, frozenset[int]], place: Place
    ) -> Known | Fault:
        teach = groups.get(place)
        if teach is None:
            return _fault(told, Field.GROUP, told.group, _NO_GROUP)
        if told.teacher:
            found = self._teachers.find(told.teacher)
            if isinstance(found, str):
                return _fault(told, Field.TEACHER, told.teacher, found)
            if found.pk not in teach:
                return _fault(told, Field.TEACHER, told.teacher, _NO_LOAD)
            return found
        if len(teach) != 1:
            return _fault(told, Field.TEACHER, "", _WHOSE if teach else _NOBODY)
        (only,) = teach
        known = self._by_pk.get(only)
        return known or _fault(told, Field.TEACHER, "", _NOBODY)

    def _beside(self, told: ToldSlot, place: Place, teacher: Known) -> SlotRow:
        row = SlotRow(told, place, teacher)
        there = self._hours[place.school_class, row.hour]
        if place in there:
            return SlotRow(told, place, teacher, is_there=True)
        # Parts of a class learn side by side; a whole class learns alone.
        busy = next((one for one in there if not one.group or not place.group), None)
        if busy is not None:
            words = _BUSY.format(self._week.study.subjects.names.get(busy.subject, ""))
            fault = _fault(told, Field.NUMBER, str(told.number), words)
            return SlotRow(told, place, teacher, faults=(fault,))
        there.add(place)
        return row


def _fault(
    told: ToldSlot, field: Field, stands: str, sentence: str, instead: str = ""
) -> Fault:
    return Fault(told.row, None, Whose.ROW, field, stands, sentence, instead)
