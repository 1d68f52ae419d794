"""Year, periods and holidays of a school. A year is named by its first: 2026."""

from django.db import models

from school.regions.owned import SchoolOwned


class SchoolYear(SchoolOwned):
    """A school year, half-open: the first day of lessons to the day after the last."""

    year = models.IntegerField()
    since_date = models.DateField()
    until_date = models.DateField()

    class Meta:
        db_table = "school_year"
        constraints = [
            models.UniqueConstraint(fields=["school", "year"], name="school_year_once")
        ]


class Period(SchoolOwned):
    """A quarter or trimester («четверть», «триместр»), half-open."""

    year = models.IntegerField()
    number = models.IntegerField()
    name = models.TextField()
    since_date = models.DateField()
    until_date = models.DateField()

    class Meta:
        db_table = "period"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year", "number"], name="period_once"
            )
        ]


class Holiday(SchoolOwned):
    """Days without lessons, half-open: «Осенние каникулы», a state holiday.

    With a ``grade`` only that grade rests: first-graders have a week of their own.
    """

    year = models.IntegerField()
    name = models.TextField()
    grade = models.IntegerField(null=True)
    since_date = models.DateField()
    until_date = models.DateField()

    class Meta:
        db_table = "holiday"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year", "since_date"], name="holiday_once"
            )
        ]
