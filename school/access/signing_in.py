"""Signing in through Госуслуги: begin, come back, be let in or told why not."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
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
from school.access.admitting import refused_at_gosuslugi
from school.access.attaching import attach, hold, open_account
from school.access.attempting import Shut, Taken
from school.access.devices import UNKNOWN, Device
from school.access.facts import Admitted, Identity, Refused
from school.access.invited import Invited, invited_by
from school.access.judging import Judged, judge
from school.access.letting_parents_read import carry_to_new_cards
from school.access.lifetimes import Lifetime
from school.access.reasons import Reason
from school.access.said import Said
from school.access.throttling import NOBODY, Caller, Slowed
from school.audit.trail import Line, write
from school.lib import clock
from school.regions.models import Region
from school.rights.using import use

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
    makes way for the new one, and ends when somebody else is turned away. ``again``: he
    was signed in and proves once more who he is.
    """

    secret: str
    former: str = ""
    device: Device = UNKNOWN
    again: bool = False


@dataclass(frozen=True, slots=True)
class CameIn:
    """The person is in: the token of the new session, and how he was invited.

    ``goes_on``: as who he was, having proved it once more.
    """

    token: str
    invited: Invited | None = None
    goes_on: bool = False


class _Terms(NamedTuple):
    """On which terms a session begins."""

    at: datetime
    lasts: Lifetime
    until: datetime | None
    proved: datetime | None


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """The person is not in. ``signed_in_as`` is «Наталия С.» where we know it.

    ``reference`` is the number of the refused attempt; empty when the return belongs
    to no attempt of this browser. ``said`` is what an adult may pass on to his school.
    """

    reference: str
    signed_in_as: str = ""
    said: Said | None = None
    invited: Invited | None = None


def begin(
    region: Region,
    *,
    caller: Caller = NOBODY,
    invitation: int | None = None,
    invited: str = "",
) -> Begun | Shut | Slowed:
    """Start an attempt: state for ten minutes, one use, this browser only.

    ``caller`` is by what his tries are counted, ``invitation`` the id of the one by
    whose link the person comes, ``invited`` the digest of a family's.
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
        invited=invited,
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
    if taken.invitation is not None:
        inviting.accept(taken.invitation, identity, now)
    judged = judge(taken.region, identity, now)
    facts, decision = judged.desk.facts, judged.decision
    hold(decision.held, facts, taken.reference, now)
    account = _account(taken, identity, judged, now)
    if account is not None:
        judged.keep(account)
        attach(account, identity, judged.matched, facts, judged.words, now)
    if isinstance(decision, Refused):
        if not operating.may_come_in(account, identity):
            # Whoever was signed in here before is not the person who has come back.
            sessions.close(browser.former)
            return _turn_away(taken, decision, identity, account)
        decision = Admitted((), decision.held)
    if account is None:
        raise AssertionError("Whoever comes in has a card that matched, or is known.")
    profiles = decision.profiles
    carry_to_new_cards(profiles, facts.tied)
    governing = {card.card_id for card in facts.cards if card.administrator}
    lasts = lifetimes.at_the_door(
        profiles,
        # Who has no card is an operator.
        governs=not profiles or any(one.card_id in governing for one in profiles),
    )
    terms = _Terms(now, lasts, judged.stands_until(), identity.proved_at)
    if len(profiles) == 1 and profiles[0].card_id in governing:
        # With one way to look it is taken at the first request.
        use(profiles[0].school_id, profiles[0].card_id, on=_today(taken, now))
    token, goes_on = _let_in(taken, account, decision, browser, terms)
    return CameIn(token, _invited(taken, identity), goes_on)


def _account(
    taken: Taken, identity: Identity, judged: Judged, at: datetime
) -> int | None:
    """His account: made where it is needed, and called as Госуслуги call him now."""
    known = judged.desk.facts.account
    is_news = known is None or judged.desk.facts.short_name != identity.name.short
    if not judged.is_to_be_kept or not is_news:
        return known
    if known is not None:
        # Who has a card may be an operator besides.
        operating.follow_name(known, identity)
    return open_account(taken.region, identity, at)


def _let_in(
    taken: Taken, account: int, admitted: Admitted, browser: Browser, terms: _Terms
) -> tuple[str, bool]:
    """Session, attempt and line of audit: all of them or none.

    Its token, and whether he is who was signed in before.
    """
    cards = tuple(profile.card_id for profile in admitted.profiles)
    way = None
    if browser.again:
        way = sessions.way_of(browser.former, account, cards)
    with transaction.atomic():
        token = sessions.open_session(
            account,
            cards,
            at=terms.at,
            lasts=terms.lasts,
            until=terms.until,
            on=browser.device,
            instead_of=browser.former,
            way=way or sessions.CHOOSING,
            proved=terms.proved,
        )
        attempting.admit(taken)
        write(Line(f"account:{account}", "sign_in", f"attempt:{taken.pk}"))
    return token, way is not None


def _turn_away(
    taken: Taken,
    refused: Refused,
    identity: Identity | None = None,
    account: int | None = None,
) -> TurnedAway:
    attempting.refuse(taken, refused, account)
    if identity is None:
        return TurnedAway(taken.reference)
    said = None if refused.audience.minor else Said.of(identity)
    invited = _invited(taken, identity)
    return TurnedAway(taken.reference, identity.name.short, said, invited)


def _invited(taken: Taken, identity: Identity) -> Invited | None:
    return invited_by(taken.invited, identity, _today(taken, clock.now()))


def _today(taken: Taken, at: datetime) -> date:
    return at.astimezone(taken.region.zone()).date()
