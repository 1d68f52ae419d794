"""Openings as the school is told of them: above its pages, and in a list of a year."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from school.lib import clock
from school.lib.keys import to_text
from school.openings.models import Opening
from school.registry.frame import News, Press
from school.registry.keeping import administers
from school.rights.visitor import Visitor

_KEPT_IN_SIGHT = timedelta(days=366)
_OPENED = "Оператор региона читает «Доступ семей» вашей школы"


def news(visitor: Visitor) -> list[News]:
    """To an administrator: what is open now. One query; to others none."""
    if not administers(visitor):
        return []
    open_now = _of_school(visitor).filter(ended_at=None, until_at__gt=clock.now())
    return [_told(one, visitor) for one in open_now]


def of_school(visitor: Visitor, at: datetime) -> list[Opening]:
    """Those of the visitor's school in a year, the newest first. One query."""
    return list(_of_school(visitor).filter(since_at__gt=at - _KEPT_IN_SIGHT))


def _of_school(visitor: Visitor) -> QuerySet[Opening]:
    return Opening.objects.filter(school=visitor.school).order_by("-since_at", "-pk")


def _told(one: Opening, visitor: Visitor) -> News:
    until = one.until_at.astimezone(visitor.zone)
    why = f"Причина: {one.reason} (основание — {one.number})"
    return News(
        f"{one.name}, до {until:%H:%M}. {why}",
        _OPENED,
        reverse("openings:openings"),
        None,
        is_late=False,
        is_reminder=False,
        press=Press(
            "Закрыть доступ",
            reverse("openings:close", kwargs={"opening": to_text(one.key)}),
            "Кто и когда открывал",
        ),
    )
