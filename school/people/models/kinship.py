"""Kinship («родство»): the link between a guardian's card and a student's."""

from django.db import models

from school.people.models.card import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class Kinship(SchoolOwned):
    """A dated link, made by the school alone. A court may restrict it.

    A restriction is stronger than any later match: the family does not see the child.
    ``document`` is the paper that the school saw, its kind and number.
    """

    class Kind(models.TextChoices):
        """What the guardian is to the student."""

        MOTHER = "mother"
        FATHER = "father"
        GUARDIAN = "guardian"
        TRUSTEE = "trustee"
        FOSTER_PARENT = "foster_parent"
        ORGANISATION = "organisation"

    guardian = SchoolKey(Card)
    student = SchoolKey(Card)
    kind = models.TextField(choices=Kind.choices)
    document = models.TextField(blank=True, default="", db_default="")
    restricted = models.BooleanField(default=False)
    since_date = models.DateField()
    until_date = models.DateField(null=True)

    class Meta:
        db_table = "kinship"
        indexes = [
            models.Index(fields=["guardian", "since_date"], name="kinship_by_guardian"),
            models.Index(
                fields=["school", "student", "since_date"], name="kinship_by_student"
            ),
        ]
