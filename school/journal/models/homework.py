"""Homework («задание»)."""

from django.db import models

from school.journal.models.lesson import Lesson
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class Homework(SchoolOwned):
    """What is to be done for a lesson: ``lesson`` is the one it is due at."""

    year = models.IntegerField()
    lesson = SchoolKey(Lesson, year=True)
    given_at_lesson = SchoolKey(Lesson, null=True)
    text = models.TextField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "homework"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year", "lesson"], name="homework_once"
            )
        ]
