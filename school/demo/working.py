"""The work of filling schools, in pieces that need nothing of one another.

A piece is one school to be housed, or some classes of it whose lessons are brought up
to today. Each is one transaction: an interrupted run leaves whole pieces only, and the
next run does the rest. Two runs at once wait for each other piece by piece.
"""

import gc
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date, datetime
from multiprocessing import get_context, parent_process
from typing import Protocol, TypeVar

from django.db import connection, connections

from school.academics.models import SchoolClass
from school.access.gathering import seal
from school.demo import curriculum, housing, recording
from school.demo.days import calendar
from school.demo.recording import Recorded
from school.demo.scenery import Setting
from school.people.models import Card
from school.regions.in_force import policy_of
from school.regions.models import School
from school.regions.policy import Who
from school.walls.loading import loading

# About so many classes are recorded in one piece: enough to be worth a transaction,
# few enough to share the work between processors.
_CLASSES = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of work; ``classes`` are ids, None when the school is to be housed."""

    setting: Setting
    school: int
    now: datetime
    since: date
    until: date
    classes: tuple[int, ...] | None = None

    def __call__(self) -> Recorded:
        """Do it, in a transaction of its own."""
        with loading("demo"):
            if self.classes is None:
                house(taken(self.school), self.setting, self.now)
                return Recorded()
            school = _taken_for(self.classes, self.school)
            span = self.since, self.until
            return record(school, self.classes, span=span, now=self.now)


def is_housed(school: int) -> bool:
    """Whether the school has people already."""
    return Card.objects.filter(school=school).exists()


_DUE = """
SELECT c.id
FROM school_class c
LEFT JOIN study_group g ON g.school_id = c.school_id AND g.school_class_id = c.id
LEFT JOIN lesson l ON l.school_id = g.school_id AND l.group_id = g.id
WHERE c.school_id = %(school)s AND c.year = %(year)s
GROUP BY c.id, c.grade
HAVING coalesce(max(l.date) < (%(lasts)s::date[])[c.grade], true) OR coalesce(bool_or(
    l.date >= %(since)s AND l.date < %(today)s AND l.topic = '' AND l.state = 'planned'
    AND NOT EXISTS (SELECT FROM mark m WHERE m.school_id = l.school_id
                    AND m.year = l.year AND m.lesson_id = l.id)
    AND NOT EXISTS (SELECT FROM absence a WHERE a.school_id = l.school_id
                    AND a.year = l.year AND a.lesson_id = l.id)), false)
ORDER BY c.id
"""


def due(
    school: int, *, today: date, since: date, until: date
) -> Iterator[tuple[int, ...]]:
    """The ids of the school's classes that lack lessons of the span or records of past
    days, in parts for one piece each."""
    year = calendar()
    lasts = [
        max(year.days(since, until, grade), default=since)
        for grade in curriculum.GRADES
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            _DUE,
            {
                "school": school,
                "year": year.year,
                "lasts": lasts,
                "since": since,
                "today": today,
            },
        )
        ids = [row[0] for row in cursor.fetchall()]
    for first in range(0, len(ids), _CLASSES):
        yield tuple(ids[first : first + _CLASSES])


class Work(Protocol):
    """Anything that can be done apart from the rest, in another process too."""

    def __call__(self) -> Recorded:
        """Do it; what was written."""


Each = TypeVar("Each", bound=Work)


def do(pieces: Sequence[Each], workers: int) -> Iterator[tuple[Each, Recorded]]:
    """Do the pieces, in several processes when that helps, in any order."""
    if workers < 2 or len(pieces) < 2:
        for piece in pieces:
            yield piece, piece()
        return
    # A connection is not shared with a child.
    connections.close_all()
    with ProcessPoolExecutor(
        workers, mp_context=get_context("fork"), initializer=_begin
    ) as pool:
        futures = {pool.submit(piece): piece for piece in pieces}
        try:
            for done in as_completed(futures):
                yield futures[done], done.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """What a worker does first. Rows by the hundred thousand go in circles nowhere: to
    look whether they do takes a third of its time."""
    gc.disable()
    _follow_parent()


def _follow_parent() -> None:
    """A worker whose parent was killed goes too, instead of waiting for ever; told to
    stop by Ctrl-C it goes without a word, and PostgreSQL takes its piece back."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def taken(school: int) -> School:
    """The school, when nobody else fills it."""
    rows = School.objects.select_related("region")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=school)


def house(school: School, setting: Setting, now: datetime) -> None:
    """Give the school its people, classes and weeks, unless it has them."""
    if is_housed(school.pk):
        return
    today = now.astimezone(school.region.zone()).date()
    ways = policy_of(school.region, today).brackets
    wanted = any(way.consent != "none" for way in ways if way.who != Who.STAFF)
    draft = setting.draft(today=today, family_consents=wanted)
    housing.house(school, draft, seal())


def record(
    school: School, classes: Sequence[int], *, span: tuple[date, date], now: datetime
) -> Recorded:
    """Give the classes (by id) the lessons of the span, half-open, with what happened
    at those that are over by ``now``."""
    zone = school.region.zone()
    today = now.astimezone(zone).date()
    since, until = span
    return recording.keep_up(
        school,
        classes,
        since=since,
        until=until,
        now=now,
        zone=zone,
        illness=policy_of(school.region, today).illness_code,
    )


def _taken_for(classes: tuple[int, ...], school: int) -> School:
    """The school, when nobody else is at work on these classes of it."""
    rows = SchoolClass.objects.filter(school=school, pk__in=classes).order_by("pk")
    list(rows.select_for_update(no_key=True))
    return School.objects.select_related("region").get(pk=school)
