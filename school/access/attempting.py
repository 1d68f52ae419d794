"""Attempts: begun at the button, used up by the first return, ended with a reason."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import connection

from school.access import outages, references
from school.access.facts import Refused
from school.access.models import Attempt
from school.access.reasons import Step
from school.access.roads.breaker import Standing
from school.access.throttling import COUNTING, Caller, Door, Slowed, asking, told
from school.lib.metrics import count_sign_in
from school.regions.models import Region

LASTS = timedelta(minutes=10)

# A number is free until it is taken: whoever asks first learns nothing that holds.
# While Госуслуги are left in peace nothing begins, nor for whoever knocks too often.
_START = f"""
WITH {COUNTING}, begun AS (
  INSERT INTO attempt (region_id, state_digest, browser_digest, verifier, started_at,
                       outcome, reason, audience, reference, invitation,
                       invited)
  SELECT %(region)s, %(state)s, %(browser)s, %(verifier)s, %(at)s,
         'started', '', '', %(reference)s, %(invitation)s::bigint,
         %(invited)s::text
  FROM slowed
  WHERE until IS NULL AND NOT EXISTS (SELECT FROM outage WHERE shut_until > %(at)s)
  ON CONFLICT (reference) DO NOTHING
  RETURNING id
)
SELECT EXISTS (SELECT FROM begun), until FROM slowed
"""  # noqa: S608 - all of it is ours
_REFUSED_BEFORE = f"""
WITH {COUNTING} SELECT until, (
  SELECT reference FROM attempt WHERE outcome = 'refused'
  AND state_digest = %(state)s AND browser_digest = %(browser)s
) FROM slowed
"""  # noqa: S608 - likewise
# One statement looks, compares and uses up: of two returns at once one finds it.
_TAKE = """
UPDATE attempt a SET used_at = %(at)s
FROM region r LEFT JOIN outage o ON true
WHERE r.id = a.region_id AND a.state_digest = %(state)s
  AND a.browser_digest = %(browser)s AND a.used_at IS NULL
RETURNING a.id, a.verifier, a.reference, a.started_at, a.invitation,
          a.invited,
          o.failures, o.failed_at, o.shut_until,
          r.id, r.slug, r.name, r.policy_line, r.time_zone
"""


@dataclass(frozen=True, slots=True)
class Shut:
    """Госуслуги do not answer, nobody is sent there before this moment."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """An attempt in the hands of its return; nobody else will have it.

    ``expired``: the person took longer than ten minutes. ``invitation`` is the id of
    the one he came by, ``invited`` the digest of a family's, or empty. ``lately``: how
    Госуслуги answered others.
    """

    pk: int
    region: Region
    verifier: str
    reference: str
    expired: bool
    invitation: int | None
    invited: str
    lately: Standing


def start(
    region: Region,
    *,
    state: str,
    browser: str,
    verifier: str,
    at: datetime,
    caller: Caller,
    invitation: int | None = None,
    invited: str = "",
) -> Slowed | Shut | None:
    """Write down an attempt of this browser under a number that is nobody else's.

    Nothing is written for a caller who knocks too often, and while Госуслуги do not
    answer: either way the moment of the next try.
    """
    month = at.astimezone(region.zone()).date()
    values: dict[str, Any] = {
        "region": region.pk,
        "state": _digest(state),
        "browser": _digest(browser),
        "verifier": verifier,
        "invitation": invitation,
        "invited": invited or None,
        **asking(Door.SIGN_IN, caller, at),
    }
    with connection.cursor() as cursor:
        while True:
            cursor.execute(_START, {**values, "reference": references.generate(month)})
            begun, until = cursor.fetchone()
            if begun or until is not None:
                return told(until)
            shut = outages.standing().closed_at(at)
            if shut is not None:
                return Shut(shut)


def take(state: str, browser: str, at: datetime) -> Taken | None:
    """Use up the attempt of this state, once; None when there is none to use up."""
    with connection.cursor() as cursor:
        cursor.execute(
            _TAKE, {"state": _digest(state), "browser": _digest(browser), "at": at}
        )
        found = cursor.fetchone()
    if found is None:
        return None
    pk, verifier, reference, started_at, invitation, invited, failures, *rest = found
    failed_at, shut_until, *region = rest
    lately = Standing(failures or 0, failed_at, shut_until)
    expired = started_at + LASTS <= at
    return Taken(
        pk,
        Region(*region),
        verifier,
        reference,
        expired,
        invitation,
        invited or "",
        lately,
    )


def admit(taken: Taken) -> None:
    """The attempt ended well."""
    Attempt.objects.filter(pk=taken.pk).update(outcome=Attempt.Outcome.ADMITTED)
    count_sign_in(Attempt.Outcome.ADMITTED)


def refuse(taken: Taken, refused: Refused, account: int | None = None) -> None:
    """The attempt ended with this reason, in truth; the page tells less.

    Where a consent is missing it is remembered whose ``account`` waits for it.
    """
    waits = account if refused.step is Step.CONSENT else None
    Attempt.objects.filter(pk=taken.pk).update(
        outcome=Attempt.Outcome.REFUSED,
        reason=refused.reason,
        audience=str(refused.audience),
        account=waits,
    )
    count_sign_in(refused.reason)


def refused_before(
    state: str, browser: str, *, caller: Caller, at: datetime
) -> str | Slowed:
    """The number under which this very return was refused already; else empty.

    Slowed for a caller who brings too many returns that are nobody's. One statement.
    """
    found = {"state": _digest(state), "browser": _digest(browser)}
    with connection.cursor() as cursor:
        cursor.execute(_REFUSED_BEFORE, found | asking(Door.RETURN, caller, at))
        until, reference = cursor.fetchone()
    return reference or told(until) or ""


def refusal(reference: str) -> Attempt | None:
    """The refused attempt of this number with its region, for its browser's page."""
    refused = Attempt.objects.filter(
        reference=reference, outcome=Attempt.Outcome.REFUSED
    )
    return refused.select_related("region").first()


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
