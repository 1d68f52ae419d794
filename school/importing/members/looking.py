"""A list of members beside the school."""

from datetime import date

from school.importing.lists import Table
from school.importing.members import comparing, reading, writing
from school.importing.members.comparing import MemberRow


def beside(table: Table, school: int, on: date) -> tuple[MemberRow, ...]:
    """Every row of the table beside the school as it stands on the day."""
    told = table.told_by(reading.read, on)
    return comparing.compare(told, writing.read(school, on))
