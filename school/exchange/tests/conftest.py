"""The small school of the journal, with marks; and a school that has nobody."""

import pytest

from school.academics.tests.small_school import SmallSchool
from school.journal.tests.conftest import lesson, small, wednesday
from school.regions.models import School
from school.registry.tests.conftest import office

__all__ = ["empty", "lesson", "office", "small", "wednesday"]


@pytest.fixture
def empty(small: SmallSchool) -> School:
    made: School = School.objects.create(
        region=small.school.region,
        municipality=small.school.municipality,
        name="МБОУ «Пустая школа»",
        short_name="Пустая школа",
    )
    return made
