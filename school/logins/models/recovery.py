"""A forgotten password: what was asked, and the link that went out."""

from django.db import models

from school.logins.models.login import Login
from school.regions.models import Region
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class RecoveryAsked(models.Model):
    """What somebody typed on «Забыли пароль?», sealed, till the worker has looked.

    The page writes this row whatever was typed, and answers; so its answer tells
    nothing.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    asked_at = models.DateTimeField()

    class Meta:
        db_table = "recovery_asked"


class Recovery(SchoolOwned):
    """A link to a new password: works once, for half an hour.

    Of its secret only the digest is kept.
    """

    login = SchoolKey(Login)
    digest = models.TextField(unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "recovery"
        indexes = [models.Index(fields=["school", "login"], name="recovery_by_login")]
