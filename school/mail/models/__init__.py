"""A letter, what became of it, and who wants none."""

from school.mail.models.letter import Letter
from school.mail.models.unwanted import Unwanted

__all__ = ["Letter", "Unwanted"]
