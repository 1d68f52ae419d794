"""What the desk remembers of a week: numbers, no people."""

from school.desk.models.tally import Tally

__all__ = ["Tally"]
