"""Region, municipality and school. Public facts: no walls."""

from zoneinfo import ZoneInfo

from django.db import models

from school.lib.keys import new_key


class Region(models.Model):
    """A region: its name, its time zone and the line of policies it lives by.

    ``feedback_url`` is the state's feedback platform, where the region names it in
    place of our message about sign-in. ``house_rules`` are those on the back of a
    registration card, a paragraph a line; empty, ours stand there.
    """

    slug = models.SlugField(unique=True)
    name = models.TextField()
    policy_line = models.TextField()
    time_zone = models.TextField(default="Europe/Moscow")
    feedback_url = models.TextField(blank=True, default="", db_default="")
    house_rules = models.TextField(blank=True, default="", db_default="")

    class Meta:
        db_table = "region"

    def zone(self) -> ZoneInfo:
        """The zone in which the region's day begins."""
        return ZoneInfo(self.time_zone)


class Contacts(models.Model):
    """Whom to call and where to write, as the region's operator typed it; or empty."""

    phone = models.TextField(blank=True, default="", db_default="")
    email = models.TextField(blank=True, default="", db_default="")

    class Meta:
        abstract = True


class Municipality(Contacts):
    """A municipal district or city of a region; contacts of its department."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    name = models.TextField()

    class Meta:
        db_table = "municipality"


class School(Contacts):
    """An educational organisation. ``short_name`` is what families call it."""

    key = models.BigIntegerField(default=new_key, unique=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    name = models.TextField()
    short_name = models.TextField()

    class Meta:
        db_table = "school"
