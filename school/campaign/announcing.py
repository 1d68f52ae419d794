"""Announcing: an operator says something to schools, reminds of it, takes it back."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from school.access.operating import Keeper
from school.campaign.draft import Draft
from school.campaign.models import Announcement, Receipt
from school.campaign.models.announcement import AnnouncementQuerySet
from school.lib.keys import new_key
from school.walls.actor import Actor, Kind
from school.walls.behind import behind


def announce(by: Keeper, draft: Draft, author: str, at: datetime) -> int:
    """Bring it to each school of the draft; the key of what was sent together.

    ``draft`` has no errors, its schools are the sender's; ``author`` is how he is
    called, «Наталия С.». One transaction.
    """
    batch = new_key()
    with behind(_in_the_schools(by)):
        Announcement.objects.bulk_create(
            Announcement(
                school_id=school.pk,
                batch=batch,
                keeper=in_whose_name(by),
                sender=by.place,
                author=author,
                audience=draft.audience,
                title=draft.title,
                text=draft.text,
                due_date=draft.due_date,
                sent_at=at,
            )
            for school in draft.schools
        )
        by.note("announce", f"announcement:{batch}")
    return batch


def remind(by: Keeper, batch: int, at: datetime) -> int:
    """Ask once more the schools that have not confirmed; how many.

    Only of what was sent in the same name and still stands.
    """
    with behind(_in_the_schools(by)):
        receipts = Receipt.objects.filter(
            school=OuterRef("school"), announcement=OuterRef("pk")
        )
        silent = _standing(by, batch).exclude(Exists(receipts))
        asked = silent.update(reminded_at=at)
        if asked:
            by.note("remind_announcement", f"announcement:{batch}")
    return asked


def withdraw(by: Keeper, batch: int, at: datetime) -> int:
    """Take it back from every school; it stays in their history. How many schools."""
    with behind(_in_the_schools(by)):
        gone = _standing(by, batch).update(withdrawn_at=at)
        if gone:
            by.note("withdraw_announcement", f"announcement:{batch}")
    return gone


def in_whose_name(by: Keeper) -> str:
    """Who may remind of it and take it back: whoever keeps the same place."""
    kept = by.municipality
    return "region" if kept is None else f"municipality:{kept.pk}"


def _standing(by: Keeper, batch: int) -> AnnouncementQuerySet:
    return Announcement.objects.filter(
        school__in=list(by.schools),
        batch=batch,
        keeper=in_whose_name(by),
        withdrawn_at=None,
    )


def _in_the_schools(by: Keeper) -> Actor:
    """The operator writes in schools that are not his own as a job of theirs."""
    return Actor(
        Kind.JOB,
        f"job:announce account:{by.account}",
        account=by.account,
        schools=tuple(by.schools),
    )
