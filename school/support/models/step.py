"""What happened to a message: its steps, the person's replies, its way to support."""

from django.db import models

from school.lib.keys import new_key
from school.people.models import Card
from school.regions.models import Region
from school.regions.owned import SchoolOwned
from school.support.models.ticket import Ticket
from school.walls.keys import SchoolKey


class TicketStep(SchoolOwned):
    """One change of a message: who, when, what. Ids and keys alone, no personal words.

    ``role`` acted (``person``, ``clock``, or a holder), as ``by`` where he has a card
    here. ``to`` is the key of what it came to: a state, a sentence, a holder.
    ``with_support``: support has the message now and reads its steps.
    """

    class What(models.TextChoices):
        """The kinds of change."""

        STATE = "state"
        HANDED = "handed"
        ROSE = "rose"
        REPLACED = "replaced"
        REPLIED = "replied"
        TOLD = "told"

    ticket = SchoolKey(Ticket)
    at = models.DateTimeField()
    what = models.TextField(choices=What.choices)
    role = models.TextField()
    by = SchoolKey(Card, null=True)
    to = models.TextField(blank=True, default="")
    sentence = models.TextField(blank=True, default="")
    with_support = models.BooleanField(default=False)

    class Meta:
        db_table = "ticket_step"
        indexes = [
            models.Index(fields=["school", "ticket", "at"], name="ticket_step_by_time")
        ]


class TicketReply(SchoolOwned):
    """What the person typed on the page of his number when he was asked."""

    ticket = SchoolKey(Ticket)
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        db_table = "ticket_reply"
        indexes = [models.Index(fields=["school", "ticket"], name="ticket_reply_of")]


class RaisedTicket(SchoolOwned):
    """A message that has risen to the region's support, as much as support reads of it.

    Its own row, because a wall hides rows and not columns: no name, no contact, no text
    of a person. ``with_support`` until it is answered or returned.
    """

    key = models.BigIntegerField(default=new_key, unique=True)
    ticket = SchoolKey(Ticket)
    reference = models.TextField()
    reason = models.TextField()
    audience = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    rose_at = models.DateTimeField()
    with_support = models.BooleanField(default=True)

    class Meta:
        db_table = "raised_ticket"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "ticket"], name="raised_ticket_once"
            )
        ]


class TicketTerm(models.Model):
    """In how many working days a message rises from each; no row: the defaults."""

    region = models.OneToOneField(Region, models.PROTECT, related_name="+")
    class_teacher_days = models.IntegerField(default=1)
    administrator_days = models.IntegerField(default=3)

    class Meta:
        db_table = "ticket_term"
