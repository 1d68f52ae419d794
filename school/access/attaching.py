"""Writing down what the door decided: attachments, held cards, the account."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from django.db import connection

from school.access.facts import Admitted, Held, Identity, Profile
from school.access.gathering import Facts
from school.access.models import Account, Attachment
from school.access.reasons import Step, step_of
from school.regions.models import Region
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

_OPEN = """
INSERT INTO account (region_id, oid, short_name, created_at)
VALUES (%s, %s, %s, %s)
ON CONFLICT (region_id, oid) DO NOTHING
RETURNING id
"""


def open_account(region: Region, identity: Identity, at: datetime) -> int:
    """The account of this person, made at the first admission. Safe to repeat."""
    door = Actor(kind=Kind.DOOR, name=f"oid:{identity.oid}", oid=identity.oid)
    short = identity.name.short
    with behind(door) as standing:
        with connection.cursor() as cursor:
            cursor.execute(_OPEN, [region.pk, identity.oid, short, at])
            made: tuple[int] | None = cursor.fetchone()
        if made is not None:
            return made[0]
        account = Account.objects.get(region=region, oid=identity.oid)
        if account.short_name != short:
            standing.become(replace(door, account=account.pk))
            Account.objects.filter(pk=account.pk).update(short_name=short)
        return account.pk


def attach(
    account: int, identity: Identity, admitted: Admitted, facts: Facts, at: datetime
) -> None:
    """Tie each admitted card to the account, school by school. Safe to repeat.

    Cards that are his already are left as they are. The constraint keeps one live tie
    for a card whoever else is at the door at the same moment.
    """
    by_snils = {one.card_id for one in facts.cards if one.snils == identity.snils}
    fresh = [one for one in admitted.profiles if one.card_id not in facts.tied]
    for school, profiles in groupby(sorted(fresh, key=_school), key=_school):
        with behind(job_of(school, name="sign-in")):
            Attachment.objects.bulk_create(
                [
                    Attachment(
                        school_id=school,
                        card_id=profile.card_id,
                        account_id=account,
                        oid=identity.oid,
                        evidence="snils"
                        if profile.card_id in by_snils
                        else "certificate",
                        since_at=at,
                    )
                    for profile in profiles
                ],
                ignore_conflicts=True,
            )


def hold(held: Iterable[Held], facts: Facts, reference: str, at: datetime) -> None:
    """Tell each school which of its cards did not pass, and why. Safe to repeat.

    A card of his own that no longer agrees with Госуслуги is his no more: the tie
    ends, and with it every open session's way to the card.
    """
    for school, ones in groupby(sorted(held, key=_school), key=_school):
        with behind(job_of(school, name="sign-in")):
            for one in ones:
                _hold(one, reference, at)
                if one.card_id in facts.tied and step_of(one.reason) is Step.AGREES:
                    tie = Attachment.objects.filter(card_id=one.card_id, until_at=None)
                    tie.update(until_at=at)


def _hold(one: Held, reference: str, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO held_card AS h"
            " (school_id, card_id, reason, reference, since_at, last_at, times)"
            " VALUES (%(school)s, %(card)s, %(reason)s, %(reference)s, %(at)s,"
            " %(at)s, 1)"
            " ON CONFLICT (school_id, card_id, reason) DO UPDATE SET"
            " reference = excluded.reference, last_at = excluded.last_at,"
            " times = h.times + 1",
            {
                "school": one.school_id,
                "card": one.card_id,
                "reason": str(one.reason),
                "reference": reference,
                "at": at,
            },
        )


def _school(one: Profile | Held) -> int:
    return one.school_id
