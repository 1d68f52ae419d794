"""An absence («пропуск»), kept by exception: who was there has no row."""

from django.db import models

from school.journal.models.lesson import Lesson
from school.lib.keys import new_key
from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class Absence(SchoolOwned):
    """A student was not, or not wholly, at a lesson. Never a diagnosis.

    ``code`` is Н (reason unknown), Б or У (as the region allows) or О (late,
    ``minutes_late`` minutes). None means that the remark was taken back.
    """

    key = models.BigIntegerField(default=new_key, unique=True)
    year = models.IntegerField()
    lesson = SchoolKey(Lesson, year=True)
    student = SchoolKey(Card)
    code = models.TextField(null=True)
    minutes_late = models.SmallIntegerField(null=True)
    author = SchoolKey(Card)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "absence"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year", "lesson", "student"], name="absence_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["school", "student", "year", "lesson"],
                name="absence_by_student",
            )
        ]
