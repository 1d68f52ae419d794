"""The small school of the journal, with marks."""

from school.journal.tests.conftest import lesson, small, wednesday

__all__ = ["lesson", "small", "wednesday"]
