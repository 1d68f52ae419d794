"""Moving: what becomes of each row when one card stands for two. Pure, no database.

What gives its owner something goes over to the card that stays. What that card has
already stays behind, as if it had never lasted: no row is deleted. A court's word only
ever grows stronger: whoever was kept from a child by either card is so by the one left.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from school.registry.belongings import Change, Row, Values

SUPPORT = "Такие карточки объединяет служба поддержки."
TWO_PEOPLE = (
    "По этим карточкам входили два разных человека с Госуслуг. Сверьте документы: это,"
    " скорее всего, не один человек."
)
COURT = (
    "Родитель ограничен судом по одной из карточек ученика, а связь с ним есть в"
    f" обеих. {SUPPORT}"
)
# Where a table names the card, when it is not «card_id».
_COLUMNS = {
    "class_teacher": "teacher_id",
    "enrolment": "student_id",
    "membership": "student_id",
    "teaching_load": "teacher_id",
    "timetable_slot": "teacher_id",
}
# What two rows of one card may not share while both last.
_CLASHES: dict[str, tuple[str, ...]] = {
    "role_grant": ("role",),
    "enrolment": (),
    "membership": ("group_id",),
    "teaching_load": ("group_id",),
}
# What two rows of one card may never share.
_ONCE: dict[str, tuple[str, ...]] = {
    "employee": ("since_date",),
    "held_card": ("reason",),
    "card_consent": ("kind", "by_oid", "channel", "state", "decided_at"),
}


@dataclass
class Moves:
    """What a merge does to belongings.

    ``moved`` and ``left`` are of the card that goes, ``changes`` all that is written,
    ``troubles`` why it cannot be done at all.
    """

    moved: list[Row] = field(default_factory=list)
    left: list[Row] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def move(self, row: Row, column: str, to: int) -> None:
        """The row goes over."""
        self.moved.append(row)
        self.changes.append(Change(row, {column: to}))

    def leave(self, row: Row, values: Values) -> None:
        """The row stays with the card that goes, as ``values`` say."""
        self.left.append(row)
        if any(row.values[name] != value for name, value in values.items()):
            self.changes.append(Change(row, values))


def moves_of(stays: int, goes: int, rows: Iterable[Row], *, now: str) -> Moves:
    """Decide for all belongings of the two cards; ``now`` is a moment in ISO."""
    moves = Moves()
    tables: dict[str, list[Row]] = {}
    for row in rows:
        tables.setdefault(row.table, []).append(row)
    for side in ("guardian_id", "student_id"):
        _links(moves, tables.get("kinship", []), side, stays, goes)
    _ties(moves, tables.get("attachment", []), stays, goes, now)
    for table in ("enrolment", *_PLAIN):
        column = _COLUMNS.get(table, "card_id")
        his = [row for row in tables.get(table, []) if row.values[column] == stays]
        for row in tables.get(table, []):
            if row.values[column] == goes:
                _plain(moves, row, his, column, stays)
    return moves


_PLAIN = (
    "membership",
    "employee",
    "role_grant",
    "class_teacher",
    "teaching_load",
    "timetable_slot",
    "card_consent",
    "held_card",
)


def _links(moves: Moves, rows: list[Row], side: str, stays: int, goes: int) -> None:
    other = "student_id" if side == "guardian_id" else "guardian_id"
    for row in rows:
        if row.values[side] != goes:
            continue
        theirs = [one for one in rows if one.values[other] == row.values[other]]
        same = [one for one in theirs if one.values[side] == stays]
        restricted = any(
            one.values["restricted"]
            for one in theirs
            if one.values[side] in {stays, goes}
        )
        if same and restricted and side == "student_id":
            moves.troubles.append(COURT)
        elif same and (restricted or any(_meet(one, row) for one in same)):
            moves.leave(row, _never(row))
            if row.values["restricted"]:
                moves.changes += [
                    Change(one, {"restricted": True})
                    for one in same
                    if not one.values["restricted"]
                ]
        else:
            moves.move(row, side, stays)


def _ties(moves: Moves, rows: list[Row], stays: int, goes: int, now: str) -> None:
    """One live tie of a card to a person at Госуслуги; what has ended is a trace."""
    live = {row.values["card_id"]: row for row in rows if not row.values["until_at"]}
    mine, his = live.get(stays), live.get(goes)
    if his is None:
        return
    if mine is None:
        moves.move(his, "card_id", stays)
    elif his.values["oid"] in (None, mine.values["oid"]):
        moves.leave(his, {"until_at": now})
    elif mine.values["oid"] is None:
        # A login names nobody: Госуслуги do.
        moves.changes.append(Change(mine, {"until_at": now}))
        moves.move(his, "card_id", stays)
    else:
        moves.troubles.append(TWO_PEOPLE)


def _plain(moves: Moves, row: Row, his: list[Row], column: str, stays: int) -> None:
    if row.table == "membership" and any(
        one.table == "enrolment" and _meet(one, row) for one in moves.left
    ):
        # The groups of a class in which he stays behind stay with it.
        moves.leave(row, _never(row))
    elif _clashes(row, his):
        moves.leave(row, _never(row))
    else:
        moves.move(row, column, stays)


def _clashes(row: Row, his: list[Row]) -> bool:
    if row.table in _ONCE:
        return any(_shares(one, row, _ONCE[row.table]) for one in his)
    if row.table in _CLASHES:
        names = _CLASHES[row.table]
        return any(_shares(one, row, names) and _meet(one, row) for one in his)
    return False


def _shares(one: Row, other: Row, names: tuple[str, ...]) -> bool:
    same: Callable[[str], Any] = lambda name: one.values[name] == other.values[name]  # noqa: E731
    return all(map(same, names))


def _never(row: Row) -> Values:
    """The days of a row that never lasted, where it has days."""
    if "since_date" not in row.values:
        return {}
    return {"until_date": row.values["since_date"]}


def _meet(one: Row, other: Row) -> bool:
    """Whether there is a day on which both last; ISO dates compare as they are."""
    latest = max(one.values["since_date"], other.values["since_date"])
    ends = [row.values["until_date"] for row in (one, other)]
    return all(end is None or end > latest for end in ends)
