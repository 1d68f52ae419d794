"""The registry's office: a mother, her child in 5«Б», a class teacher, a head."""

from school.registry.tests.conftest import another_office, office

__all__ = ["another_office", "office"]
