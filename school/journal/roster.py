"""The roster of a lesson: its students and what is written of each."""

from dataclasses import dataclass

from school.journal.models import Lesson
from school.lib.postgres.queries import Query

_ROSTER = Query(__file__, "roster")


@dataclass(frozen=True, slots=True)
class MarkInCell:
    """A slot of a cell. ``key`` is None when it was never written, revision then 0."""

    key: int | None
    value: str | None
    revision: int


@dataclass(frozen=True, slots=True)
class RemarkHere:
    """What a teacher says of a student at the lesson; ``author`` is his card's id."""

    kind: str
    text: str
    author: int
    signed: str


@dataclass(frozen=True, slots=True)
class Member:
    """A student of the lesson. ``code`` is "" for whoever is there."""

    id: int
    key: int
    name: str
    code: str
    minutes_late: int | None
    marks: tuple[MarkInCell, MarkInCell]
    remarks: tuple[RemarkHere, ...]


def read(lesson: Lesson) -> tuple[Member, ...]:
    """The members of the lesson's group on its day, «Ё» among «Е». One query."""
    rows = _ROSTER.rows(
        {
            "school": lesson.school_id,
            "year": lesson.year,
            "lesson": lesson.pk,
            "group": lesson.group_id,
            "day": lesson.date,
        }
    )
    return tuple(
        Member(
            id=row.id,
            key=row.key,
            name=f"{row.last_name} {row.first_name}",
            code=row.code or "",
            minutes_late=row.minutes_late,
            marks=(
                MarkInCell(row.first_key, row.first_value, row.first_revision or 0),
                MarkInCell(row.second_key, row.second_value, row.second_revision or 0),
            ),
            remarks=tuple(
                RemarkHere(kind, text, author, signed or "")
                for kind, text, author, signed in row.remarks or ()
            ),
        )
        for row in rows
    )
