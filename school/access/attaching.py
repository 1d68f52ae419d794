"""Writing down what the door decided: attachments, held cards, the account."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection

from school.access.consents import ledger
from school.access.consents.standing import Word
from school.access.facts import Held, Identity, Profile
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

_TIE = f"""
WITH tied AS (
    INSERT INTO attachment
        (school_id, card_id, account_id, oid, evidence, since_at, entered_at)
    SELECT %(school)s, card, %(account)s, %(oid)s, evidence, %(now)s,
           CASE WHEN card = ANY (%(entered)s::bigint[]) THEN %(now)s::timestamptz END
    FROM unnest(%(cards)s::bigint[], %(evidence)s::text[]) AS t (card, evidence)
    ON CONFLICT (school_id, card_id) WHERE until_at IS NULL DO UPDATE
    SET account_id = excluded.account_id, oid = excluded.oid,
        evidence = excluded.evidence,
        entered_at = coalesce(attachment.entered_at, excluded.entered_at)
    WHERE attachment.oid IS NULL
),
by_login AS (
    SELECT account_id FROM attachment
    WHERE school_id = %(school)s AND card_id = ANY (%(cards)s::bigint[])
      AND until_at IS NULL AND oid IS NULL
),
moved AS (
    UPDATE session SET account_id = %(account)s
    FROM by_login WHERE session.account_id = by_login.account_id
)
{ledger.COPY}
"""  # noqa: S608 - all of it is ours


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
    account: int,
    identity: Identity,
    matched: Iterable[Profile | Held],
    facts: Facts,
    words: Sequence[Word],
    at: datetime,
) -> None:
    """Tie each card that has matched to the account, school by school.

    What was said of the person's consents is put on it too. Safe to repeat. Cards that
    are his already are left as they are; one that he opened by a login so far comes
    over with the sessions in which he did. The constraint keeps one live tie for a card
    whoever else is at the door at the same moment.
    """
    matched = tuple(matched)
    by_snils = {one.card_id for one in facts.cards if one.snils == identity.snils}
    admitted = {
        (one.school_id, one.card_id) for one in matched if isinstance(one, Profile)
    }
    entered = [card for _, card in admitted]
    fresh = {(one.school_id, one.card_id) for one in matched}
    new = sorted(place for place in fresh if place[1] not in facts.tied)
    for school, places in groupby(new, key=itemgetter(0)):
        cards = [card for _, card in places]
        evidence = ["snils" if card in by_snils else "certificate" for card in cards]
        tie: dict[str, Any] = {
            "account": account,
            "oid": identity.oid,
            "evidence": evidence,
            "entered": entered,
            "now": at,
        }
        with behind(job_of(school, name="sign-in")), connection.cursor() as cursor:
            cursor.execute(_TIE, tie | ledger.values_of(words, school, cards))
    _enter([place for place in admitted if place[1] in facts.waiting], at)


def _enter(places: Iterable[tuple[int, int]], at: datetime) -> None:
    """He was waiting for a consent with these cards, and now he is in."""
    for school, cards in groupby(sorted(places), key=itemgetter(0)):
        with behind(job_of(school, name="sign-in")):
            waiting = Attachment.objects.filter(until_at=None, entered_at=None)
            waiting.filter(card__in=[card for _, card in cards]).update(entered_at=at)


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


def _school(one: Held) -> int:
    return one.school_id
