"""Which cards are whose, and which cards were held back at the door."""

from django.db import models

from school.access.models.account import Account
from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class Attachment(SchoolOwned):
    """The tie («привязка») of a card to a person, after one full match at Госуслуги.

    With the ``evidence`` «login» his school gave him the login, and Госуслуги never
    named him: then there is no ``oid``, and whoever matches takes the tie over.
    ``oid`` repeats the account's, so that the next person who comes with the same
    card is seen to be another one without reading somebody else's account.
    ``entered_at`` is when he first came in with it: never, while a consent is missing.
    """

    card = SchoolKey(Card)
    account = models.ForeignKey(
        Account, models.DO_NOTHING, related_name="+", db_index=False
    )
    oid = models.BigIntegerField(null=True)
    evidence = models.TextField()
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    entered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "attachment"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "card"],
                condition=models.Q(until_at=None),
                name="attachment_one_live",
            )
        ]
        indexes = [
            models.Index(fields=["account"], name="attachment_by_account"),
            models.Index(fields=["school", "card"], name="attachment_by_card"),
        ]


class HeldCard(SchoolOwned):
    """A card that did not pass at somebody's sign-in: the school is told why.

    Nothing of what Госуслуги said is kept here, only the reason and the number that
    the person may name. A repeated refusal for the same reason renews the row. A
    refusal before ``mended_at`` is of a card that the school has corrected since.
    """

    card = SchoolKey(Card)
    reason = models.TextField()
    reference = models.TextField()
    since_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.IntegerField(default=1)
    mended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "held_card"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "card", "reason"], name="held_card_once"
            )
        ]
