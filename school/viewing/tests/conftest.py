"""The school of the papers: its teacher leads the fifth class, a colleague governs."""

from school.papers.tests.conftest import (
    administrator,
    sign_in,
    small,
    small_school,
    teacher,
    wednesday,
)

__all__ = ["administrator", "sign_in", "small", "small_school", "teacher", "wednesday"]
