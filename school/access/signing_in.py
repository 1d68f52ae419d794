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
    lifetimes,
    operating,
    outages,
    sessions,
)
from school.access.admitting import admit, refused_at_gosuslugi
from school.access.attaching import attach, hold, open_account
from school.access.attempting import Shut, Taken
from school.access.devices import UNKNOWN, Device
from school.access.facts import Admitted, Identity, Refused
from school.access.gathering import gather
from school.access.lifetimes import Lifetime
from school.access.reasons import Reason
from school.access.said import Said
from school.access.throttling import NOBODY, Caller, Slowed
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
class Browser:
    """What came back with the redirect.

    ``secret`` is that of its attempt, ``former`` the token of the session in it, which
    makes way for the new one, and ends when somebody else is turned away.
    """

    secret: str
    former: str = ""
    device: Device = UNKNOWN


@dataclass(frozen=True, slots=True)
class CameIn:
    """The person is in: the token of the new session."""

    token: str


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """The person is not in. ``signed_in_as`` is «Наталия С.» where we know it.

    ``reference`` is the number of the refused attempt; empty when the return belongs
    to no attempt of this browser. ``said`` is what an adult may pass on to his school.
    """

    reference: str
    signed_in_as: str = ""
    said: Said | None = None


def begin(
    region: Region, *, caller: Caller = NOBODY, invitation: int | None = None
) -> Begun | Shut | Slowed:
    """Start an attempt: state for ten minutes, one use, this browser only.

    ``caller`` is by what his tries are counted, ``invitation`` the id of the one by
    whose link the person comes.
    """
    state, browser = str(uuid4()), secrets.token_urlsafe(32)
    verifier, _ = esia.pkce()
    now = clock.now()
    hindered = attempting.start(
        region,
        state=state,
        browser=browser,
        verifier=verifier,
        at=now,
        caller=caller,
        invitation=invitation,
    )
    if hindered is not None:
        return hindered
    address = gosuslugi.address_to_go(state=state, verifier=verifier, now=now)
    return Begun(address=address, browser=browser)


def come_back(
    told: Mapping[str, str], browser: Browser, *, caller: Caller = NOBODY
) -> CameIn | TurnedAway | Slowed:
    """Go on with what ЕСИА's redirect brought: ``state`` with ``code`` or ``error``.

    Every way it can fail ends as a refusal, never as an exception. The same return
    again gets the same answer; one that is nobody's leaves no row, for anybody may
    make as many as he likes, and is counted by ``caller``.
    """
    state = told.get("state", "")
    now = clock.now()
    taken = attempting.take(state, browser.secret, now)
    if taken is None:
        before = attempting.refused_before(state, browser.secret, caller=caller, at=now)
        return before if isinstance(before, Slowed) else TurnedAway(before)
    identity = _identified(taken, told)
    if isinstance(identity, Reason):
        return _turn_away(taken, refused_at_gosuslugi(identity))
    return _decide(taken, identity, browser)


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


def _decide(taken: Taken, identity: Identity, browser: Browser) -> CameIn | TurnedAway:
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
            sessions.close(browser.former)
            return _turn_away(taken, decision, identity)
    account = facts.account
    if account is None or facts.short_name != identity.name.short:
        account = open_account(taken.region, identity, now)
    attach(account, identity, decision, facts, now)
    profiles = decision.profiles
    governing = {card.card_id for card in facts.cards if card.administrator}
    lasts = lifetimes.at_the_door(
        profiles,
        # Who has no card is an operator.
        governs=not profiles or any(one.card_id in governing for one in profiles),
    )
    return CameIn(_let_in(taken, account, decision, browser, lasts, now))


def _let_in(
    taken: Taken,
    account: int,
    admitted: Admitted,
    browser: Browser,
    lasts: Lifetime,
    at: datetime,
) -> str:
    """Session, attempt and line of audit: all of them or none."""
    cards = tuple(profile.card_id for profile in admitted.profiles)
    with transaction.atomic():
        token = sessions.open_session(
            account,
            cards,
            at=at,
            lasts=lasts,
            on=browser.device,
            instead_of=browser.former,
        )
        attempting.admit(taken)
        write(Line(f"account:{account}", "sign_in", f"attempt:{taken.pk}"))
    return token


def _turn_away(
    taken: Taken, refused: Refused, identity: Identity | None = None
) -> TurnedAway:
    attempting.refuse(taken, refused)
    if identity is None:
        return TurnedAway(taken.reference)
    said = None if refused.audience.minor else Said.of(identity)
    return TurnedAway(taken.reference, identity.name.short, said)
