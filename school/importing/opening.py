"""Opening classes: those that lists name, where a school has them not yet.

Loads open any class. Other lists open classes in a school that has none this year: in
one that has, a class nobody knows is a slip of the pen.
"""

from collections.abc import Collection, Iterable
from datetime import date

from school.academics.models import SchoolClass
from school.academics.next_year import read_class
from school.academics.years import year_of
from school.importing import standing


def is_unknown(label: str, classes: Collection[str]) -> bool:
    """Whether a list may not name this class («5А») in a school of these."""
    return bool(classes) and label not in classes


def opened(
    school: int, on: date, labels: Iterable[str]
) -> tuple[dict[str, SchoolClass], int]:
    """The classes of the year by their labels, with those that these labels open; how
    many are new."""
    found, new = standing.classes(school, on), {}
    for label in labels:
        name = read_class(label)
        if label not in found and name is not None:
            new[label] = SchoolClass(
                school_id=school, year=year_of(on), grade=name.grade, letter=name.letter
            )
    SchoolClass.objects.bulk_create(new.values())
    return found | new, len(new)
