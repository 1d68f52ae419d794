"""The ledger: every word about a consent, written once and never changed.

A word is kept with the person's account and copied to his cards, where the school and
the parents read it: an account shows its rows to nobody but its owner.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection

from school.access.consents.standing import Word
from school.access.consents.texts import Texts
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

Place = tuple[int, int]
"""A card and where it lies: school, card."""

_WRITE = """
WITH words AS (
    SELECT * FROM unnest(%(kinds)s::text[], %(states)s::text[], %(by)s::bigint[],
                         %(channels)s::text[], %(texts)s::text[],
                         %(at)s::timestamptz[], %(ends)s::timestamptz[])
    AS w (kind, state, by_oid, channel, text_version, decided_at, expires_at)
),
texts AS (
    INSERT INTO consent_text (version, words, first_at)
    SELECT * FROM unnest(%(versions)s::text[], %(wordings)s::text[],
                         array_fill(%(now)s::timestamptz, ARRAY[%(count)s::int]))
    ON CONFLICT DO NOTHING
)
INSERT INTO consent (account_id, kind, state, by_oid, channel, text_version,
                     decided_at, expires_at)
SELECT %(account)s, kind, state, by_oid, channel, text_version, decided_at, expires_at
FROM words
"""
# Of two who come at once each writes the same.
COPY = """
INSERT INTO card_consent (school_id, card_id, kind, state, by_oid, channel,
                          text_version, decided_at, expires_at, form, file_number)
SELECT %(school)s, card, kind, state, by_oid, channel, text_version, decided_at,
       expires_at, '', ''
FROM unnest(%(kinds)s::text[], %(states)s::text[], %(by)s::bigint[],
            %(channels)s::text[], %(texts)s::text[],
            %(at)s::timestamptz[], %(ends)s::timestamptz[])
     AS w (kind, state, by_oid, channel, text_version, decided_at, expires_at),
     unnest(%(cards)s::bigint[]) AS card
ON CONFLICT DO NOTHING
"""


def write(account: int, words: Sequence[Word], texts: Texts, now: datetime) -> None:
    """Add words about this account's person. A short transaction of its own."""
    if not words:
        return
    wordings = {text.version: text.words for text in (texts.own, texts.parent)}
    with behind(_owner(account)), connection.cursor() as cursor:
        cursor.execute(
            _WRITE,
            _columns(words)
            | {
                "account": account,
                "versions": list(wordings),
                "wordings": list(wordings.values()),
                "count": len(wordings),
                "now": now,
            },
        )


def copy(words: Sequence[Word], places: Iterable[Place]) -> None:
    """Put the words on these cards, school by school. Safe to repeat."""
    if not words:
        return
    for school, cards in groupby(sorted(places), key=itemgetter(0)):
        with behind(job_of(school, name="consents")), connection.cursor() as cursor:
            cursor.execute(COPY, values_of(words, school, [card for _, card in cards]))


def values_of(words: Iterable[Word], school: int, cards: list[int]) -> dict[str, Any]:
    """What `COPY` asks for; paper has its row on its own card already."""
    columns = _columns([word for word in words if word.card is None])
    return columns | {"school": school, "cards": cards}


def _owner(account: int) -> Actor:
    return Actor(Kind.DOOR, name=f"account:{account}", account=account)


def _columns(words: Sequence[Word]) -> dict[str, Any]:
    return {
        "kinds": [word.kind for word in words],
        "states": [word.state for word in words],
        "by": [word.by_oid for word in words],
        "channels": [word.channel for word in words],
        "texts": [word.text for word in words],
        "at": [word.at for word in words],
        "ends": [word.expires_at for word in words],
    }
