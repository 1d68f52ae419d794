"""An announcement as one school has it, and the receipts of its people."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef

from school.lib.keys import new_key
from school.people.models import Card
from school.regions.owned import SchoolOwned
from school.rights.visitor import Role, Visitor
from school.walls.keys import SchoolKey
from school.walls.managers import Walled


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    """Announcements as somebody may see them."""

    def visible_to(self, visitor: Visitor) -> Self:
        """Those of his school that are meant for him; ``is_read`` by himself."""
        if not visitor.is_staff:
            return self.none()
        receipts = Receipt.objects.filter(
            school=visitor.school, announcement=OuterRef("pk"), card=visitor.card
        )
        mine = self.filter(school=visitor.school).annotate(is_read=Exists(receipts))
        if Role.ADMINISTRATOR in visitor.granted:
            return mine
        return mine.filter(audience=Announcement.Audience.EMPLOYEES)


AnnouncementManager = Walled.from_queryset(AnnouncementQuerySet)


class Announcement(SchoolOwned):
    """What a region or a municipality says to a school: one row for each school.

    Rows that were sent together share ``batch``. ``keeper`` says in whose name,
    «region» or «municipality:7»; ``sender`` and ``author`` are its words for people.
    ``reminded_at`` is the last reminder to this school. One that is withdrawn stays,
    and nobody has to confirm it. ``with_support`` is always true: by it the walls let
    the operators of the school read the row.
    """

    class Audience(models.TextChoices):
        """Who of a school is asked to read it."""

        ADMINISTRATORS = "administrators", "Администраторам"
        EMPLOYEES = "employees", "Всем сотрудникам"

    key = models.BigIntegerField(default=new_key, unique=True)
    batch = models.BigIntegerField()
    keeper = models.TextField()
    sender = models.TextField()
    author = models.TextField()
    audience = models.TextField(choices=Audience.choices)
    title = models.TextField()
    text = models.TextField()
    due_date = models.DateField(null=True)
    sent_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    with_support = models.BooleanField(default=True)

    objects: ClassVar["AnnouncementManager[Announcement]"] = AnnouncementManager()

    class Meta:
        db_table = "announcement"
        constraints = [
            models.UniqueConstraint(fields=["school", "batch"], name="announced_once")
        ]
        indexes = [
            models.Index(fields=["school", "sent_at"], name="announcement_by_time")
        ]


class Receipt(SchoolOwned):
    """«Прочитано»: who of the school, called as the school calls him, and when."""

    announcement = SchoolKey(Announcement)
    card = SchoolKey(Card)
    name = models.TextField()
    read_at = models.DateTimeField()
    with_support = models.BooleanField(default=True)

    class Meta:
        db_table = "announcement_receipt"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "announcement", "card"], name="receipt_once"
            )
        ]
