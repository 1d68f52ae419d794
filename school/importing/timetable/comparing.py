"""Weekly lessons of a table beside the school's, before anything is written. Pure.

A list gives a class its lessons where it has none at that hour; one that has a lesson
then is not moved by a list.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from school.importing.columns import Field
from school.importing.loads.comparing import Place, Study
from school.importing.timetable.places import Places, fault_of
from school.importing.timetable.reading import ToldSlot
from school.importing.told import Fault
from school.importing.verdicts import Known, Verdict

_NO_BELL = "Урока с таким номером в звонках школы нет."
_TWICE = "Эта группа в клетке уже есть. Впишите, какой из групп второй урок."
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
    return tuple(row for each in told for row in done.rows(each))


class _Comparing:
    """One comparison under way: what stands at each hour of each class."""

    def __init__(self, week: Week) -> None:
        self._week, self._places = week, Places(week.study)
        self._told: set[tuple[Place, Hour]] = set()
        self._hours: dict[tuple[str, Hour], set[Place]] = defaultdict(set)
        for slot in week.slots:
            self._hours[slot.place.school_class, slot.hour].add(slot.place)

    def rows(self, told: ToldSlot) -> Iterable[SlotRow]:
        """One of them; a lesson of all groups of a class is a row for each."""
        faults = list(told.faults)
        if told.number and (told.shift, told.number) not in self._week.bells:
            faults.append(fault_of(told, Field.NUMBER, str(told.number), _NO_BELL))
        found = self._places.find(told)
        if isinstance(found, Fault) and (not faults or _is_unknown(found)):
            faults.append(found)
        if isinstance(found, Fault) or faults:
            yield SlotRow(told, None, None, faults=tuple(faults))
            return
        for place, teacher in found:
            yield self._beside(told, place, teacher)

    def _beside(self, told: ToldSlot, place: Place, teacher: Known) -> SlotRow:
        row = SlotRow(told, place, teacher)
        there = self._hours[place.school_class, row.hour]
        if told.beside and (place, row.hour) in self._told:
            fault = fault_of(told, Field.GROUP, told.group, _TWICE)
            return SlotRow(told, place, teacher, faults=(fault,))
        self._told.add((place, row.hour))
        if place in there:
            return SlotRow(told, place, teacher, is_there=True)
        # Parts of a class learn side by side; a whole class learns alone.
        busy = next((one for one in there if not one.group or not place.group), None)
        if busy is not None:
            words = _BUSY.format(self._week.study.subjects.names.get(busy.subject, ""))
            fault = fault_of(told, Field.NUMBER, str(told.number), words)
            return SlotRow(told, place, teacher, faults=(fault,))
        there.add(place)
        return row


def _is_unknown(fault: Fault) -> bool:
    """Whether a subject is written that nobody knows: told beside any other fault."""
    return fault.field is Field.SUBJECT and bool(fault.stands)
