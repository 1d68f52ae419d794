"""A message about sign-in, and what its sender shared from Госуслуги."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from school.academics.leading import leads_of
from school.academics.models import SchoolClass
from school.lib.keys import new_key
from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.rights.visitor import Role, Visitor
from school.walls.keys import SchoolKey
from school.walls.managers import Walled


class TicketQuerySet(models.QuerySet["Ticket"]):
    """Messages as somebody may see them."""

    def visible_to(self, visitor: Visitor) -> Self:
        """Those about classes that the visitor leads today; all for an administrator.

        The rows remember whether he leads their class (``led``).
        """
        if not visitor.is_staff:
            return self.none()
        known = self.filter(school=visitor.school).towards(visitor)
        if Role.ADMINISTRATOR in visitor.granted:
            return known
        return known.filter(Q(led=True))

    def towards(self, visitor: Visitor) -> Self:
        """With ``led``: the visitor is the class teacher today."""
        leads = leads_of(visitor).filter(school_class=OuterRef("school_class"))
        return self.annotate(led=Exists(leads))


TicketManager = Walled.from_queryset(TicketQuerySet)


class Ticket(SchoolOwned):
    """What somebody who could not come in wrote to his school; one for a number.

    ``reason`` and ``audience`` are those of the refused attempt, in truth; what the
    person reads says less. No reason: a parent is in and misses a child.
    ``class_typed`` and ``child`` are as typed; ``school_class`` is the class that this
    names, empty where it names none. ``held_by`` has the next move, till the end of
    ``due_date``; without one nobody waits for it. ``question`` is the key of a sentence
    in :mod:`school.support.sentences`.
    """

    class State(models.TextChoices):
        """Where it stands: the words of the status page."""

        RECEIVED = "received", "Получено"
        WORKING = "working", "В работе у школы"
        FIXED = "fixed", "Исправлено, попробуйте войти"
        ASKED = "asked", "Нужен ваш ответ"

    class Holder(models.TextChoices):
        """Whose move it is, from below upwards."""

        CLASS_TEACHER = "class_teacher"
        ADMINISTRATOR = "administrator"
        SUPPORT = "support"

    # In these the school has something to do.
    OPEN = (State.RECEIVED, State.WORKING)

    key = models.BigIntegerField(default=new_key, unique=True)
    reference = models.TextField()
    reason = models.TextField()
    audience = models.TextField(blank=True)
    refused_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    school_class = SchoolKey(SchoolClass, null=True)
    class_typed = models.TextField(blank=True)
    child = models.TextField()
    contact = models.TextField(blank=True)
    comment = models.TextField(blank=True)
    state = models.TextField(choices=State.choices, default=State.RECEIVED)
    question = models.TextField(blank=True, default="")
    changed_at = models.DateTimeField()
    changed_by = SchoolKey(Card, null=True)
    # A program of an earlier version names nobody: the clock then finds out who it is.
    held_by = models.TextField(
        choices=Holder.choices,
        default=Holder.CLASS_TEACHER,
        db_default=Holder.CLASS_TEACHER,
    )
    due_date = models.DateField(null=True)

    objects: ClassVar["TicketManager[Ticket]"] = TicketManager()

    class Meta:
        db_table = "ticket"
        constraints = [
            models.UniqueConstraint(fields=["school", "reference"], name="ticket_once")
        ]
        indexes = [
            models.Index(fields=["reference"], name="ticket_by_reference"),
            models.Index(fields=["school", "sent_at"], name="ticket_by_time"),
        ]


class SharedIdentity(SchoolOwned):
    """ФИО, birth date and СНИЛС that the sender passed on from Госуслуги; sealed.

    It has no history: when it is deleted, nothing of it is left.
    """

    ticket = SchoolKey(Ticket)
    sealed = models.BinaryField()

    class Meta:
        db_table = "shared_identity"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "ticket"], name="shared_identity_once"
            )
        ]
