"""Signing in through Госуслуги: begin, come back, be let in or told why not."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

import esia
from school.access import gosuslugi, references, sessions
from school.access.admitting import admit, refused_at_gosuslugi
from school.access.attaching import attach, hold, open_account
from school.access.facts import Admitted, Identity, Refused
from school.access.gathering import Facts, gather
from school.access.models import Attempt
from school.access.reasons import Reason
from school.audit.trail import Line, write
from school.lib import clock
from school.regions.in_force import policy_of
from school.regions.models import Region

_LASTS = timedelta(minutes=10)
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
    """The person is not in. ``signed_in_as`` is «Наталия С.» where we know it."""

    attempt: Attempt
    signed_in_as: str = ""


def begin(region: Region) -> Begun:
    """Start an attempt: state for ten minutes, one use, this browser only."""
    state, browser = str(uuid4()), secrets.token_urlsafe(32)
    verifier, challenge = esia.pkce()
    now = clock.now()
    Attempt.objects.create(
        region=region,
        state_digest=_digest(state),
        browser_digest=_digest(browser),
        verifier=verifier,
        started_at=now,
        reference=_free_reference(region, now),
    )
    address = gosuslugi.address_to_go(state=state, challenge=challenge, now=now)
    return Begun(address=address, browser=browser)


def come_back(
    region: Region, told: Mapping[str, str], *, browser: str
) -> CameIn | TurnedAway:
    """Go on with what ЕСИА's redirect brought: ``state`` with ``code`` or ``error``.

    Every way it can fail ends as an attempt with a reason, never as an exception.
    """
    taken = _take(told.get("state", ""), browser)
    if isinstance(taken, Reason):
        return _turn_away(_stray(region), refused_at_gosuslugi(taken))
    code = told.get("code", "")
    if told.get("error"):
        reason = gosuslugi.refused(
            told.get("error", ""), told.get("error_description", "")
        )
        return _turn_away(taken, refused_at_gosuslugi(reason))
    if not 0 < len(code) <= _LONGEST_CODE:
        return _turn_away(taken, refused_at_gosuslugi(Reason.ESIA_BAD_ANSWER))
    identity = gosuslugi.identify(code=code, verifier=taken.verifier, now=clock.now())
    if isinstance(identity, Reason):
        return _turn_away(taken, refused_at_gosuslugi(identity))
    return _decide(region, taken, identity)


def refusal(reference: str) -> Attempt | None:
    """The refused attempt of this number, for the page of the browser that made it."""
    return Attempt.objects.filter(
        reference=reference, outcome=Attempt.Outcome.REFUSED
    ).first()


def _decide(
    region: Region, attempt: Attempt, identity: Identity
) -> CameIn | TurnedAway:
    now = clock.now()
    on = now.astimezone(region.zone()).date()
    facts = gather(region, identity, on)
    decision = admit(
        policy_of(region, on),
        on,
        identity,
        facts.cards,
        facts.kinship,
        facts.consents,
    )
    hold(decision.held, facts, attempt.reference, now)
    if isinstance(decision, Refused):
        return _turn_away(attempt, decision, identity.name.short)
    return CameIn(_let_in(region, attempt, identity, decision, facts, now))


def _let_in(
    region: Region,
    attempt: Attempt,
    identity: Identity,
    admitted: Admitted,
    facts: Facts,
    now: datetime,
) -> str:
    account = facts.account
    if account is None or facts.short_name != identity.name.short:
        account = open_account(region, identity, now)
    attach(account, identity, admitted, facts, now)
    cards = tuple(profile.card_id for profile in admitted.profiles)
    staff = any(profile.kind == "employee" for profile in admitted.profiles)
    token = sessions.open_session(account, cards, at=now, staff=staff)
    Attempt.objects.filter(pk=attempt.pk).update(outcome=Attempt.Outcome.ADMITTED)
    write(Line(f"account:{account}", "sign_in", f"attempt:{attempt.pk}"))
    return token


def _turn_away(
    attempt: Attempt, refused: Refused, signed_in_as: str = ""
) -> TurnedAway:
    attempt.outcome = Attempt.Outcome.REFUSED
    attempt.reason = refused.reason
    attempt.audience = str(refused.audience)
    attempt.save(update_fields=["outcome", "reason", "audience"])
    return TurnedAway(attempt, signed_in_as)


def _take(state: str, browser: str) -> Attempt | Reason:
    """Use up the attempt of this state, once; or why it cannot be used."""
    now = clock.now()
    found = Attempt.objects.filter(state_digest=_digest(state)).first()
    if found is None or not secrets.compare_digest(
        found.browser_digest, _digest(browser)
    ):
        return Reason.ATTEMPT_UNKNOWN
    if found.started_at + _LASTS <= now:
        return Reason.ATTEMPT_EXPIRED
    unused = Attempt.objects.filter(pk=found.pk, used_at=None)
    return found if unused.update(used_at=now) else Reason.ATTEMPT_REPEATED


def _stray(region: Region) -> Attempt:
    """An attempt for a redirect that belongs to none of ours: it has a number too."""
    now = clock.now()
    return Attempt.objects.create(
        region=region,
        state_digest=_digest(secrets.token_urlsafe(32)),
        browser_digest="",
        verifier="",
        started_at=now,
        used_at=now,
        reference=_free_reference(region, now),
    )


def _free_reference(region: Region, now: datetime) -> str:
    month = now.astimezone(region.zone()).date()
    while True:
        reference = references.generate(month)
        if not Attempt.objects.filter(reference=reference).exists():
            return reference


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
