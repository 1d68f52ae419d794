"""The work of filling schools, in pieces that need nothing of one another.

A piece is one school to be housed, or some classes of it whose lessons are brought up
to today. Each is one transaction: an interrupted run leaves whole pieces only, and the
next run does the rest. Two runs at once wait for each other piece by piece.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date, datetime
from multiprocessing import get_context, parent_process

from django.db import connection, connections

from school.academics.models import SchoolClass
from school.access.gathering import seal
from school.demo import housing, recording
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
            school = _taken(self.school, self.classes)
            if self.classes is None:
                _house(school, self)
                return Recorded()
            today = self.now.astimezone(school.region.zone()).date()
            return recording.keep_up(
                school,
                self.classes,
                since=self.since,
                until=self.until,
                now=self.now,
                zone=school.region.zone(),
                illness=policy_of(school.region, today).illness_code,
            )


def is_housed(school: int) -> bool:
    """Whether the school has people already."""
    return Card.objects.filter(school=school).exists()


_DUE = """
SELECT c.id
FROM school_class c
LEFT JOIN study_group g ON g.school_id = c.school_id AND g.school_class_id = c.id
LEFT JOIN lesson l ON l.school_id = g.school_id AND l.group_id = g.id
WHERE c.school_id = %(school)s AND c.year = %(year)s
GROUP BY c.id
HAVING coalesce(max(l.date) < %(last)s, true) OR coalesce(bool_or(
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
    last = calendar().days(since, until)[-1]
    with connection.cursor() as cursor:
        cursor.execute(
            _DUE,
            {
                "school": school,
                "year": calendar().year,
                "last": last,
                "since": since,
                "today": today,
            },
        )
        ids = [row[0] for row in cursor.fetchall()]
    for first in range(0, len(ids), _CLASSES):
        yield tuple(ids[first : first + _CLASSES])


def do(pieces: Sequence[Piece], workers: int) -> Iterator[tuple[Piece, Recorded]]:
    """Do the pieces, in several processes when that helps, in any order."""
    if workers < 2 or len(pieces) < 2:
        for piece in pieces:
            yield piece, piece()
        return
    # A connection is not shared with a child.
    connections.close_all()
    with ProcessPoolExecutor(
        workers, mp_context=get_context("fork"), initializer=_follow_parent
    ) as pool:
        futures = {pool.submit(piece): piece for piece in pieces}
        try:
            for done in as_completed(futures):
                yield futures[done], done.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _follow_parent() -> None:
    """A worker whose parent was killed goes too, instead of waiting for ever."""
    parent = parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def _house(school: School, piece: Piece) -> None:
    if is_housed(school.pk):
        return
    today = piece.now.astimezone(school.region.zone()).date()
    ways = policy_of(school.region, today).brackets
    wanted = any(way.consent != "none" for way in ways if way.who != Who.STAFF)
    draft = piece.setting.draft(today=today, family_consents=wanted)
    housing.house(school, draft, seal())


def _taken(school: int, classes: tuple[int, ...] | None) -> School:
    """The school, when nobody else is at work on it, or on these classes of it."""
    schools = School.objects.select_related("region")
    if classes is None:
        return schools.select_for_update(of=("self",), no_key=True).get(pk=school)
    rows = SchoolClass.objects.filter(school=school, pk__in=classes).order_by("pk")
    list(rows.select_for_update(no_key=True))
    return schools.get(pk=school)
