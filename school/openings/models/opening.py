"""One hour for which one school was open to one operator."""

from django.db import models

from school.lib.keys import new_key
from school.regions.owned import SchoolOwned


class Opening(SchoolOwned):
    """Who could read a school's access desk, why, and from when until when.

    ``account`` is the operator's, ``name`` how he was called then, ``number`` that of a
    message or a letter. ``ended_by`` is who ended it before ``until_at``, by name. The
    rows show to the operators of the school while ``with_support``, which is always.
    """

    key = models.BigIntegerField(default=new_key, unique=True)
    account = models.BigIntegerField()
    name = models.TextField()
    reason = models.TextField()
    number = models.TextField()
    since_at = models.DateTimeField()
    until_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(blank=True, default="")
    with_support = models.BooleanField(default=True)

    class Meta:
        db_table = "school_opening"
        indexes = [
            models.Index(fields=["school", "until_at"], name="opening_by_its_end")
        ]
