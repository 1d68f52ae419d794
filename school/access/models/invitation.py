"""An invitation to a role that nobody in the database could give, and who took it."""

from django.db import models

from school.access.models.account import Account
from school.regions.models import Region, School
from school.walls.managers import Walled


class Invitation(models.Model):
    """A link that a command printed: it makes one person an operator, or the first
    administrator of ``school``.

    Of the link only the SHA-256 of its secret is kept. Whoever opens it signs in
    through Госуслуги first: the role goes to the person whom Госуслуги named.
    """

    class Role(models.TextChoices):
        """What the person will be."""

        OPERATOR = "operator"
        ADMINISTRATOR = "administrator"

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="+")
    role = models.TextField(choices=Role.choices)
    digest = models.TextField(unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "invitation"


class Operator(models.Model):
    """A person who keeps a region going. On ``until_at`` it is over."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
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
