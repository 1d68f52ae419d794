"""Subjects, study groups, their members and their teachers."""

from django.db import models

from school.academics.models.classes import SchoolClass
from school.lib.keys import new_key
from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class Subject(models.Model):
    """A school subject by its official name. Nobody's: no walls.

    Of one that is not ``graded`` («Разговоры о важном») nobody puts marks.
    """

    name = models.TextField(unique=True)
    graded = models.BooleanField(default=True, db_default=True)

    class Meta:
        db_table = "subject"


class StudyGroup(SchoolOwned):
    """Those who learn one subject together: a whole class or a part of it."""

    key = models.BigIntegerField(default=new_key, unique=True)
    year = models.IntegerField()
    school_class = SchoolKey(SchoolClass)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    name = models.TextField(blank=True, default="")
    whole_class = models.BooleanField(default=True)

    class Meta:
        db_table = "study_group"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "school_class", "subject", "name"],
                name="study_group_once",
            )
        ]


class Membership(SchoolOwned):
    """A student's place in a study group, half-open.

    Enrolling keeps the whole-class groups in step with the class.
    """

    student = SchoolKey(Card)
    group = SchoolKey(StudyGroup)
    since_date = models.DateField()
    until_date = models.DateField(null=True)

    class Meta:
        db_table = "membership"
        indexes = [
            models.Index(
                fields=["school", "student", "since_date"], name="membership_by_student"
            ),
            models.Index(
                fields=["school", "group", "since_date"], name="membership_by_group"
            ),
        ]


class TeachingLoad(SchoolOwned):
    """Who teaches a group, half-open («нагрузка»). It is the right to its journal."""

    teacher = SchoolKey(Card)
    group = SchoolKey(StudyGroup)
    since_date = models.DateField()
    until_date = models.DateField(null=True)

    class Meta:
        db_table = "teaching_load"
        indexes = [
            models.Index(
                fields=["school", "teacher", "since_date"], name="load_by_teacher"
            ),
            models.Index(
                fields=["school", "group", "since_date"], name="load_by_group"
            ),
        ]
