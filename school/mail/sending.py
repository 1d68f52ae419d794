"""Sending: the worker takes letters that wait, hands them in, writes down the end.

A letter is taken by putting it off: its next time is set before the server hears of it,
once with its batch and once when its turn has come, and no transaction is open while
somebody talks over the network. A worker killed before
the server has it has sent nothing, and the letter goes at its next time. Killed after
that and before the end is written, the same letter goes once more, with the same
Message-ID: SMTP has no way to ask whether it has come.
"""

import logging
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import Min, QuerySet
from django.db.models.functions import Now

from school.lib import clock
from school.mail.endings import end
from school.mail.handing_in import Turned, Unreachable, counter, hand_in
from school.mail.kinds import KINDS
from school.mail.models import Letter
from school.mail.pauses import pause_after
from school.mail.unsubscribing import is_unwanted
from school.regions.models import School
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

# So few that the marks which wait for the same worker do not wait for long.
_BATCH = 10
_REST = timedelta(minutes=1)

_log = logging.getLogger(__name__)


class Standing(NamedTuple):
    """The mail as it is now: seconds, or None where no letter waits."""

    oldest_waiting_s: float | None


def send_what_waits() -> int:
    """Send letters of all schools whose time has come; how many were tried.

    A server that is away leaves them where they are, each for longer every time, and is
    asked nothing for a minute: else every ten of a thousand would wait for it anew, and
    with them whatever else this worker does.
    """
    if not settings.EMAIL_SERVER:
        return 0
    letters = _taken()
    if not letters:
        return 0
    try:
        with counter() as connection:
            for letter in filter(_is_mine, letters):
                _told(letter, hand_in(letter, connection), clock.now())
    except Unreachable as trouble:
        _log.warning("Letters are put off: %s.", trouble)
        with _everywhere():
            _due().update(after=Now() + _REST)
    return len(letters)


def standing() -> Standing:
    """How long the oldest letter has waited to be sent, by the shown clock."""
    with _everywhere():
        waiting = Letter.objects.filter(state=Letter.State.WAITING)
        since = waiting.aggregate(since=Min("written_at"))["since"]
    if since is None:
        return Standing(None)
    return Standing(round((clock.now() - since).total_seconds(), 1))


def _taken() -> list[Letter]:
    """Letters that nobody else tries for the time of their pause.

    One that was tried enough ends here.
    """
    with _everywhere():
        waiting = _due().select_for_update(skip_locked=True).order_by("after")
        letters = []
        for letter in waiting[:_BATCH]:
            pause = pause_after(letter.tries + 1)
            if pause is None:
                end(letter, Letter.State.LATE, clock.now())
                continue
            letter.tries, letter.after = letter.tries + 1, Now() + pause
            letter.save(update_fields=["tries", "after"])
            letters.append(letter)
    return letters


def _is_mine(letter: Letter) -> bool:
    """Whether nobody has taken it since, nor refused it; its pause begins anew.

    Those before it in the batch may have needed longer than the pause.
    """
    pause = pause_after(letter.tries)
    if is_unwanted(KINDS[letter.what], letter.address):
        _end(letter, Letter.State.UNWANTED, clock.now())
        return False
    with behind(job_of(letter.school_id, name="mail")):
        taken = Letter.objects.filter(
            school=letter.school_id,
            pk=letter.pk,
            state=Letter.State.WAITING,
            tries=letter.tries,
        )
        return taken.update(after=Now() + pause) == 1


def _everywhere() -> AbstractContextManager[object]:
    schools = tuple(School.objects.values_list("pk", flat=True))
    return behind(Actor(Kind.JOB, "job:mail", schools=schools))


def _due() -> QuerySet[Letter]:
    return Letter.objects.filter(state=Letter.State.WAITING, after__lte=Now())


def _told(letter: Letter, turned: Turned | None, at: datetime) -> None:
    """Write down what the server said; what it may say otherwise later, stays."""
    if turned is not None and not turned.is_final:
        _log.warning("A letter is put off: %s.", turned.code)
        return
    if turned is None:
        _end(letter, Letter.State.SENT, at)
    else:
        _end(letter, Letter.State.REFUSED, at, answer=str(turned.code))


def _end(letter: Letter, state: Letter.State, at: datetime, answer: str = "") -> None:
    """Unless it has ended already."""
    with behind(job_of(letter.school_id, name="mail")):
        mine = Letter.objects.select_for_update().filter(school=letter.school_id)
        waiting = mine.filter(pk=letter.pk, state=Letter.State.WAITING).first()
        if waiting is not None:
            end(waiting, state, at, answer=answer)
