"""Signing in through Госуслуги: begin, come back, be let in or told why not."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction

import esia
from school.access import (
    attempting,
    gosuslugi,
    inviting,
    operating,
    outages,
    sessions,
)
from school.access.admitting import admit, refused_at_gosuslugi
from school.access.attaching import attach, hold, open_account
from school.access.attempting import Taken
from school.access.facts import Admitted, Identity, Refused
from school.access.gathering import gather
from school.access.reasons import Reason
from school.audit.trail import Line, write
from school.lib import clock
from school.regions.in_force import policy_of
from school.regions.models import Region

_LONGEST_CODE = 4096


@dataclass(frozen=True, slots=True)
class Begun:
    """Where to send the browser, and the secret it must bring back."""

    address: str
    browser: str


@dataclass(frozen=True, slots=True)
class CameIn:
    """The person is in: the token of the new session."""

    token: str


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """The person is not in. ``signed_in_as`` is «Наталия С.» where we know it.

    ``reference`` is the number of the refused attempt; empty when the return belongs
    to no attempt of this browser.
    """

    reference: str
    signed_in_as: str = ""


@dataclass(frozen=True, slots=True)
class Shut:
    """Госуслуги do not answer, nobody is sent there before this moment."""

    until: datetime


def begin(region: Region, *, invitation: int | None = None) -> Begun | Shut:
    """Start an attempt: state for ten minutes, one use, this browser only.

    ``invitation`` is the id of the one by whose link the person comes.
    """
    state, browser = str(uuid4()), secrets.token_urlsafe(32)
    verifier, _ = esia.pkce()
    now = clock.now()
    shut = attempting.start(
        region,
        state=state,
        browser=browser,
        verifier=verifier,
        at=now,
        invitation=invitation,
    )
    if shut is not None:
        return Shut(shut)
    address = gosuslugi.address_to_go(state=state, verifier=verifier, now=now)
    return Begun(address=address, browser=browser)


def come_back(
    told: Mapping[str, str], *, browser: str, former: str = ""
) -> CameIn | TurnedAway:
    """Go on with what ЕСИА's redirect brought: ``state`` with ``code`` or ``error``.

    Every way it can fail ends as a refusal, never as an exception. The same return
    again gets the same answer; one that is nobody's leaves no row, for anybody may
    make as many as he likes. ``former`` is the token of the session in this browser,
    which makes way for the new one, and ends when somebody else is turned away.
    """
    state = told.get("state", "")
    taken = attempting.take(state, browser, clock.now())
    if taken is None:
        return TurnedAway(attempting.refused_before(state, browser))
    identity = _identified(taken, told)
    if isinstance(identity, Reason):
        return _turn_away(taken, refused_at_gosuslugi(identity))
    return _decide(taken, identity, former)


def _identified(taken: Taken, told: Mapping[str, str]) -> Identity | Reason:
    if taken.expired:
        return Reason.ATTEMPT_EXPIRED
    if told.get("error"):
        return gosuslugi.refused(
            told.get("error", ""), told.get("error_description", "")
        )
    code = told.get("code", "")
    if not 0 < len(code) <= _LONGEST_CODE:
        return Reason.ESIA_BAD_ANSWER
    return _asked(taken, code)


def _asked(taken: Taken, code: str) -> Identity | Reason:
    """Ask Госуслуги, unless they are known not to answer; remember how it went."""
    if taken.lately.closed_at(clock.now()) is not None:
        return Reason.ESIA_UNAVAILABLE
    now = clock.now()
    identity = gosuslugi.identify(code=code, verifier=taken.verifier, now=now)
    if identity is Reason.ESIA_UNAVAILABLE:
        outages.note_failure(clock.now())
    else:
        outages.note_answer(taken.lately)
    return identity


def _decide(taken: Taken, identity: Identity, former: str) -> CameIn | TurnedAway:
    now = clock.now()
    on = now.astimezone(taken.region.zone()).date()
    if taken.invitation is not None:
        inviting.accept(taken.invitation, identity, now)
    facts = gather(taken.region, identity, on)
    decision = admit(
        policy_of(taken.region, on),
        on,
        identity,
        facts.cards,
        facts.kinship,
        facts.consents,
    )
    hold(decision.held, facts, taken.reference, now)
    if isinstance(decision, Refused):
        if operating.may_come_in(facts.account, identity):
            decision = Admitted((), decision.held)
        else:
            # Whoever was signed in here before is not the person who has come back.
            sessions.close(former)
            return _turn_away(taken, decision, identity.name.short)
    account = facts.account
    if account is None or facts.short_name != identity.name.short:
        account = open_account(taken.region, identity, now)
    attach(account, identity, decision, facts, now)
    return CameIn(_let_in(taken, account, decision, former, now))


def _let_in(
    taken: Taken, account: int, admitted: Admitted, former: str, at: datetime
) -> str:
    """Session, attempt and line of audit: all of them or none."""
    cards = tuple(profile.card_id for profile in admitted.profiles)
    # Who has no card is an operator: a short session, as for any staff.
    staff = not cards or any(one.kind == "employee" for one in admitted.profiles)
    with transaction.atomic():
        token = sessions.open_session(
            account, cards, at=at, staff=staff, instead_of=former
        )
        attempting.admit(taken)
        write(Line(f"account:{account}", "sign_in", f"attempt:{taken.pk}"))
    return token


def _turn_away(taken: Taken, refused: Refused, signed_in_as: str = "") -> TurnedAway:
    attempting.refuse(taken, refused)
    return TurnedAway(taken.reference, signed_in_as)
