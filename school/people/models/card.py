"""The personal card («личная карточка»): what a school wrote down of a person."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Concat, Lower, Replace

from school.lib.keys import new_key
from school.regions.owned import SchoolOwned
from school.walls.managers import Walled

_SPACE = models.Value(" ", output_field=models.TextField())
_YO = models.Value("ё", output_field=models.TextField())
_YE = models.Value("е", output_field=models.TextField())


class Standing(Walled["Card"]):
    """The cards that stand: none that was merged into another."""

    def get_queryset(self) -> models.QuerySet["Card"]:
        """What `Walled` shows, without the merged ones."""
        return super().get_queryset().filter(merged=False)


class Card(SchoolOwned):
    """One person as one school knows him: a student, a guardian or an employee.

    A human may have several cards: in two schools, or as a teacher and a parent. СНИЛС
    and birth certificate are sealed (:mod:`school.people.sealing`); equality is asked
    of their keyed digests. ``registered`` is the entry in «Реестр родителей»,
    ``user`` the entry in «Реестр пользователей». ``snils_unsound``: the sealed СНИЛС
    came from elsewhere and its control number does not fit. ``reads_paper``: a student
    whose family has no Госуслуги and gets the diary printed. ``merged``: the person's
    other card stands instead of this one; it has no document, no user, no link that
    lasts, and only :attr:`every` shows it.
    """

    class Kind(models.TextChoices):
        """Whose card it is."""

        STUDENT = "student"
        GUARDIAN = "guardian"
        EMPLOYEE = "employee"

    class User(models.TextChoices):
        """The state of the card's entry in «Реестр пользователей»."""

        NONE = "none"
        ACTIVE = "active"
        INACTIVE = "inactive"

    key = models.BigIntegerField(default=new_key, unique=True)
    kind = models.TextField(choices=Kind.choices)
    last_name = models.TextField()
    first_name = models.TextField()
    patronymic = models.TextField(blank=True, default="")
    name_key = models.GeneratedField(
        expression=Replace(
            Lower(Concat("last_name", _SPACE, "first_name", _SPACE, "patronymic")),
            _YO,
            _YE,
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    birth_date = models.DateField()
    phone = models.TextField(blank=True, default="")
    email = models.TextField(blank=True, default="")
    snils_sealed = models.BinaryField(null=True)
    snils_digest = models.TextField(null=True)
    certificate_sealed = models.BinaryField(null=True)
    certificate_digest = models.TextField(null=True)
    registered = models.BooleanField(default=True)
    user = models.TextField(choices=User.choices, default=User.ACTIVE)
    snils_unsound = models.BooleanField(default=False, db_default=False)
    reads_paper = models.BooleanField(default=False, db_default=False)
    merged = models.BooleanField(default=False, db_default=False)

    objects: ClassVar[Walled["Card"]] = Standing()
    every = Walled()

    class Meta:
        db_table = "card"
        indexes = [
            models.Index(fields=["school", "name_key", "id"], name="card_by_name"),
            models.Index(fields=["snils_digest"], name="card_by_snils"),
            models.Index(fields=["certificate_digest"], name="card_by_certificate"),
            models.Index(fields=["email"], name="card_by_email"),
        ]
