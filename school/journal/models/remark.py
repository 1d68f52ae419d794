"""A remark («замечание», «похвала»)."""

from django.db import models

from school.journal.models.lesson import Lesson
from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class Remark(SchoolOwned):
    """What a teacher says of a student at a lesson, to him and to his family.

    A teacher has one for each student of a lesson: he corrects it, or takes it back,
    and then it keeps its row with ``text`` None.
    """

    class Kind(models.TextChoices):
        """Which of the two it is; the label is what people read."""

        REPROOF = "reproof", "Замечание"
        PRAISE = "praise", "Похвала"

    year = models.IntegerField()
    lesson = SchoolKey(Lesson, year=True)
    student = SchoolKey(Card)
    kind = models.TextField(choices=Kind.choices)
    text = models.TextField(null=True)
    author = SchoolKey(Card)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "remark"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year", "lesson", "student", "author"],
                name="remark_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["school", "student", "year", "lesson"],
                name="remark_by_student",
            )
        ]
