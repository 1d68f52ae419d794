"""What every row of a school has: its school, and the manager behind the walls."""

from django.db import models

from school.walls.managers import Walled


class SchoolOwned(models.Model):
    """A row that belongs to a school. Its physical key is ``(id, school_id)``."""

    school = models.ForeignKey(
        "regions.School", models.DO_NOTHING, related_name="+", db_index=False
    )

    objects = Walled()

    class Meta:
        abstract = True
