"""All kinds of lists there are."""

from typing import Any, Final

from school.importing.employees.kind import EMPLOYEES
from school.importing.lists import Kind
from school.importing.loads.kind import LOADS
from school.importing.members.kind import MEMBERS
from school.importing.students.kind import STUDENTS
from school.importing.timetable.kind import TIMETABLE

# In the order in which a new school needs them: a load makes classes and groups.
KINDS: Final[tuple[Kind[Any], ...]] = (EMPLOYEES, LOADS, STUDENTS, MEMBERS, TIMETABLE)


def named(name: str) -> Kind[Any]:
    """The kind of this name; students where nothing else is asked for."""
    return next((one for one in KINDS if one.name == name), STUDENTS)
