"""Personal cards, employment and kinship."""

from school.people.models.card import Card
from school.people.models.employee import Employee
from school.people.models.kinship import Kinship

__all__ = ["Card", "Employee", "Kinship"]
