"""What people agreed to: a ledger that only grows, its copies on cards, its texts."""

from django.db import models

from school.access.models.account import Account
from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey
from school.walls.managers import Walled


class _Kind(models.TextChoices):
    """Who had to agree."""

    OWN = "own"
    PARENT = "parent"


class _State(models.TextChoices):
    """What was said: to whom a request went, or how it was answered."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Consent(models.Model):
    """One word about one person's data: his own or a parent's. Never changed.

    The account is whose data it is about; ``by_oid`` the number at Госуслуги of
    whoever was asked or decided; ``text_version`` the text agreed to, empty where it
    is not today's. ``given_by`` is what an earlier program wrote instead of ``by_oid``.
    """

    Kind = _Kind
    State = _State

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    kind = models.TextField(choices=_Kind.choices)
    state = models.TextField(choices=_State.choices)
    given_by = models.BigIntegerField(null=True)
    by_oid = models.BigIntegerField(null=True)
    channel = models.TextField()
    text_version = models.TextField()
    decided_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)

    objects = Walled()

    class Meta:
        db_table = "consent"


class CardConsent(SchoolOwned):
    """The same word on a card of that person, for the school and the parents to read.

    A paper one (``channel`` is «paper») is born here: ``form`` and ``file_number`` say
    what paper and where it lies, ``written_by`` is the employee's card. No scan.
    """

    card = SchoolKey(Card)
    kind = models.TextField(choices=_Kind.choices)
    state = models.TextField(choices=_State.choices)
    by_oid = models.BigIntegerField(null=True)
    channel = models.TextField()
    text_version = models.TextField()
    decided_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    form = models.TextField(blank=True, default="")
    file_number = models.TextField(blank=True, default="")
    written_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "card_consent"
        constraints = [
            models.UniqueConstraint(
                fields=[
                    *("school", "card", "kind", "by_oid", "channel", "state"),
                    "decided_at",
                ],
                nulls_distinct=False,
                name="card_consent_once",
            )
        ]
        # The door and a family know their cards and ask in no school in particular.
        indexes = [models.Index(fields=["card"], name="card_consent_by_card")]


class ConsentText(models.Model):
    """The words of one version, kept for as long as anybody agreed to them."""

    version = models.TextField(primary_key=True)
    words = models.TextField()
    first_at = models.DateTimeField()

    class Meta:
        db_table = "consent_text"


class ConsentWatch(models.Model):
    """Up to which moment the register's changes have been followed. One row, id 1."""

    seen_at = models.DateTimeField()

    class Meta:
        db_table = "consent_watch"
