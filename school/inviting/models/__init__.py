"""Invitations of families, and who came by them."""

from django.db import models

from school.lib.keys import new_key
from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class FamilyInvitation(SchoolOwned):
    """An invitation to be written down as a parent of one student; works once.

    Of its code only the keyed digest is kept. ``tries``: how often another child was
    named. ``changed_by`` is whoever withdrew, confirmed or declined it.
    """

    class State(models.TextChoices):
        """How far it is; ``over``: withdrawn, replaced, or tried too often."""

        OPEN = "open", "Отдано семье"
        WAITING = "waiting", "Ждёт подтверждения"
        CONFIRMED = "confirmed", "Подтверждено"
        DECLINED = "declined", "Не наш родитель"
        OVER = "over", "Больше не действует"

    key = models.BigIntegerField(default=new_key, unique=True)
    student = SchoolKey(Card)
    digest = models.TextField(unique=True)
    made_by = SchoolKey(Card)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.IntegerField(default=0)
    state = models.TextField(choices=State.choices, default=State.OPEN)
    answered_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    changed_by = SchoolKey(Card, null=True)

    class Meta:
        db_table = "family_invitation"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "student"],
                condition=models.Q(state="open"),
                name="family_invitation_one_open",
            )
        ]
        indexes = [
            models.Index(
                fields=["school", "student"], name="family_invitation_by_child"
            )
        ]


class InvitedPerson(SchoolOwned):
    """Who waits to be confirmed: ФИО, birth date and СНИЛС of Госуслуги; sealed.

    It has no history: when the class teacher has answered it is emptied, and nothing
    of it is left but the card.
    """

    invitation = SchoolKey(FamilyInvitation)
    sealed = models.BinaryField()

    class Meta:
        db_table = "invited_person"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "invitation"], name="invited_person_once"
            )
        ]
