"""The turning of a year, so that it can be taken back."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from school.regions.owned import SchoolOwned


def _ids() -> "ArrayField[list[int], list[int]]":
    return ArrayField(models.BigIntegerField())


class YearTurn(SchoolOwned):
    """One application of the turn of the year into ``year``: ids of what it wrote.

    ``former`` and ``begun`` are enrolments in pairs: the place that ended on
    ``since_date`` and the one that began. ``gone`` are the places that ended on
    ``leave_date``, ``classes`` and ``leads`` the classes and class teachers it made.
    """

    year = models.IntegerField()
    since_date = models.DateField()
    leave_date = models.DateField()
    former = _ids()
    begun = _ids()
    gone = _ids()
    classes = _ids()
    leads = _ids()
    applied_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "year_turn"
        indexes = [models.Index(fields=["school", "year"], name="year_turn_by_year")]
