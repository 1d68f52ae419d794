"""Classes of a package as ours: a homeroom is a class, the others study groups. Pure.

The standard does not say of which class a group is: its title does («Математика, 5«А»,
группа 1»), or else all its students are of one class.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from school.academics.next_year import ClassName
from school.exchange.incoming.rows import Row, Sheets
from school.exchange.incoming.told import (
    LONGEST_TITLE,
    TOO_LONG,
    Thing,
    ToldClass,
    ToldGroup,
    ToldYear,
)
from school.importing.rows import class_name
from school.people.names import tidy

_OTHER_SCHOOL = "Это классы других школ, они не загружаются."
_OTHER_YEAR = "Это классы других учебных лет, они не загружаются."
_NO_CLASS = (
    "Не ясно, какого класса эта группа: назовите его в title («Математика, 5А») или"
    " запишите в неё учеников одного класса."
)


@dataclass(slots=True)
class Rooms:
    """Classes and groups of this school and year by their keys; ``out`` are keys of
    those that could not be read."""

    classes: dict[str, ToldClass] = field(default_factory=dict)
    groups: dict[str, ToldGroup] = field(default_factory=dict)
    out: dict[str, Thing] = field(default_factory=dict)


def rooms_of(sheets: Sheets, org: str, year: ToldYear) -> Rooms:
    """All that are of this school and year."""
    told, scheduled = Rooms(), []
    for row in sheets.rows("classes"):
        if row["schoolSourcedId"] != org:
            sheets.pass_by(row, _OTHER_SCHOOL)
        elif year.terms.isdisjoint(row.many("termSourcedIds")):
            sheets.pass_by(row, _OTHER_YEAR)
        elif row["classType"] == "homeroom":
            _read_class(row, told, sheets)
        else:
            scheduled.append(row)
    members = _members(sheets)
    courses = {row.key: row for row in sheets.rows("courses")}
    drafts: dict[str, _Draft] = {}
    for row in scheduled:
        course = courses.get(row["courseSourcedId"])
        _read_group(row, course, members, told, drafts, sheets)
    told.groups.update(_named(drafts))
    return told


class _Draft(NamedTuple):
    """A group before it has a name; ``name`` is None where its title says none."""

    row: int
    key: str
    school_class: str
    subjects: tuple[str, ...]
    name: str | None
    title: str
    whole: bool


def _named(drafts: Mapping[str, _Draft]) -> Iterable[tuple[str, ToldGroup]]:
    """A group needs a name among several of one subject, and not if it alone is of the
    whole class: who joins or leaves makes no other group of it."""
    alike = Counter((one.school_class, one.subjects) for one in drafts.values())
    whole = Counter(
        (one.school_class, one.subjects) for one in drafts.values() if one.whole
    )
    for key, one in drafts.items():
        of = (one.school_class, one.subjects)
        is_alone = alike[of] == 1 or (one.whole and whole[of] == 1)
        name = one.name if one.name is not None else "" if is_alone else one.title
        yield key, ToldGroup(*one[:4], name, one.whole and not name)


def _read_class(row: Row, told: Rooms, sheets: Sheets) -> None:
    name = class_name(row["title"])
    same = next((one for one in told.classes.values() if one.name == name), None)
    if name is not None and same is None:
        told.classes[row.key] = ToldClass(row.number, row.key, name)
        return
    shown = f"«{row['title'][:60]}»"
    why = f"{shown} — не класс. Напишите его так: 5А."
    if same is not None:
        why = f"Класс {name} уже был в строке {same.row}."
    told.out[row.key] = Thing.CLASS
    sheets.refuse(Thing.CLASS, row, "title", why)


def _read_group(
    row: Row,
    course: Row | None,
    members: Mapping[str, Mapping[str, str]],
    told: Rooms,
    drafts: dict[str, "_Draft"],
    sheets: Sheets,
) -> None:
    if row["classType"] != "scheduled":
        _refuse(
            row, "classType", "Загружаются только homeroom и scheduled.", told, sheets
        )
        return
    if len(row["title"]) > LONGEST_TITLE:
        _refuse(row, "title", TOO_LONG, told, sheets)
        return
    named, name = _apart(row["title"])
    key = _class_of(named, members.get(row.key, {}), members, told)
    if key is None or key not in told.classes:
        if key is None:
            _refuse(row, "title", _NO_CLASS, told, sheets)
        else:
            told.out[row.key] = Thing.GROUP
            sheets.hang(Thing.GROUP)
        return
    whole = set(_lasting(members.get(row.key, {}))) == set(
        _lasting(members.get(key, {}))
    )
    subjects = [row["subjects"], course["subjects"] if course else ""]
    subjects.append(course["title"] if course else "")
    drafts[row.key] = _Draft(
        row.number,
        row.key,
        key,
        tuple(
            dict.fromkeys(
                tidy(one) for one in subjects if 0 < len(one) <= LONGEST_TITLE
            )
        ),
        name if named else None,
        tidy(row["title"]),
        whole,
    )


def _refuse(row: Row, column: str, why: str, told: Rooms, sheets: Sheets) -> None:
    told.out[row.key] = Thing.GROUP
    sheets.refuse(Thing.GROUP, row, column, why)


def _apart(title: str) -> tuple[ClassName | None, str]:
    """The class in «Математика, 5«А», группа 1», and what stands after it."""
    parts = title.split(", ")
    for place, part in enumerate(parts):
        named = class_name(part)
        if named is not None:
            return named, tidy(", ".join(parts[place + 1 :]))
    return None, ""


def _class_of(
    named: ClassName | None,
    members: Iterable[str],
    everybody: Mapping[str, Mapping[str, str]],
    told: Rooms,
) -> str | None:
    """The key of a group's class: as it is named, else where all its members are."""
    if named is not None:
        return next((k for k, one in told.classes.items() if one.name == named), None)
    homes = [
        key
        for key in (
            *told.classes,
            *(k for k, t in told.out.items() if t is Thing.CLASS),
        )
        if set(members) <= set(everybody.get(key, {}))
    ]
    return homes[0] if len(homes) == 1 and list(members) else None


def _members(sheets: Sheets) -> dict[str, dict[str, str]]:
    """By a class's key, its students and the days their places end, "" for none."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in sheets.rows("enrollments"):
        if row["role"] == "student":
            of_class = found[row["classSourcedId"]]
            if of_class.get(row["userSourcedId"]) != "":
                of_class[row["userSourcedId"]] = row["endDate"]
    return found


def _lasting(members: Mapping[str, str]) -> Iterable[str]:
    return (who for who, until in members.items() if not until)
