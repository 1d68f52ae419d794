"""An invitation to a role that nobody in the database could give, and who took it."""

from django.db import models

from school.access.models.account import Account
from school.regions.models import Municipality, Region, School
from school.walls.managers import Walled


class Invitation(models.Model):
    """A link that makes one person an operator, of a whole region or of one
    ``municipality``, or the first administrator of ``school``.

    Of the link only the SHA-256 of its secret is kept. Whoever opens it signs in
    through Госуслуги first: the role goes to the person whom Госуслуги named.
    """

    class Role(models.TextChoices):
        """What the person will be."""

        OPERATOR = "operator"
        ADMINISTRATOR = "administrator"

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, related_name="+", db_index=False
    )
    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="+")
    role = models.TextField(choices=Role.choices)
    digest = models.TextField(unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "invitation"


class Operator(models.Model):
    """A person who keeps a region going, or one ``municipality`` of it.

    On ``until_at`` it is over. ``short_name`` («Наталия С.») is what those call him
    who answer for him: the region's operator, and the school that he has agreed with.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, related_name="+", db_index=False
    )
    short_name = models.TextField(blank=True, default="", db_default="")
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    objects = Walled()

    class Meta:
        db_table = "operator"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "region"],
                condition=models.Q(until_at=None),
                name="operator_one_live",
            )
        ]
