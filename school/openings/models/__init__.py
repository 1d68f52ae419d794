"""Schools that were opened to an operator."""

from school.openings.models.opening import Opening

__all__ = ["Opening"]
