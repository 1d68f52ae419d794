"""How often somebody has knocked lately, without a word of who it is."""

from django.db import models


class Throttle(models.Model):
    """One window of one rule for one caller: ``times`` knocks, over at ``until_at``.

    ``key`` is an HMAC of the rule and of what the caller is known by. The table is
    UNLOGGED: after a crash everybody begins anew.
    """

    key = models.TextField(primary_key=True)
    until_at = models.DateTimeField()
    times = models.IntegerField()

    class Meta:
        db_table = "throttle"
