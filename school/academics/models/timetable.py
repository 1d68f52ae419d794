"""Bells and the weekly timetable that dated lessons are made from."""

from django.db import models

from school.academics.models.groups import StudyGroup
from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class Bell(SchoolOwned):
    """When the n-th lesson of a shift begins and ends, in the school's own time."""

    shift = models.IntegerField(default=1)
    number = models.IntegerField()
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        db_table = "bell"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "shift", "number"], name="bell_once"
            )
        ]


class TimetableSlot(SchoolOwned):
    """A weekly lesson: weekday 1 (Monday) to 6, number by the bells, room, teacher."""

    group = SchoolKey(StudyGroup)
    teacher = SchoolKey(Card)
    weekday = models.IntegerField()
    shift = models.IntegerField(default=1)
    number = models.IntegerField()
    room = models.TextField(blank=True, default="")
    since_date = models.DateField()
    until_date = models.DateField(null=True)

    class Meta:
        db_table = "timetable_slot"
        indexes = [models.Index(fields=["school", "group"], name="slot_by_group")]
