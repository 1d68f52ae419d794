"""The school's office, as the registry's tests have it, and a class to come into."""

import pytest

from school.academics.models import SchoolClass, StudyGroup, Subject
from school.academics.years import year_of
from school.access.tests.test_papering import TODAY
from school.registry.tests.conftest import Office, another_office, office

__all__ = ["another_office", "office"]


@pytest.fixture
def school(office: Office) -> Office:
    """With 4«А», in which everybody learns mathematics."""
    with office.behind():
        made = SchoolClass.objects.create(
            school_id=office.school, year=year_of(TODAY), grade=4, letter="А"
        )
        StudyGroup.objects.create(
            school_id=office.school,
            school_class=made,
            subject=Subject.objects.create(name="Математика"),
            year=year_of(TODAY),
            whole_class=True,
        )
    return office
