"""The audit trail: one line for each act."""

from django.db import models
from django.db.models.functions import Now


class AuditLine(models.Model):
    """Who did what to which thing, in ids. Never changed, never removed."""

    at = models.DateTimeField(db_default=Now())
    actor = models.TextField()
    action = models.TextField()
    thing = models.TextField()
    school_id = models.BigIntegerField(null=True)
    request = models.TextField(blank=True, default="")

    class Meta:
        db_table = "audit_line"
