"""Whether Госуслуги answer: one line that all workers share."""

from django.db import models


class Outage(models.Model):
    """How the calls to Госуслуги went lately, by whichever worker made them."""

    failures = models.SmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    shut_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "outage"
