"""How much is too much in a region."""

from django.db import models

from school.regions.models import Region


class AlarmLimits(models.Model):
    """The borders of a region that has chosen its own (:mod:`school.alarms.limits`)."""

    region = models.OneToOneField(Region, models.PROTECT, related_name="+")
    cards = models.IntegerField()
    outside = models.IntegerField()
    exports = models.IntegerField()
    numbers = models.IntegerField()

    class Meta:
        db_table = "alarm_limits"
