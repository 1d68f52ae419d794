"""One cause of one employee on one day."""

from django.db import models

from school.lib.keys import new_key
from school.regions.owned import SchoolOwned


class Alarm(SchoolOwned):
    """What an employee did too much of on ``day``: ``times`` is how much.

    ``employee`` is the id of his card, as the trail names him. The school and the
    region each say once that they have seen it; while ``waits`` the region has not,
    and may read the row.
    """

    class Cause(models.TextChoices):
        """What was counted."""

        CARDS = "cards"
        OUTSIDE = "outside"
        EXPORTS = "exports"
        NUMBERS = "numbers"

    key = models.BigIntegerField(default=new_key, unique=True)
    cause = models.TextField(choices=Cause.choices)
    day = models.DateField()
    employee = models.BigIntegerField()
    times = models.IntegerField()
    raised_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.TextField(blank=True, default="")
    sentence = models.TextField(blank=True, default="")
    waits = models.BooleanField(default=True)
    region_by = models.TextField(blank=True, default="")
    region_sentence = models.TextField(blank=True, default="")

    class Meta:
        db_table = "alarm"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "cause", "day", "employee"], name="alarm_once"
            )
        ]
