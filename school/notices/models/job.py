"""What waits to be done by the worker."""

from django.db import models
from django.db.models.functions import Now


class Job(models.Model):
    """«Deliver the notices of this school.» Ids only, of the whole installation.

    The row is the job: whoever does it deletes it in the same transaction, so that a
    worker that is killed has done nothing and the job still waits. ``after`` is when
    it may be tried; a job that failed waits longer each time.
    """

    school_id = models.BigIntegerField()
    since = models.DateTimeField(db_default=Now())
    after = models.DateTimeField(db_default=Now())
    failures = models.SmallIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "job"
