"""What was announced to a school, as one of its people reads it."""

from dataclasses import dataclass
from datetime import date, datetime

from school.campaign.models import Announcement, Receipt
from school.lib.keys import to_text
from school.rights.visitor import Visitor

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Received:
    """One announcement. ``waits``: for the reader; ``readers`` have confirmed."""

    key: str
    sender: str
    author: str
    title: str
    text: str
    sent_at: datetime
    reminded_at: datetime | None
    withdrawn_at: datetime | None
    due: date | None
    is_late: bool
    waits: bool
    readers: tuple[tuple[str, datetime], ...]


def read(visitor: Visitor) -> list[Received]:
    """Those that are meant for him: what waits first, then the newest. Two queries."""
    found = Announcement.objects.visible_to(visitor).order_by("-sent_at", "-id")
    rows = list(found[:LONGEST])
    receipts = Receipt.objects.filter(
        school=visitor.school, announcement__in=[row.pk for row in rows]
    )
    readers: dict[int, list[tuple[str, datetime]]] = {}
    for each in receipts.order_by("read_at", "pk"):
        of = readers.setdefault(each.announcement_id, [])
        of.append((each.name, each.read_at))
    told = [_told(row, readers.get(row.pk, []), visitor) for row in rows]
    return sorted(told, key=lambda one: not one.waits)


def _told(
    row: Announcement, readers: list[tuple[str, datetime]], visitor: Visitor
) -> Received:
    is_read = bool(getattr(row, "is_read", False))
    return Received(
        key=to_text(row.key),
        sender=row.sender,
        author=row.author,
        title=row.title,
        text=row.text,
        sent_at=row.sent_at,
        reminded_at=row.reminded_at,
        withdrawn_at=row.withdrawn_at,
        due=row.due_date,
        is_late=row.due_date is not None and row.due_date < visitor.today,
        waits=row.withdrawn_at is None and not is_read,
        readers=tuple(readers),
    )
