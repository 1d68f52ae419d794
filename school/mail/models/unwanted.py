"""Who has unsubscribed from what."""

from django.db import models


class Unwanted(models.Model):
    """An address, by its keyed digest, that wants no letters of a kind.

    The address is a person's in one mailbox, whatever cards it stands in: a sender of a
    message has no card at all.
    """

    digest = models.TextField()
    kind = models.TextField()
    since_at = models.DateTimeField()

    class Meta:
        db_table = "unwanted_letter"
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "kind"], name="unwanted_letter_once"
            )
        ]
