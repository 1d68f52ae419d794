"""A list of students beside the school, from its cells to what becomes of each row."""

from datetime import date

from school.access.gathering import seal
from school.importing.lists import Table
from school.importing.students import clashes, comparing, reading, standing
from school.importing.verdicts import Row


def beside(table: Table, school: int, on: date) -> tuple[Row, ...]:
    """Every row of the table beside the school as it stands on the day."""
    told = table.told_by(reading.read, on)
    stands = standing.read(school, on)
    return comparing.compare(clashes.marked(told), stands, seal().digest, table.answers)
