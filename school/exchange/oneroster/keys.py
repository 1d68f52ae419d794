"""``sourcedId``: the same thing has the same one in every package.

What has a public key keeps it; what has none is called by the keys of what it ties.
"""

from datetime import date
from typing import Final

from school.lib.keys import to_text

HOMEROOM: Final = "homeroom"


def of(key: int) -> str:
    """A school, a card, a class, a group, a kind of work, a mark."""
    return to_text(key)


def tied(*parts: int | str | date) -> str:
    """A tie of several things: «class-student-2026-09-01»."""
    return "-".join(to_text(one) if isinstance(one, int) else str(one) for one in parts)


def year(school: int, number: int) -> str:
    """The school year that begins in this one."""
    return f"{to_text(school)}-y{number}"


def period(school: int, number: int, place: int) -> str:
    """A grading period of a year."""
    return f"{year(school, number)}-p{place}"


def course(school: int, subject: int | str) -> str:
    """What a school teaches; :data:`HOMEROOM` is the class itself."""
    return f"{to_text(school)}-c{subject}"
