"""Writing down what the door decided: attachments, held cards, the account."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from django.db.models import F

from school.access.facts import Admitted, Held, Identity, Profile
from school.access.models import Account, Attachment, HeldCard
from school.regions.models import Region
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind


def open_account(region: Region, identity: Identity, at: datetime) -> int:
    """The account of this person, made at the first admission. Safe to repeat."""
    door = Actor(kind=Kind.DOOR, name=f"oid:{identity.oid}", oid=identity.oid)
    short = identity.name.short
    with behind(door) as standing:
        account, made = Account.objects.get_or_create(
            region=region,
            oid=identity.oid,
            defaults={"short_name": short, "created_at": at},
        )
        if not made and account.short_name != short:
            standing.become(replace(door, account=account.pk))
            Account.objects.filter(pk=account.pk).update(short_name=short)
        return account.pk


def attach(
    account: int,
    identity: Identity,
    admitted: Admitted,
    at: datetime,
    *,
    tied: frozenset[int] = frozenset(),
) -> None:
    """Tie each admitted card to the account, school by school. Safe to repeat.

    ``tied`` are cards that are his already. The constraint keeps one live tie for a
    card whoever else is at the door at the same moment.
    """
    fresh = [one for one in admitted.profiles if one.card_id not in tied]
    for school, profiles in groupby(sorted(fresh, key=_school), key=_school):
        with behind(job_of(school, name="sign-in")):
            for profile in profiles:
                Attachment.objects.bulk_create(
                    [
                        Attachment(
                            school_id=school,
                            card_id=profile.card_id,
                            account_id=account,
                            oid=identity.oid,
                            evidence="snils" if identity.snils else "certificate",
                            since_at=at,
                        )
                    ],
                    ignore_conflicts=True,
                )


def hold(held: Iterable[Held], reference: str, at: datetime) -> None:
    """Tell each school which of its cards did not pass, and why. Safe to repeat."""
    for school, ones in groupby(sorted(held, key=_school), key=_school):
        with behind(job_of(school, name="sign-in")):
            for one in ones:
                _hold(one, reference, at)


def _hold(one: Held, reference: str, at: datetime) -> None:
    again = HeldCard.objects.filter(
        school_id=one.school_id, card_id=one.card_id, reason=one.reason
    ).update(reference=reference, last_at=at, times=F("times") + 1)
    if not again:
        HeldCard.objects.create(
            school_id=one.school_id,
            card_id=one.card_id,
            reason=one.reason,
            reference=reference,
            since_at=at,
            last_at=at,
        )


def _school(one: Profile | Held) -> int:
    return one.school_id
