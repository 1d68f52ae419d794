"""Marks that a student brought along from another school."""

from django.db import models

from school.academics.models import Subject
from school.lib.keys import new_key
from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class BroughtMark(SchoolOwned):
    """One line of the sheet of current marks («ведомость текущих отметок»).

    A copy that the receiving school owns: it belongs to no lesson of this school,
    counts in no average by itself and is never changed. ``origin`` is the other school
    by name, ``sent`` the key of the mark there, so that a sheet is accepted once.
    """

    key = models.BigIntegerField(default=new_key, unique=True)
    year = models.IntegerField()
    student = SchoolKey(Card)
    subject = models.ForeignKey(
        Subject, models.PROTECT, related_name="+", db_index=False
    )
    origin = models.TextField()
    date = models.DateField()
    value = models.TextField()
    number = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    weight = models.DecimalField(max_digits=4, decimal_places=2)
    kind = models.TextField(blank=True, default="")
    sent = models.BigIntegerField()
    brought_at = models.DateTimeField()

    class Meta:
        db_table = "brought_mark"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "student", "sent"], name="brought_mark_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["school", "student", "year", "date"],
                name="brought_mark_by_student",
            )
        ]
