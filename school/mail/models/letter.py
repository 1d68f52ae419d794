"""A letter to one address."""

from django.db import models
from django.db.models.functions import Now

from school.lib.keys import new_key
from school.regions.owned import SchoolOwned


class Letter(SchoolOwned):
    """Words for one address, and what became of them.

    ``key`` makes its Message-ID. ``what`` and ``row_id`` name the row of the school
    that it tells of. ``answer`` is the code of a server that refused it, its words
    never: they repeat the address. ``after`` is when the worker may take it: a time of
    the machine, not of the shown clock.
    """

    class State(models.TextChoices):
        """What became of it; all but the first are ends."""

        WAITING = "waiting", "Ждёт отправки"
        SENT = "sent", "Отправлено"
        REFUSED = "refused", "Почтовый сервер отказался принять"
        LATE = "late", "Не удалось отправить за три дня"
        UNWANTED = "unwanted", "Не отправлено: получатель отписался"
        UNSENT = "unsent", "Записано, не отправлено: почта не настроена"

    key = models.BigIntegerField(default=new_key, unique=True)
    what = models.TextField()
    row_id = models.BigIntegerField()
    address = models.TextField()
    subject = models.TextField()
    text = models.TextField()
    state = models.TextField(choices=State.choices, default=State.WAITING)
    answer = models.TextField(blank=True, default="")
    written_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    after = models.DateTimeField(db_default=Now())
    tries = models.SmallIntegerField(default=0)

    class Meta:
        db_table = "letter"
        indexes = [
            models.Index(
                fields=["after"],
                condition=models.Q(state="waiting"),
                name="letter_waiting",
            ),
            models.Index(fields=["school", "what", "row_id"], name="letter_about"),
        ]
