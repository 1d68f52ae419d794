"""A lesson on its day, and the kinds of work that marks are given for."""

from django.db import models

from school.academics.models import StudyGroup
from school.lib.keys import new_key
from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class WorkKind(SchoolOwned):
    """A kind of work («контрольная») and the weight its marks have in the average."""

    key = models.BigIntegerField(default=new_key, unique=True)
    name = models.TextField()
    short_name = models.TextField()
    weight = models.DecimalField(max_digits=4, decimal_places=2, default=1)
    position = models.IntegerField(default=0)

    class Meta:
        db_table = "work_kind"
        constraints = [
            models.UniqueConstraint(fields=["school", "name"], name="work_kind_once")
        ]


class Lesson(SchoolOwned):
    """One lesson of one group on one day.

    ``starts`` and ``ends`` are times of the school's own clock, copied from the bells
    when the lesson was made, so that a later change of bells changes no past day.
    ``work_kind`` is what marks of this lesson are given for unless a mark says more.
    """

    class State(models.TextChoices):
        """Whether it takes place."""

        PLANNED = "planned"
        CANCELLED = "cancelled"

    key = models.BigIntegerField(default=new_key, unique=True)
    year = models.IntegerField()
    group = SchoolKey(StudyGroup)
    teacher = SchoolKey(Card)
    date = models.DateField()
    number = models.IntegerField()
    starts = models.TimeField()
    ends = models.TimeField()
    room = models.TextField(blank=True, default="")
    topic = models.TextField(blank=True, default="")
    state = models.TextField(choices=State.choices, default=State.PLANNED)
    work_kind = SchoolKey(WorkKind, null=True)

    class Meta:
        db_table = "lesson"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "group", "date", "number"], name="lesson_once"
            )
        ]
        indexes = [
            models.Index(fields=["school", "teacher", "date"], name="lesson_by_teacher")
        ]
