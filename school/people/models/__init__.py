"""Personal cards, employment, kinship, and what a grown student says of it."""

from school.people.models.card import Card
from school.people.models.employee import Employee
from school.people.models.kinship import Kinship
from school.people.models.parents_reading import ParentsReading

__all__ = ["Card", "Employee", "Kinship", "ParentsReading"]
