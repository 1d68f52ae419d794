"""An open session: a device on which somebody is signed in."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Session(models.Model):
    """Who is signed in on a device and as whom he looks: family or one staff card.

    ``cards`` are the cards admitted at the door; that they are still attached, active
    and allowed is read again at every request.

    ``expires_at`` moves on while the device is used (``seen_at``, now and then): by
    ``idle``, never beyond ``ends_at``. The three are empty in a session that a former
    program opened, and it ends when that said. ``device`` is «Chrome, Android».
    ``proved_at`` is when the person last typed his password at Госуслуги, as they say;
    empty where that is not known. ``office_at`` is about when he was last on a page of
    operators; empty where he has not been since he came in.

    The cookie holds a random token; only its SHA-256 is kept. Read before anybody is
    known, so it has no walls and names nobody.
    """

    class Kind(models.TextChoices):
        """As whom the person looks."""

        CHOOSING = "choosing"
        FAMILY = "family"
        STAFF = "staff"

    digest = models.TextField(primary_key=True)
    account_id = models.BigIntegerField()
    kind = models.TextField(choices=Kind.choices)
    school_id = models.BigIntegerField(null=True)
    card_id = models.BigIntegerField(null=True)
    cards = ArrayField(models.BigIntegerField())
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    idle = models.DurationField(null=True)
    ends_at = models.DateTimeField(null=True)
    stands_until = models.DateTimeField(null=True)
    device = models.TextField(default="", db_default="")
    proved_at = models.DateTimeField(null=True)
    office_at = models.DateTimeField(null=True)
    borrowed = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "session"
        indexes = [models.Index(fields=["account_id"], name="session_by_account")]
