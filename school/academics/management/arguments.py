"""What the arguments of a command name: a school, a class, a student, a day.

Each raises CommandError with one sentence when there is no such thing. Classes and
students are looked for behind the walls of the school's job, where the caller stands.
"""

from datetime import date

from django.core.management.base import CommandError

from school.academics.models import SchoolClass
from school.academics.next_year import read_class
from school.academics.years import named, year_of
from school.lib import keys
from school.people.models import Card
from school.regions.models import School

_FIRST_YEAR, _LAST_YEAR = 2000, 2099


def school_named(text: str) -> School:
    """The school of a key."""
    found = School.objects.select_related("region").filter(key=_key(text)).first()
    if found is None:
        raise CommandError(
            f"Школы с ключом «{text}» нет; ключи школ печатает class_list без слов."
        )
    return found


def class_named(school: School, text: str, *, on: date) -> SchoolClass:
    """The class of a key, or of a name («5Б») in the school year of the day."""
    here = SchoolClass.objects.filter(school=school)
    found = here.filter(key=_key(text)).first()
    name = read_class(text)
    if found is None and name is not None:
        found = here.filter(
            year=year_of(on), grade=name.grade, letter=name.letter
        ).first()
    if found is None:
        raise CommandError(
            f"Класса «{text}» в школе «{school.short_name}» нет: ключ — тринадцать букв"
            f" и цифр, имя — как «5Б» ({named(year_of(on))} учебный год)."
        )
    return found


def student_named(school: School, text: str) -> Card:
    """The student's card of a key."""
    found = Card.objects.filter(
        school=school, key=_key(text), kind=Card.Kind.STUDENT
    ).first()
    if found is None:
        raise CommandError(
            f"Ученика с ключом «{text}» в школе «{school.short_name}» нет."
        )
    return found


def day_named(text: str) -> date:
    """A day as «2026-11-09»."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"«{text}» — не дата: нужна вида 2026-11-09.") from None
    return date(year_named(str(found.year)), found.month, found.day)


def year_named(text: str) -> int:
    """A year that schools live in."""
    if not text.isdecimal() or not _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        raise CommandError(
            f"«{text}» — не год: нужен от {_FIRST_YEAR} до {_LAST_YEAR}."
        )
    return int(text)


def _key(text: str) -> int:
    """The key that is written, or one that nobody has."""
    key = keys.from_text(text.strip().lower())
    return -1 if key is None else key
