"""The curriculum: hours by grade, who may teach what, how much a week may hold."""

from dataclasses import dataclass
from functools import cache

from school.demo import invented
from school.importing.beginning import standard

GRADES = range(1, 12)
TALKS: str = invented.table("curriculum")["talks"]


@dataclass(frozen=True, slots=True)
class Specialty:
    """A kind of teacher: his position's name, what he teaches, where.

    ``rooms`` are those of the first of them, when they are not just numbered.
    """

    position: str
    subjects: tuple[str, ...]
    rooms: tuple[str, ...] = ()
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """Somebody who works in a school and does not teach."""

    position: str
    role: str = ""


def hours(grade: int) -> dict[str, int]:
    """Weekly hours of each subject of a grade, without «Разговоры о важном»."""
    read = invented.table("curriculum")["hours"]
    return {name: by[grade - 1] for name, by in read.items() if by[grade - 1]}


def week_limit(grade: int) -> int:
    """The most lessons of a five-day week."""
    return int(invented.table("curriculum")["limits"]["week"][grade - 1])


def day_limit(grade: int) -> int:
    """The most lessons of a day."""
    return int(invented.table("curriculum")["limits"]["day"][grade - 1])


def is_split(subject: str, students: int) -> bool:
    """Whether a class of that size learns the subject in two groups."""
    read = invented.table("curriculum")
    return subject in read["split_subjects"] and students >= read["split_from"]


def is_graded(subject: str) -> bool:
    """Whether marks are given of the subject at all."""
    return standard.subjects().get(subject, True)


def is_marked(grade: int, subject: str) -> bool:
    """Whether marks are given of the subject in that grade."""
    unmarked = invented.table("curriculum")["unmarked_grades"]
    return grade not in unmarked and is_graded(subject)


@cache
def specialties(kind: str) -> tuple[Specialty, ...]:
    """How the teachers of a school of that kind (large, small) share the subjects."""
    return tuple(
        Specialty(
            position=row["position"],
            subjects=tuple(row["subjects"]),
            rooms=tuple(row.get("rooms", ())),
            primary=row.get("primary", False),
        )
        for row in invented.table("curriculum")["specialty"]
        if kind in row["kinds"]
    )


def specialty_of(kind: str, grade: int, subject: str) -> Specialty:
    """Who teaches a subject in a grade: in 1–4 the class's own teacher, if he may."""
    known = [each for each in specialties(kind) if subject in each.subjects]
    if grade <= 4 and known[0].primary:
        return known[0]
    return next(each for each in known if not each.primary)


def subjects() -> tuple[str, ...]:
    """Every subject of every grade."""
    return (*invented.table("curriculum")["hours"], TALKS)


def offices() -> tuple[Office, ...]:
    """Who else works in a school, the first ones first."""
    return tuple(Office(**row) for row in invented.table("curriculum")["office"])
