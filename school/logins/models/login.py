"""The login of one student's card, and its password, which no employee sees."""

from django.db import models

from school.lib.keys import new_key
from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class Login(SchoolOwned):
    """The name by which a child comes in («kvt48273»), one for a student's card.

    Found at the door by ``digest``, the keyed digest of ``name``. ``blocked_on`` is
    the day from which the rules of the region give his age no password.
    """

    key = models.BigIntegerField(default=new_key, unique=True)
    student = SchoolKey(Card)
    name = models.TextField()
    digest = models.TextField(unique=True)
    made_at = models.DateTimeField()
    blocked_on = models.DateField(null=True)

    class Meta:
        db_table = "login"
        constraints = [
            models.UniqueConstraint(fields=["school", "student"], name="login_once")
        ]


class LoginPassword(SchoolOwned):
    """What is kept of the password that the child chose: argon2id, never history.

    ``failures`` counts wrong tries since the last right one; after so many of them
    the password is void, and ``hash`` is empty.
    """

    login = SchoolKey(Login)
    hash = models.TextField()
    chosen_at = models.DateTimeField()
    failures = models.IntegerField(default=0)

    class Meta:
        db_table = "login_password"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "login"], name="login_password_once"
            )
        ]
