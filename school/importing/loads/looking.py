"""A list of loads beside the school."""

from datetime import date

from school.importing.lists import Table
from school.importing.loads import comparing, reading, writing
from school.importing.loads.comparing import LoadRow


def beside(table: Table, school: int, on: date) -> tuple[LoadRow, ...]:
    """Every row of the table beside the school as it stands on the day."""
    told = table.told_by(reading.read, on)
    return comparing.compare(told, writing.read(school, on))
