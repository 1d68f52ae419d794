"""Reversal: what of one writing can be taken back, and what stays. Pure.

Rows that name one another stand or go together: a mother who has come in meanwhile
stays, and so do her child's card and the link; a pupil who was moved and has marks
there stays where he is. A class that somebody stays in stays, and the others leave it.
A group that others have come to need keeps its teachers: their load is the right to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from school.registry.belongings import Change, Row, Values

# Columns of a table, and the tables whose rows they name.
References = Mapping[str, Mapping[str, str]]
# A student's dated places say together where he is: the old one ended for the new one.
_PLACES = ("enrolment", "membership")
# What stays in one of these holds it; whoever else is there may go.
_ROOMS = ("study_group:", "school_class:")
_LOAD = "teaching_load"


@dataclass(frozen=True, slots=True)
class Written:
    """A row as the writing left it.

    ``old`` is what it was before, None for one that was made; ``now`` what it is, None
    when it has gone.
    """

    row: Row
    old: Values | None
    now: Values | None

    @property
    def is_new(self) -> bool:
        """The writing made it."""
        return self.old is None

    @property
    def restored(self) -> Values:
        """What the columns held that were written; of a row that was there before."""
        was = self.old or {}
        return {name: was[name] for name in was if was[name] != self.row.values[name]}

    @property
    def is_untouched(self) -> bool:
        """Nobody has written since into what the writing wrote."""
        if self.now is None:
            return False
        wrote = self.row.values if self.is_new else self.restored
        return all(self.now.get(name) == self.row.values[name] for name in wrote)


@dataclass(frozen=True, slots=True)
class Reversal:
    """``removed`` go in this order, then ``restored`` is put; ``kept`` stay."""

    removed: tuple[Row, ...]
    restored: tuple[Change, ...]
    kept: tuple[Row, ...]


def decide(
    written: Sequence[Written], references: References, used: AbstractSet[str]
) -> Reversal:
    """``used`` are the names of rows that something else has come to need since, and
    of places (:func:`place_of`) of students who have been at work there."""
    units = _Units()
    made = {each.row.name for each in written if each.is_new}
    inside: list[tuple[str, str]] = []
    for each in written:
        for name in _named(each.row, references, made):
            is_teaching = each.row.table == _LOAD and name in used
            if name.startswith(_ROOMS) and not is_teaching:
                inside.append((each.row.name, name))
            else:
                units.join(each.row.name, name)
    stay = {units.of(each.row.name) for each in written if not each.is_untouched}
    stay |= {units.of(name) for name in used}
    # A group that stays holds its class.
    for _ in _ROOMS:
        stay |= {units.of(room) for name, room in inside if units.of(name) in stay}
    free = [each for each in written if units.of(each.row.name) not in stay]
    return Reversal(
        tuple(each.row for each in reversed(free) if each.is_new),
        tuple(Change(each.row, each.restored) for each in free if not each.is_new),
        tuple(each.row for each in written if units.of(each.row.name) in stay),
    )


def place_of(student: int) -> str:
    """By what name all places of one student are meant."""
    return f"place:{student}"


def _named(row: Row, references: References, made: AbstractSet[str]) -> Iterable[str]:
    """What the row stands or goes together with."""
    for column, table in references.get(row.table, {}).items():
        name = f"{table}:{row.values[column]}"
        if name in made:
            yield name
    if row.table in _PLACES:
        yield place_of(row.values["student_id"])


class _Units:
    """Names that have been joined are one unit, which one of them stands for."""

    def __init__(self) -> None:
        self._nearer: dict[str, str] = {}

    def of(self, name: str) -> str:
        """Who stands for the unit of this name."""
        while (nearer := self._nearer.get(name, name)) != name:
            self._nearer[name] = self._nearer.get(nearer, nearer)
            name = nearer
        return name

    def join(self, one: str, other: str) -> None:
        """Both are of one unit from now on."""
        self._nearer[self.of(one)] = self.of(other)
