"""What an operator has announced, and who has confirmed it, school by school."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from school.access.operating import Keeper
from school.campaign.announcing import in_whose_name
from school.campaign.models import Announcement, Receipt
from school.lib.keys import to_text
from school.walls.behind import behind

LONGEST = 100
# The same in every school to which it was sent.
_SHARED = (
    *("batch", "keeper", "sender", "author", "audience", "title"),
    *("due_date", "sent_at", "withdrawn_at"),
)
Readers = Sequence[tuple[str, datetime]]


@dataclass(frozen=True, slots=True)
class Sent:
    """One announcement: to how many schools, how many of them have confirmed.

    ``is_own``: the reader may remind of it and take it back.
    """

    key: str
    title: str
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
    readers: Readers
    reminded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Opened:
    """One of them on its own page: its text, and its schools, the silent ones first."""

    sent: Sent
    text: str
    schools: Sequence[InSchool]


def read(by: Keeper) -> list[Sent]:
    """What was announced to his schools, the newest first. Two queries, his walls up.

    Whatever the size of the region: schools are counted where they are.
    """
    with behind(by.actor()):
        found = list(_together(Announcement.objects)[:LONGEST])
        batches = [row["batch"] for row in found]
        confirmed = _confirmed(batches)
    return [_told(by, row, confirmed.get(row["batch"], 0)) for row in found]


def one(by: Keeper, batch: int) -> Opened | None:
    """One of them by the key in its address; None: none. Four queries."""
    with behind(by.actor()):
        mine = Announcement.objects.filter(batch=batch)
        shared = _together(mine).first()
        if shared is None:
            return None
        text = mine.values_list("text", flat=True)[0]
        rows = list(mine.values_list("school", "pk", "reminded_at"))
        receipts = _readers([pk for _, pk, _ in rows])
    schools = [
        InSchool(
            by.schools[school].short_name,
            by.schools[school].municipality.name,
            receipts.get((school, pk), ()),
            reminded_at,
        )
        for school, pk, reminded_at in rows
    ]
    schools.sort(key=lambda each: (bool(each.readers), each.town, each.school))
    confirmed = sum(bool(each.readers) for each in schools)
    return Opened(_told(by, shared, confirmed), text, schools)


def _together(found: Any) -> QuerySet[Announcement, dict[str, Any]]:  # noqa: ANN401 - a manager or its rows
    counted: QuerySet[Announcement, dict[str, Any]] = found.values(*_SHARED).annotate(
        schools=Count("pk")
    )
    return counted.order_by("-sent_at", "-batch")


def _confirmed(batches: Sequence[int]) -> Mapping[int, int]:
    """In how many schools somebody has read each."""
    receipts = Receipt.objects.filter(
        school=OuterRef("school"), announcement=OuterRef("pk")
    )
    read_in = Announcement.objects.filter(Exists(receipts), batch__in=batches)
    counted = read_in.values_list("batch").annotate(Count("pk")).order_by()
    return dict(counted)


def _readers(announcements: Sequence[int]) -> Mapping[tuple[int, int], Readers]:
    found: dict[tuple[int, int], list[tuple[str, datetime]]] = {}
    receipts = Receipt.objects.filter(announcement__in=announcements)
    for one_of in receipts.order_by("read_at", "pk"):
        of = found.setdefault((one_of.school_id, one_of.announcement_id), [])
        of.append((one_of.name, one_of.read_at))
    return found


def _told(by: Keeper, row: Mapping[str, Any], confirmed: int) -> Sent:
    return Sent(
        key=to_text(row["batch"]),
        title=row["title"],
        audience=Announcement.Audience(row["audience"]),
        sender=row["sender"],
        author=row["author"],
        sent_at=row["sent_at"],
        due=row["due_date"],
        withdrawn_at=row["withdrawn_at"],
        schools=row["schools"],
        confirmed=confirmed,
        is_own=row["keeper"] == in_whose_name(by),
    )
