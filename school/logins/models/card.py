"""The paper («карточка регистрации доступа»)."""

from django.db import models

from school.lib.keys import new_key
from school.logins.models.login import Login
from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class RegistrationCard(SchoolOwned):
    """One card with a one-time code, from the printer to the child's own password.

    Of the code only the keyed digest is kept. ``made_by`` is the employee who printed
    it, or the parent who made a code for his child. ``tries``: wrong codes so far.
    """

    class State(models.TextChoices):
        """How far it is; ``void``: printed anew, or tried with wrong codes."""

        PRINTED = "printed", "Напечатана"
        ISSUED = "issued", "Выдана"
        ACTIVATED = "activated", "Пароль выбран"
        VOID = "void", "Больше не действует"

    class To(models.TextChoices):
        """Into whose hands it was given."""

        NOBODY = "", "Не выдана"
        PUPIL = "pupil", "Ученику"
        PARENT = "parent", "Родителю"

    key = models.BigIntegerField(default=new_key, unique=True)
    login = SchoolKey(Login)
    digest = models.TextField()
    state = models.TextField(choices=State.choices, default=State.PRINTED)
    made_by = SchoolKey(Card)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.IntegerField(default=0)
    issued_to = models.TextField(choices=To.choices, blank=True, default=To.NOBODY)
    issued_at = models.DateTimeField(null=True)
    issued_by = SchoolKey(Card, null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "registration_card"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "login"],
                condition=models.Q(state__in=("printed", "issued")),
                name="registration_card_one_open",
            )
        ]
        indexes = [
            models.Index(fields=["school", "login"], name="registration_card_by_login")
        ]
