"""All kinds of lists there are."""

from typing import Any, Final

from school.importing.columns import STUDENTS as OF_STUDENTS
from school.importing.employees import looking as of_employees
from school.importing.employees import reading as employees
from school.importing.employees import saying as say_employees
from school.importing.employees import template as employee
from school.importing.employees import writing as write_employees
from school.importing.lists import Kind
from school.importing.loads import looking as of_loads
from school.importing.loads import reading as loads
from school.importing.loads import saying as say_loads
from school.importing.loads import template as load
from school.importing.loads import writing as write_loads
from school.importing.members import looking as of_members
from school.importing.members import reading as members
from school.importing.members import saying as say_members
from school.importing.members import template as part
from school.importing.members import writing as write_members
from school.importing.students import looking as of_students
from school.importing.students import saying as say_students
from school.importing.students import template as students
from school.importing.students import writing as write_students
from school.importing.timetable import looking as of_timetable
from school.importing.timetable import reading as timetable
from school.importing.timetable import saying as say_timetable
from school.importing.timetable import template as week
from school.importing.timetable import writing as write_timetable

STUDENTS: Final = Kind(
    "students",
    OF_STUDENTS,
    students.TEMPLATE,
    of_students.beside,
    say_students.line_of,
    say_students.plan_of,
    write_students.write,
    say_students.said,
)
EMPLOYEES: Final = Kind(
    "employees",
    employees.SHAPE,
    employee.TEMPLATE,
    of_employees.beside,
    say_employees.line_of,
    say_employees.plan_of,
    write_employees.write,
    say_employees.said,
)
LOADS: Final = Kind(
    "loads",
    loads.SHAPE,
    load.TEMPLATE,
    of_loads.beside,
    say_loads.line_of,
    say_loads.plan_of,
    write_loads.write,
    say_loads.said,
)
MEMBERS: Final = Kind(
    "members",
    members.SHAPE,
    part.TEMPLATE,
    of_members.beside,
    say_members.line_of,
    say_members.plan_of,
    write_members.write,
    say_members.said,
)
TIMETABLE: Final = Kind(
    "timetable",
    timetable.SHAPE,
    week.TEMPLATE,
    of_timetable.beside,
    say_timetable.line_of,
    say_timetable.plan_of,
    write_timetable.write,
    say_timetable.said,
)
KINDS: Final[tuple[Kind[Any], ...]] = (STUDENTS, EMPLOYEES, LOADS, MEMBERS, TIMETABLE)


def named(name: str) -> Kind[Any]:
    """The kind of this name; students where nothing else is asked for."""
    return next((one for one in KINDS if one.name == name), STUDENTS)
