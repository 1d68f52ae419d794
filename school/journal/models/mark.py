"""A mark («отметка»)."""

from django.db import models

from school.journal.models.lesson import Lesson, WorkKind
from school.lib.keys import new_key
from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class Mark(SchoolOwned):
    """One mark in one slot of a cell (lesson × student); 4/5 is two slots.

    ``value`` is what the teacher wrote, ``number`` its numeric part, if it has one.
    A withdrawn mark keeps its row with ``value`` None. ``revision`` grows by one with
    every change and is 1 for the first value: whoever writes names the revision he
    saw, and is told when it is no longer the last.
    """

    key = models.BigIntegerField(default=new_key, unique=True)
    year = models.IntegerField()
    lesson = SchoolKey(Lesson, year=True)
    student = SchoolKey(Card)
    slot = models.SmallIntegerField(default=1)
    value = models.TextField(null=True)
    number = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    work_kind = SchoolKey(WorkKind, null=True)
    weight = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    comment = models.TextField(blank=True, default="")
    revision = models.IntegerField(default=1)
    author = SchoolKey(Card)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "mark"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year", "lesson", "student", "slot"],
                name="mark_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["school", "student", "year", "lesson"], name="mark_by_student"
            )
        ]
