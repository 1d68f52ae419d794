"""A letter, and what became of it."""

from school.mail.models.letter import Letter

__all__ = ["Letter"]
