"""Employment: from when until when somebody works at a school, and as whom."""

from django.db import models

from school.people.models.card import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class Employee(SchoolOwned):
    """An employee as the school itself names him in public: «Петрова И. В.», учитель.

    Families may read it (a lesson has a teacher); the card behind it they may not.
    The dates are half-open: on ``until_date`` the person no longer works here.
    """

    card = SchoolKey(Card)
    name = models.TextField()
    position = models.TextField()
    since_date = models.DateField()
    until_date = models.DateField(null=True)

    class Meta:
        db_table = "employee"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "card", "since_date"], name="employee_once"
            )
        ]
