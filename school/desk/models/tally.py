"""How a school or a class stood in one week."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from school.academics.models import SchoolClass
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class Tally(SchoolOwned):
    """The desk's numbers in the week that began on ``monday``, as last counted in it.

    Of a class, or of the whole school (``is_whole``, no class), which alone the region
    reads. ``causes`` are the people of each cause, in the order of the causes.
    """

    school_class = SchoolKey(SchoolClass, null=True)
    is_whole = models.BooleanField()
    side = models.TextField()
    monday = models.DateField()
    counted_at = models.DateTimeField()
    families = models.IntegerField()
    ready = models.IntegerField()
    not_confirmed = models.IntegerField()
    no_consent = models.IntegerField()
    entered = models.IntegerField()
    causes = ArrayField(models.IntegerField())

    class Meta:
        db_table = "desk_tally"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "monday", "side", "school_class"],
                nulls_distinct=False,
                name="desk_tally_once",
            )
        ]
