"""The school's office, as the registry's tests have it."""

from school.registry.tests.conftest import another_office, office

__all__ = ["another_office", "office"]
