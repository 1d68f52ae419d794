"""What somebody outside the school is asked of a restriction's lifting, and says."""

from django.db import models

from school.lib.keys import new_key
from school.regions.owned import SchoolOwned
from school.registry.models.court_word import CourtWord
from school.walls.keys import SchoolKey


class SecondWord(SchoolOwned):
    """A second person is needed and the school has none: its municipality is asked.

    Its operator reads the row while it ``waits``, and of the school nothing else: the
    court's paper and its day, no card and no name. ``said_by`` («Нуйя К., Луговской
    район») and ``sentence`` are what the school then reads.
    """

    class Verdict(models.TextChoices):
        """What was said."""

        AGREED = "agreed"
        REFUSED = "refused"

    key = models.BigIntegerField(default=new_key, unique=True)
    asked = SchoolKey(CourtWord)
    document = models.TextField()
    ruled_date = models.DateField()
    asked_at = models.DateTimeField()
    waits = models.BooleanField(default=True)
    verdict = models.TextField(choices=Verdict.choices, blank=True, default="")
    sentence = models.TextField(blank=True, default="")
    said_by = models.TextField(blank=True, default="")
    said_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "second_word"
        constraints = [
            models.UniqueConstraint(fields=["school", "asked"], name="second_word_once")
        ]
