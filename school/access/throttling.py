"""Throttling: who knocks at a door too often comes again a little later.

The rules are data (reference/security.md §4.6). A rule counts the knocks of one caller
in a window that opens with the first of them; once they are more than it allows, the
caller waits till the window is over. Nobody is shut out for longer, and nothing that
he typed is lost: the door says when to come again.

Counted in PostgreSQL by one statement, under keys that name nobody: an HMAC, by the
product's own secret, of the rule and of what the caller is known by.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Literal

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils.crypto import salted_hmac

from school.access.models import Throttle

What = Literal["browser", "address", "reference", "account"]

_SECOND, _MINUTE, _HOUR = (timedelta(seconds=s) for s in (1, 60, 3600))
_DAY = 24 * _HOUR
# Workers look at the clock first and count afterwards; not in the same order.
_AT_ONCE = _MINUTE


class Door(StrEnum):
    """What a stranger may knock at."""

    SIGN_IN = "sign_in"
    RETURN = "return"  # a return that belongs to no attempt of its browser
    INVITATION = "invitation"
    INVITED = "invited"  # naming the child of an invitation
    LOGIN = "login"  # a wrong password
    ACTIVATE = "activate"  # a wrong code of a registration card
    RECOVER = "recover"  # a forgotten password
    RECOVERIES = "recoveries"  # forgotten passwords of a whole region
    TASK = "task"  # the answer of a task, which is taken once
    RENEW = "renew"  # the link to a new one
    CODE = "code"  # a parent's new code for his child
    REPORT = "report"
    STATUS = "status"
    SCHOOLS = "schools"
    CONSENT = "consent"
    EXPORT = "export"  # a registry as a file, by somebody who is in
    CARDS = "cards"  # registration cards on paper, by somebody who is in
    ANNOUNCE = "announce"  # to schools, by an operator
    IMPORT = "import"  # a table sent by an administrator
    FIND = "find"  # a number looked for over a region, by its operator


@dataclass(frozen=True, slots=True)
class Rule:
    """So many knocks of one browser, address, reference or account in so long."""

    door: Door
    what: What
    most: int
    lasts: timedelta


# An address may be a whole school's, or a town's behind its mobile operator.
RULES = (
    Rule(Door.SIGN_IN, "browser", 10, 10 * _MINUTE),
    Rule(Door.SIGN_IN, "address", 120, _MINUTE),
    Rule(Door.RETURN, "address", 30, _MINUTE),
    Rule(Door.INVITATION, "address", 30, _MINUTE),
    Rule(Door.INVITED, "account", 10, _HOUR),
    Rule(Door.INVITED, "address", 60, _HOUR),
    # Thirty days touch two windows at most: a hundred guesses, from anywhere.
    Rule(Door.LOGIN, "account", 5, 5 * _MINUTE),
    Rule(Door.LOGIN, "account", 10, _HOUR),
    Rule(Door.LOGIN, "account", 30, _DAY),
    Rule(Door.LOGIN, "account", 50, 30 * _DAY),
    Rule(Door.LOGIN, "address", 20, _MINUTE),
    Rule(Door.LOGIN, "address", 300, _HOUR),
    Rule(Door.ACTIVATE, "address", 30, _HOUR),
    Rule(Door.RECOVER, "address", 20, _HOUR),
    # Above it a browser solves a task first (docs/decisions/0045).
    Rule(Door.RECOVERIES, "reference", 500, _HOUR),
    Rule(Door.TASK, "reference", 1, 10 * _MINUTE),
    Rule(Door.RENEW, "address", 30, _MINUTE),
    Rule(Door.CODE, "account", 5, _HOUR),
    Rule(Door.REPORT, "reference", 10, _HOUR),
    Rule(Door.REPORT, "account", 5, _HOUR),
    Rule(Door.REPORT, "address", 60, _HOUR),
    Rule(Door.STATUS, "address", 10, _MINUTE),
    Rule(Door.SCHOOLS, "address", 60, _MINUTE),
    Rule(Door.CONSENT, "address", 30, _MINUTE),
    Rule(Door.EXPORT, "account", 5, _HOUR),
    Rule(Door.IMPORT, "account", 20, _HOUR),
    Rule(Door.CARDS, "account", 20, _HOUR),
    Rule(Door.FIND, "account", 30, _HOUR),
    Rule(Door.ANNOUNCE, "account", 20, _HOUR),
)


@dataclass(frozen=True, slots=True)
class Caller:
    """What somebody is known by. Where one of them is empty, it is not counted."""

    browser: str = ""
    address: str = ""
    reference: str = ""
    account: str = ""


NOBODY = Caller()


@dataclass(frozen=True, slots=True)
class Slowed:
    """Too many knocks: come again at this moment."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Window:
    """Knocks of one caller under one rule, till the moment when they are forgotten."""

    until: datetime
    times: int


def counted(before: Window | None, rule: Rule, at: datetime) -> Window:
    """The window after one more knock: what ``COUNTING`` does, without a database.

    One that is over begins anew; so does one from a future in which no knock at this
    moment could end: the clock was set back. Of two at once the later may be first.
    """
    fresh = Window(at + rule.lasts, 1)
    if before is None or not at < before.until <= fresh.until + _AT_ONCE:
        return fresh
    return Window(before.until, before.times + 1)


# To stand after WITH. ``slowed`` is one row: till when, or NULL.
COUNTING = """
asked (key, until_at, most) AS (
  SELECT * FROM unnest(%(keys)s::text[], %(untils)s::timestamptz[],
                       %(mosts)s::integer[])
),
counted AS (
  INSERT INTO throttle AS t (key, until_at, times)
  SELECT key, until_at, 1 FROM asked
  ON CONFLICT (key) DO UPDATE SET (until_at, times) = (
    SELECT CASE WHEN goes_on THEN t.until_at ELSE excluded.until_at END,
           CASE WHEN goes_on THEN t.times + 1 ELSE 1 END
    FROM (SELECT %(at)s < t.until_at
             AND t.until_at <= excluded.until_at + interval '1 minute' AS goes_on) w
  )
  RETURNING t.key, t.until_at, t.times
),
slowed (until) AS (
  SELECT max(counted.until_at) FROM counted JOIN asked USING (key) WHERE times > most
)
"""
_KNOCK = f"WITH {COUNTING} SELECT until FROM slowed"  # noqa: S608 - all of it is ours


def knock(door: Door, caller: Caller, at: datetime) -> Slowed | None:
    """Count one knock at this door; Slowed when there were too many. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOCK, asking(door, caller, at))
        return told(cursor.fetchone()[0])


def knock_to_fail(door: Door, caller: Caller, at: datetime) -> Slowed | None:
    """Count one knock at a door where only those that fail count.

    Counted beforehand, so that a thousand at once are no more than the rules allow;
    whoever is slowed down is not counted for it, and one that did not fail is taken
    back by ``forgive``.
    """
    slowed = knock(door, caller, at)
    if slowed is not None:
        forgive(door, caller)
    return slowed


def forgive(door: Door, caller: Caller) -> None:
    """Take one knock back: it was none of those that count here."""
    with transaction.atomic():
        _windows(door, caller).filter(times__gt=0).update(times=F("times") - 1)


def forget(door: Door, caller: Caller) -> None:
    """Begin anew for this caller: what he is known by has another secret now."""
    with transaction.atomic():
        _windows(door, caller).delete()


def _windows(door: Door, caller: Caller) -> QuerySet[Throttle]:
    keys = [_key(rule, getattr(caller, rule.what)) for rule in _of(door, caller)]
    # In one order always: two who take back at once wait for no ring.
    mine = Throttle.objects.filter(key__in=keys).order_by("key").select_for_update()
    return Throttle.objects.filter(key__in=mine.values("key"))


def asking(door: Door, caller: Caller, at: datetime) -> dict[str, Any]:
    """The values that ``COUNTING`` is asked with."""
    rules = list(_of(door, caller))
    return {
        "at": at,
        "keys": [_key(rule, getattr(caller, rule.what)) for rule in rules],
        "untils": [at + rule.lasts for rule in rules],
        "mosts": [rule.most for rule in rules],
    }


def told(until: datetime | None) -> Slowed | None:
    """What ``slowed`` answered, as a value."""
    return None if until is None else Slowed(until)


def _of(door: Door, caller: Caller) -> Iterator[Rule]:
    """In the order of the rules, always: two who knock at once wait for no ring."""
    for rule in RULES:
        if rule.door is door and getattr(caller, rule.what):
            yield rule


def _key(rule: Rule, known_by: str) -> str:
    lasts = rule.lasts // _SECOND
    text = f"{rule.door} {rule.what} {lasts} {known_by}"
    return salted_hmac(__name__, text, algorithm="sha256").hexdigest()
