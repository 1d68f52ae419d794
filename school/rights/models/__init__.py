"""Roles that are given, when they were used, and who looked at whose card."""

from school.rights.models.grant import Grant
from school.rights.models.look import Look
from school.rights.models.use import Use

__all__ = ["Grant", "Look", "Use"]
