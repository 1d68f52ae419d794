"""Roles that are given, and who looked at whose card."""

from school.rights.models.grant import Grant
from school.rights.models.look import Look

__all__ = ["Grant", "Look"]
