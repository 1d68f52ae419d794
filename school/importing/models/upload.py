"""One table or package that an administrator sent, from the look to the writing."""

from django.db import models

from school.lib.keys import new_key
from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.walls.keys import SchoolKey


class Upload(SchoolOwned):
    """A table, sealed whole with what was mended and answered since; or a package of
    another system (`school.exchange`).

    ``holds`` names the kind of list (`school.importing.kinds`).
    ``sealed`` goes a day after it came, or when it is put away by hand: till then the
    file of remarks is made of it. What stays are numbers, the file's name and who sent
    it. ``written`` counts what was written, by words of ``writing``; ``tx`` is the
    transaction that did it, by which history knows every row of it.

    What a region brings in for its schools nobody of the school has sent: ``made_by``
    is empty and ``digest`` the SHA-256 of the file, by which it is known again.
    """

    class Kind(models.TextChoices):
        """What came."""

        LIST = "list", "Список"
        PACKAGE = "package", "Пакет"

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", "Ждёт решения"
        WRITTEN = "written", "Загружен"
        PUT_AWAY = "put_away", "Убран"
        TAKEN_BACK = "taken_back", "Отменён"

    key = models.BigIntegerField(default=new_key, unique=True)
    kind = models.TextField(choices=Kind.choices, default=Kind.LIST, db_default="list")
    file_name = models.TextField()
    holds = models.TextField(default="students", db_default="students")
    state = models.TextField(choices=State.choices, default=State.OPEN)
    sealed = models.BinaryField(null=True)
    people = models.IntegerField(default=0)
    written = models.JSONField(default=dict)
    tx = models.BigIntegerField(null=True)
    digest = models.TextField(default="", db_default="")
    made_by = SchoolKey(Card, null=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "upload"
        indexes = [models.Index(fields=["school", "made_at"], name="upload_by_school")]
