"""A person as Госуслуги knows him, and what he agreed to."""

from django.db import models

from school.regions.models import Region
from school.walls.managers import Walled


class Account(models.Model):
    """A human in one region, known by the oid that ЕСИА never gives to another.

    ``short_name`` («Наталия С.») is what the person's own pages call him.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    oid = models.BigIntegerField()
    short_name = models.TextField()
    created_at = models.DateTimeField()

    objects = Walled()

    class Meta:
        db_table = "account"
        constraints = [
            models.UniqueConstraint(fields=["region", "oid"], name="account_once")
        ]


class Consent(models.Model):
    """One consent of a person, or of a parent for the person: asked, given, ended.

    The account is whose data it is about; ``given_by`` the account that decided.
    """

    class Kind(models.TextChoices):
        """Who had to agree."""

        OWN = "own"
        PARENT = "parent"

    class State(models.TextChoices):
        """Where the consent stands."""

        ASKED = "asked"
        GIVEN = "given"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"
        EXPIRED = "expired"

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    kind = models.TextField(choices=Kind.choices)
    state = models.TextField(choices=State.choices)
    given_by = models.BigIntegerField(null=True)
    channel = models.TextField()
    text_version = models.TextField()
    decided_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)

    objects = Walled()

    class Meta:
        db_table = "consent"
