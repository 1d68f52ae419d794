"""Opening classes: those that lists name, where a school has them not yet.

Loads open any class. Other lists open classes in a school that has none this year: in
one that has, a class nobody knows is a slip of the pen.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from school.academics.models import SchoolClass
from school.academics.next_year import read_class
from school.academics.years import year_of
from school.importing import standing
from school.ui.typography import counted


def is_unknown(label: str, classes: Collection[str]) -> bool:
    """Whether a list may not name this class («5А») in a school of these."""
    return bool(classes) and label not in classes


def unknown(label: str) -> str:
    """What is said of a class that a list may not name."""
    return (
        f"Класса {label} в школе нет. Проверьте номер и букву, а если класс новый,"
        " сначала загрузите нагрузку: она его откроет."
    )


def told(count: int) -> str:
    """That so many classes will be opened; empty for none."""
    classes = counted(count, "класс", "класса", "классов")
    return f" Классов в школе ещё нет: откроем {classes}." if count else ""


def done(counts: Mapping[str, int]) -> str:
    """How many have been opened; empty for none."""
    classes = counts.get("classes")
    return f" Открыто классов: {classes}." if classes else ""


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
