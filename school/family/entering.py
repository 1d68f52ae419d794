"""Entering: whether the children of a family could come in by themselves.

Computed as the door computes it (`school.access.prospect`), of what the door would
read. A family is told steps and who acts next, and no value of any register: what the
cards of others hold decides and is never shown.
"""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from school.access.consents.standing import PAPER, Word, facts
from school.access.consents.texts import Texts, texts_of
from school.access.facts import CardFacts, ConsentFacts
from school.access.gathering import card_of
from school.access.ladder import Rung
from school.access.prospect import Prospect, foretell
from school.access.reasons import Reason
from school.lib import clock
from school.lib.postgres.queries import Query
from school.regions.policy import Policy

_ENTERING = Query(__file__, "entering")


class Answer(StrEnum):
    """What is answered to «Может ли ребёнок войти сам?»."""

    CAME = "came"
    READY = "ready"
    STOPPED = "stopped"
    BY_PASSWORD = "password"  # noqa: S105 - a way, not a secret


@dataclass(frozen=True)
class Outlook:
    """The answer for one card, and the steps; of a card that came in they are over.

    `next` says who acts, empty where nothing is stopped.
    """

    answer: Answer
    next: str
    ladder: tuple[Rung, ...]


def outlooks(policy: Policy, on: date) -> dict[int, Outlook]:
    """The answer by card, for every child of whoever stands behind the walls.

    One query. Empty for whoever is no family.
    """
    texts, now = texts_of(policy), clock.now()
    rows = _ENTERING.rows({})
    cards = [card_of(row) for row in rows]
    return {
        row.id: _outlook(policy, on, card, cards, _consents(row.consents, texts, now))
        for row, card in zip(rows, cards, strict=True)
        if row.is_own
    }


def _outlook(
    policy: Policy,
    on: date,
    card: CardFacts,
    cards: list[CardFacts],
    consents: tuple[ConsentFacts, ...] | None,
) -> Outlook:
    told = foretell(policy, on, card, cards=cards, consents=consents)
    came = card.attached_oid is not None
    answer = _answer(told, came=came)
    ladder = () if answer is Answer.CAME else _unseen(told, came=came)
    stop = next((rung for rung in ladder if rung.state == "stop"), None)
    return Outlook(answer, stop.actor_words if stop else "", ladder)


def _unseen(told: Prospect, *, came: bool) -> tuple[Rung, ...]:
    """The ladder of somebody who is not at the door: what Госуслуги know is his to see.

    Nobody has shown us his account, and where nothing is stopped no consent either.
    """
    keys = set() if came else {"account"}
    if told.stop is None:
        keys.add("consent")
    return tuple(
        replace(rung, state="self")
        if rung.key in keys and rung.state != "stop"
        else rung
        for rung in told.ladder
    )


def _answer(told: Prospect, *, came: bool) -> Answer:
    if told.stop is None:
        return Answer.CAME if came else Answer.READY
    failed = {each.reason for each in told.answers}
    is_by_password = Reason.ESIA_NOT_OFFERED in failed
    return Answer.BY_PASSWORD if is_by_password else Answer.STOPPED


def _consents(
    said: str | None, texts: Texts, now: datetime
) -> tuple[ConsentFacts, ...] | None:
    """How the child's consents stand; None where nobody has said a word."""
    return None if said is None else facts(map(_word, json.loads(said)), texts, now)


def _word(said: dict[str, Any]) -> Word:
    at, ends = said["decided_at"], said["expires_at"]
    return Word(
        kind=said["kind"],
        state=said["state"],
        by_oid=said["by_oid"],
        at=datetime.fromisoformat(at),
        channel=said["channel"],
        text=said["text_version"],
        expires_at=datetime.fromisoformat(ends) if ends else None,
        card=said["card_id"] if said["channel"] == PAPER else None,
    )
