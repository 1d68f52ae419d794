"""The school of the registries: its administrator, a class teacher, their browsers."""

from school.registry.tests.conftest import another_office, office

__all__ = ["another_office", "office"]
