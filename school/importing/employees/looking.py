"""A list of employees beside the school."""

from datetime import date

from school.access.gathering import seal
from school.importing.employees import comparing, reading, writing
from school.importing.employees.comparing import EmployeeRow
from school.importing.lists import Table


def beside(table: Table, school: int, on: date) -> tuple[EmployeeRow, ...]:
    """Every row of the table beside the school as it stands on the day."""
    told = table.told_by(reading.read, on)
    staff = writing.read(school, on)
    return comparing.compare(told, staff, seal().digest, table.answers)
