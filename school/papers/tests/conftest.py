"""The journal's small school on its Wednesday; the teacher leads the fifth class."""

from datetime import date

import pytest

from school.academics.models import ClassTeacher
from school.academics.tests.small_school import SmallSchool
from school.journal.tests.conftest import (
    administrator,
    sign_in,
    teacher,
    wednesday,
)
from school.journal.tests.conftest import small as small_school
from school.walls.behind import behind

__all__ = ["administrator", "sign_in", "small_school", "teacher", "wednesday"]


@pytest.fixture
def small(small_school: SmallSchool) -> SmallSchool:
    """The school of the journal's tests, the fifth class led by its teacher."""
    with behind(small_school.job):
        ClassTeacher.objects.create(
            school=small_school.school,
            school_class=small_school.fifth,
            teacher=small_school.teacher,
            since_date=date(2026, 9, 1),
        )
    return small_school
