"""Recovered passwords as the class teacher is told of them: above his pages."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from school.academics.leading import led_cards
from school.lib import clock
from school.lib.dates import day_in_words
from school.lib.keys import to_text
from school.logins.making import name_of
from school.logins.recovering import WHAT
from school.notices.models import Delivery
from school.registry.frame import News, Press
from school.rights.visitor import Visitor

_SHOWN = 3
# Whoever was locked out of his mailbox says so within a month.
_FRESH = timedelta(days=30)
_TITLE = "Ученик выбрал новый пароль по ссылке из письма"
_IF_NOT = "Если он об этом не просил, напечатайте ему новую карточку"


def news(visitor: Visitor) -> list[News]:
    """The newest that he has not put away, of those whom he leads today; at most three.

    One query; to whoever is no employee none.
    """
    if not visitor.is_staff:
        return []
    fresh = _waiting(visitor).filter(told_at__gt=clock.now() - _FRESH)
    newest = fresh.select_related("student").order_by("-told_at", "-pk")
    return [_told(one, visitor) for one in newest[:_SHOWN]]


def put_away(visitor: Visitor, student: int, *, until: datetime, at: datetime) -> bool:
    """«Понятно» of this student's key: what was told till then; whether there was any.

    What came after the page was opened stays.
    """
    told = _waiting(visitor).filter(student__key=student, told_at__lte=until)
    # A join cannot be updated, and an id alone names no row.
    found = told.values_list("pk", flat=True)
    mine = Delivery.objects.filter(school=visitor.school, pk__in=list(found))
    return mine.update(seen_at=at) > 0


def _waiting(visitor: Visitor) -> QuerySet[Delivery]:
    return Delivery.objects.filter(
        school=visitor.school,
        card=visitor.card,
        seen_at=None,
        notice__what=WHAT,
        student__in=led_cards(visitor).values("pk"),
    )


def _told(one: Delivery, visitor: Visitor) -> News:
    key, at = to_text(one.student.key), one.told_at.astimezone(visitor.zone)
    until = urlencode({"until": one.told_at.isoformat()})
    name = name_of(one.student).with_initials
    return News(
        f"{name}, {day_in_words(at.date())} в {at:%H:%M}. {_IF_NOT}",
        _TITLE,
        reverse("registry:card", kwargs={"card": key}) + "#entries",
        None,
        is_late=False,
        is_reminder=False,
        press=Press(
            "Понятно",
            reverse("logins:told", kwargs={"student": key}) + f"?{until}",
            "Карточка ученика",
        ),
    )
