"""Guarding: passwords that are guessed over a whole installation, and what is done.

One address and one login have their limits (:mod:`school.access.throttling`); a crowd
of addresses that tries each login once is under all of them. So the logins at which
somebody fails are counted, each once in ten minutes, whether there is such a login or
not. Above two in a hundred of the passwords an alarm is written down, and for ten
minutes after the last such moment every sign-in by password brings a solved task.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from school.logins.models import LoginGuard, LoginPassword
from school.regions.models import School
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

LASTS = timedelta(minutes=10)
# A class on its first morning is no attack.
FEWEST = 30
_ONE_OF = 50

_log = logging.getLogger(__name__)

# A login that has failed lately changes nothing; the first failure counts for all.
_COUNT = """
WITH fresh AS (
  INSERT INTO throttle AS t (key, until_at, times)
  VALUES (%(login)s, %(until)s, 1)
  ON CONFLICT (key) DO UPDATE SET until_at = excluded.until_at
  WHERE t.until_at <= %(at)s OR t.until_at > excluded.until_at + interval '1 minute'
  RETURNING 1
)
INSERT INTO throttle AS t (key, until_at, times)
SELECT %(all)s, %(until)s, 1 FROM fresh
ON CONFLICT (key) DO UPDATE SET (until_at, times) = (
  SELECT CASE WHEN goes_on THEN t.until_at ELSE excluded.until_at END,
         CASE WHEN goes_on THEN t.times + 1 ELSE 1 END
  FROM (SELECT %(at)s < t.until_at
           AND t.until_at <= excluded.until_at + interval '1 minute' AS goes_on) w
)
RETURNING until_at, times
"""
# One alarm while it goes on; two who see it at once write the same window.
_RAISE = """
WITH going AS (
  UPDATE login_guard SET until_at = greatest(until_at, %(until)s),
                         failing = greatest(failing, %(failing)s)
  WHERE until_at > %(at)s AND since_at <= %(at)s RETURNING 1
)
INSERT INTO login_guard AS g (since_at, until_at, failing, passwords)
SELECT %(since)s, %(until)s, %(failing)s, %(passwords)s
WHERE NOT EXISTS (SELECT FROM going)
ON CONFLICT (since_at) DO UPDATE SET
  until_at = greatest(g.until_at, excluded.until_at),
  failing = greatest(g.failing, excluded.failing)
"""


def is_attack(failing: int, passwords: int) -> bool:
    """Whether so many logins that fail in ten minutes are too many. Pure."""
    return failing >= FEWEST and failing * _ONE_OF > passwords


def note_failure(digest: str, at: datetime) -> None:
    """Count a login, by its digest, at which somebody has just failed.

    One statement for every login; at each thirtieth that fails the passwords are
    counted, and an alarm is raised where it is due.
    """
    asked: dict[str, Any] = {
        "login": _key(digest),
        "all": _key(""),
        "at": at,
        "until": at + LASTS,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_COUNT, asked)
        counted = cursor.fetchone()
    if counted is None or counted[1] % FEWEST:
        return
    until, failing = counted
    passwords = _passwords()
    if is_attack(failing, passwords):
        _log.warning("Passwords are guessed: %s of %s fail.", failing, passwords)
        _raise(until - LASTS, at, failing, passwords)


def holds(at: datetime) -> bool:
    """Whether every sign-in by password brings a task just now. One statement."""
    return LoginGuard.objects.filter(since_at__lte=at, until_at__gt=at).exists()


def _passwords() -> int:
    schools = tuple(School.objects.values_list("pk", flat=True))
    with behind(Actor(Kind.JOB, "job:guard", schools=schools)):
        return LoginPassword.objects.count()


def _raise(since: datetime, at: datetime, failing: int, passwords: int) -> None:
    asked: dict[str, Any] = {
        "since": since,
        "at": at,
        "until": at + LASTS,
        "failing": failing,
        "passwords": passwords,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_RAISE, asked)


def _key(digest: str) -> str:
    return salted_hmac(__name__, digest, algorithm="sha256").hexdigest()
