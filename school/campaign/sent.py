"""What an operator has announced, and who has confirmed it, school by school."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from school.access.operating import Keeper
from school.campaign.announcing import in_whose_name
from school.campaign.models import Announcement, Receipt
from school.lib.keys import to_text
from school.walls.behind import behind

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Sent:
    """One announcement: to how many schools, how many of them have confirmed.

    ``is_own``: the reader may remind of it and take it back.
    """

    key: str
    title: str
    text: str
    audience: Announcement.Audience
    sender: str
    author: str
    sent_at: datetime
    due: date | None
    withdrawn_at: datetime | None
    schools: int
    confirmed: int
    is_own: bool

    @property
    def is_confirmed(self) -> bool:
        """Whether nobody is waited for."""
        return self.confirmed == self.schools


@dataclass(frozen=True, slots=True)
class InSchool:
    """Who of a school has read it, the first one first; nobody: it is waited for."""

    school: str
    town: str
    readers: tuple[tuple[str, datetime], ...]
    reminded_at: datetime | None


def read(by: Keeper) -> list[Sent]:
    """Everything that was announced to his schools, the newest first. Two queries."""
    with behind(by.actor()):
        rows = list(Announcement.objects.order_by("-sent_at", "-batch", "school"))
        confirmed = set(Receipt.objects.values_list("school", "announcement"))
    batches: dict[int, list[Announcement]] = {}
    for row in rows:
        batches.setdefault(row.batch, []).append(row)
    return [_told(by, of, confirmed) for of in list(batches.values())[:LONGEST]]


def one(by: Keeper, batch: int) -> tuple[Sent, list[InSchool]] | None:
    """One of them with its schools, silent ones first; None: none. Two queries.

    ``batch`` is the key in its address.
    """
    with behind(by.actor()):
        rows = list(Announcement.objects.filter(batch=batch))
        found = Receipt.objects.filter(announcement__in=[row.pk for row in rows])
        receipts = list(found.order_by("read_at", "pk"))
    if not rows:
        return None
    readers: dict[tuple[int, int], list[tuple[str, datetime]]] = {}
    for each in receipts:
        of = readers.setdefault((each.school_id, each.announcement_id), [])
        of.append((each.name, each.read_at))
    schools = [
        InSchool(
            by.schools[row.school_id].short_name,
            by.schools[row.school_id].municipality.name,
            tuple(readers.get((row.school_id, row.pk), ())),
            row.reminded_at,
        )
        for row in rows
    ]
    schools.sort(key=lambda each: (bool(each.readers), each.town, each.school))
    return _told(by, rows, readers), schools


def _told(
    by: Keeper, rows: list[Announcement], confirmed: Iterable[tuple[int, int]]
) -> Sent:
    first, known = rows[0], set(confirmed)
    return Sent(
        key=to_text(first.batch),
        title=first.title,
        text=first.text,
        audience=Announcement.Audience(first.audience),
        sender=first.sender,
        author=first.author,
        sent_at=first.sent_at,
        due=first.due_date,
        withdrawn_at=first.withdrawn_at,
        schools=len(rows),
        confirmed=sum((row.school_id, row.pk) in known for row in rows),
        is_own=first.keeper == in_whose_name(by),
    )
