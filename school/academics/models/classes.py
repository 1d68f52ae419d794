"""Classes and who is in them on which days."""

from django.db import models

from school.lib.keys import new_key
from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class SchoolClass(SchoolOwned):
    """A class of one school year: grade 1–11 and a letter, which may be empty."""

    key = models.BigIntegerField(default=new_key, unique=True)
    year = models.IntegerField()
    grade = models.IntegerField()
    letter = models.TextField(blank=True, default="")

    class Meta:
        db_table = "school_class"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year", "grade", "letter"], name="school_class_once"
            )
        ]

    def label(self) -> str:
        """As people write it: «5«Б»», «7»."""
        return f"{self.grade}«{self.letter}»" if self.letter else str(self.grade)

    def heading(self) -> str:
        """As a heading says it, where «7» would be a count: «5«Б»», «7 класс»."""
        return self.label() if self.letter else f"{self.grade} класс"


class ClassTeacher(SchoolOwned):
    """Who leads a class, from when until when."""

    school_class = SchoolKey(SchoolClass)
    teacher = SchoolKey(Card)
    since_date = models.DateField()
    until_date = models.DateField(null=True)

    class Meta:
        db_table = "class_teacher"
        indexes = [
            models.Index(fields=["school", "teacher"], name="class_teacher_by_teacher")
        ]


class Enrolment(SchoolOwned):
    """A student's place in a class, half-open. Two at once are impossible."""

    student = SchoolKey(Card)
    school_class = SchoolKey(SchoolClass)
    since_date = models.DateField()
    until_date = models.DateField(null=True)

    class Meta:
        db_table = "enrolment"
        indexes = [
            models.Index(
                fields=["school", "student", "since_date"], name="enrolment_by_student"
            ),
            models.Index(
                fields=["school", "school_class", "since_date"],
                name="enrolment_by_class",
            ),
        ]
