"""Weekly lessons of a table beside the school's, before anything is written. Pure.

At an hour of which a table tells, a class has what the table says: what stands there
and cannot stand beside it ends. An hour of which it tells nothing stays as it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from school.importing.columns import Field
from school.importing.loads.comparing import Place, Study
from school.importing.timetable.places import Places, fault_of
from school.importing.timetable.reading import ToldSlot
from school.importing.told import Fault
from school.importing.verdicts import Known, Verdict

_NO_BELL = "Урока с таким номером в звонках школы нет."
_TWICE = "Эта группа в клетке уже есть. Впишите, у какой группы второй урок."
_BUSY = "В таблице в это время у класса уже есть урок: {}."

# Weekday, shift, number.
Hour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Slot:
    """A weekly lesson that stands: what is taught and when, who gives it and where.

    ``named`` is the subject and the group in words, ``leads`` the teacher; ``touched``
    counts the dated lessons ahead into which somebody has written.
    """

    place: Place
    hour: Hour
    pk: int = 0
    teacher: int = 0
    room: str = ""
    named: str = ""
    leads: str = ""
    touched: int = 0


@dataclass(frozen=True, slots=True)
class Week:
    """The school's week: its study, the lessons that stand, shifts and numbers of its
    bells, the members of each group that is a part of a class."""

    study: Study
    slots: tuple[Slot, ...]
    bells: frozenset[tuple[int, int]]
    members: Mapping[Place, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A lesson beside the school; ``teacher`` is who gives it, None with a fault;
    ``was`` are the lessons that it takes the place of."""

    told: ToldSlot
    place: Place | None
    teacher: Known | None
    room: str = ""
    is_there: bool = False
    was: tuple[Slot, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """New, there already, or in the place of another."""
        if self.faults:
            return Verdict.WRONG
        if self.is_there:
            return Verdict.SAME
        return Verdict.CHANGE if self.was else Verdict.CREATE

    @property
    def hour(self) -> Hour:
        """When it is."""
        return self.told.weekday, self.told.shift, self.told.number


def compare(told: Iterable[ToldSlot], week: Week) -> tuple[SlotRow, ...]:
    """Every row beside the school, and beside the rows above."""
    places = Places(week.study)
    rows = [row for each in told for row in _understood(each, week, places)]
    done = _Comparing(week, rows)
    return tuple(row if row.faults else done.beside(row) for row in rows)


def _understood(told: ToldSlot, week: Week, places: Places) -> Iterable[SlotRow]:
    """Whose lesson it is; one of all groups of a class is a row for each."""
    faults = list(told.faults)
    if told.number and (told.shift, told.number) not in week.bells:
        faults.append(fault_of(told, Field.NUMBER, str(told.number), _NO_BELL))
    found = places.find(told)
    if isinstance(found, Fault) and (not faults or _is_unknown(found)):
        faults.append(found)
    if isinstance(found, Fault) or faults:
        yield SlotRow(told, None, None, told.room, faults=tuple(faults))
        return
    for place, teacher in found:
        yield SlotRow(told, place, teacher, told.room)


def _is_unknown(fault: Fault) -> bool:
    """Whether a subject is written that nobody knows: told beside any other fault."""
    return fault.field is Field.SUBJECT and bool(fault.stands)


class _Comparing:
    """One comparison under way: what stands, and what the table tells of each hour."""

    def __init__(self, week: Week, rows: Iterable[SlotRow]) -> None:
        self._week = week
        self._standing: dict[tuple[str, Hour], list[Slot]] = defaultdict(list)
        for slot in week.slots:
            self._standing[slot.place.school_class, slot.hour].append(slot)
        self._named = {(row.place, row.hour) for row in rows if row.place}
        self._told: set[tuple[Place, Hour]] = set()
        # What the class will have at an hour: of the standing what the table names too.
        self._then: dict[tuple[str, Hour], list[Place]] = defaultdict(list)
        for (school_class, hour), slots in self._standing.items():
            self._then[school_class, hour] = [
                slot.place for slot in slots if (slot.place, hour) in self._named
            ]

    def beside(self, row: SlotRow) -> SlotRow:
        """A row without faults beside what stands."""
        place, told = row.place, row.told
        if place is None:
            return row
        if told.beside and (place, row.hour) in self._told:
            fault = fault_of(told, Field.GROUP, told.group, _TWICE)
            return replace(row, faults=(fault,))
        standing = self._standing[place.school_class, row.hour]
        then = self._then[place.school_class, row.hour]
        busy = next(
            (one for one in then if one != place and self._clash(one, place)), None
        )
        if busy is not None:
            words = _BUSY.format(self._week.study.subjects.names.get(busy.subject, ""))
            fault = fault_of(told, Field.NUMBER, str(told.number), words)
            return replace(row, faults=(fault,))
        if (place, row.hour) in self._told:
            return replace(row, is_there=True)
        self._told.add((place, row.hour))
        own = next((slot for slot in standing if slot.place == place), None)
        if own is not None:
            return _again(row, own)
        then.append(place)
        gone = [slot for slot in standing if self._clash(slot.place, place)]
        return replace(row, was=tuple(gone))

    def _clash(self, one: Place, other: Place) -> bool:
        """Whether somebody would have to be in both: a whole class learns alone."""
        members = self._week.members
        return (
            not one.group
            or not other.group
            or not members.get(one, frozenset()).isdisjoint(members.get(other, ()))
        )


def _again(row: SlotRow, own: Slot) -> SlotRow:
    """A lesson that is there: the same, or by another teacher or elsewhere.

    What the table does not tell stays as it is.
    """
    teacher, room = row.teacher, row.told.room or own.room
    same = room == own.room and teacher is not None and teacher.pk == own.teacher
    return replace(
        row, teacher=teacher, room=room, is_there=same, was=() if same else (own,)
    )
