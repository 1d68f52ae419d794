"""What somebody of a school is asked to read: the head of each of his pages."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse

from school.campaign.models import Announcement
from school.lib import clock
from school.lib.keys import to_text
from school.registry.frame import News
from school.rights.visitor import Visitor

_SHOWN = 3
# What nobody has confirmed for a year is history: its page has it.
_ASKS = timedelta(days=366)


def news(visitor: Visitor) -> list[News]:
    """The newest that he has not confirmed, at most three. One query."""
    waiting = (
        Announcement.objects.visible_to(visitor)
        .filter(Q(is_read=False), withdrawn_at=None, sent_at__gt=clock.now() - _ASKS)
        .order_by("-sent_at", "-id")
    )
    return [
        News(
            one.sender,
            one.title,
            reverse("campaign:announcements") + f"#a-{to_text(one.key)}",
            one.due_date,
            is_late=one.due_date is not None and one.due_date < visitor.today,
            is_reminder=one.reminded_at is not None,
        )
        for one in waiting[:_SHOWN]
    ]
