"""The region's hot line and the days on which nobody answers it."""

from django.db import models

from school.regions.models.places import Region


class HelpLine(models.Model):
    """Phone and hours of the hot line, Monday to Friday, in the region's zone."""

    region = models.OneToOneField(Region, models.PROTECT, related_name="help_line")
    phone = models.TextField()
    opens = models.TimeField()
    closes = models.TimeField()
    lunch_since = models.TimeField()
    lunch_until = models.TimeField()

    class Meta:
        db_table = "help_line"


class DayOff(models.Model):
    """A weekday on which the region's offices are closed."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    date = models.DateField()

    class Meta:
        db_table = "day_off"
        constraints = [
            models.UniqueConstraint(fields=["region", "date"], name="day_off_once")
        ]
