"""What a court said of a link, as the school wrote it down."""

from django.db import models

from school.people.models import Card, Kinship
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class CourtWord(SchoolOwned):
    """One word about a court's restriction of a link; the last says where it stands.

    ``document`` is the court's paper and ``ruled_date`` its day, as the school saw
    them. A restriction works at once. It is lifted when one person has asked for it and
    a second one agrees. The link itself carries what the door reads
    (``Kinship.restricted``).
    """

    class Word(models.TextChoices):
        """What was said."""

        RESTRICTED = "restricted"
        LIFT_ASKED = "lift_asked"
        LIFTED = "lifted"

    kinship = SchoolKey(Kinship)
    word = models.TextField(choices=Word.choices)
    document = models.TextField()
    ruled_date = models.DateField()
    said_by = SchoolKey(Card)
    said_at = models.DateTimeField()

    class Meta:
        db_table = "court_word"
        indexes = [
            models.Index(fields=["school", "kinship"], name="court_word_by_kinship")
        ]
