"""A person as Госуслуги know him, or as his school alone does."""

from django.db import models

from school.regions.models import Region
from school.walls.managers import Walled


class Account(models.Model):
    """A human in one region, known by the oid that ЕСИА never gives to another.

    Whoever comes in by a login of his school has no ``oid`` until Госуслуги name him.
    ``short_name`` («Наталия С.») is what the person's own pages call him.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    oid = models.BigIntegerField(null=True)
    short_name = models.TextField()
    created_at = models.DateTimeField()

    objects = Walled()

    class Meta:
        db_table = "account"
        constraints = [
            models.UniqueConstraint(fields=["region", "oid"], name="account_once")
        ]
