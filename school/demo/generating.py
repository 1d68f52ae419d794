"""Generating a region of any size: school by school, each with its whole year.

A school is one transaction: an interrupted run leaves whole schools only, and the next
run goes on with those that are missing. What stands already keeps its size.
"""

import os
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import connection

from school.academics.models import SchoolClass
from school.demo import founding, generated, sizes, working
from school.demo.days import calendar
from school.demo.founding import Founded
from school.demo.progress import Progress
from school.demo.recording import Recorded
from school.demo.scenery import Scenery, Setting
from school.demo.staging import ONE_AT_A_TIME
from school.lib import clock
from school.walls.loading import loading

_ACTOR = "generate_region"
_STANDING = """
SELECT s.key, count(DISTINCT e.student_id)
FROM enrolment e JOIN school s ON s.id = e.school_id
GROUP BY s.key
"""
_COMPLETE = """
SELECT s.id FROM school s
WHERE s.id = ANY (%s) AND EXISTS (
    SELECT FROM lesson l WHERE l.school_id = s.id AND l.date = %s AND l.topic <> '')
"""


@dataclass(frozen=True, slots=True)
class Filling:
    """One school to be filled: its people as of ``now``, and what happened at all its
    lessons of the school year before ``until``."""

    setting: Setting
    school: int
    now: datetime
    until: date

    def __call__(self) -> Recorded:
        """Do it, in a transaction of its own; people who are there already stay."""
        with loading(_ACTOR):
            school = working.taken(self.school)
            working.house(school, self.setting, self.now)
            year = calendar().year
            mine = SchoolClass.objects.filter(school=school, year=year).order_by("pk")
            return working.record(
                school,
                list(mine.values_list("pk", flat=True)),
                span=(calendar().since, self.until),
                now=datetime.combine(self.until, time(), school.region.zone()),
            )


def generate(students: int, until: date, progress: Progress) -> None:
    """Bring the region up to so many students, each with all lessons, marks and
    absences of the school year before ``until``, whatever the clock shows.

    Tells of each step and how large the tables have become. Raises LoadingError.
    """
    scene, founded = _found(students)
    progress.say(
        f"{scene.regions[0]['name']}: школ — {len(founded)}, учеников — {students}."
    )
    _fill(scene, founded, until, progress)
    progress.say("Собираю статистику таблиц…")
    sizes.settle()
    progress.say(sizes.table())


def _found(students: int) -> tuple[Scenery, Founded]:
    """All schools with their calendars and bells; nobody is in the new ones yet."""
    with loading(_ACTOR):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
            cursor.execute(_STANDING)
            standing = dict(cursor.fetchall())
        scene = generated.region(students, standing)
        return scene, founding.found(scene)


def _fill(scene: Scenery, founded: Founded, until: date, progress: Progress) -> None:
    complete = _complete(founded, until)
    now = clock.now()
    missing = [
        Filling(setting, school, now, until)
        for setting in scene.settings
        if (school := founded[setting.place.key].pk) not in complete
    ]
    if not missing:
        progress.say("Все школы на месте, добавлять нечего.")
        return
    done = Recorded()
    with progress.bar("Школы", len(missing)) as step:
        for _, recorded in working.do(missing, os.cpu_count() or 1):
            done += recorded
            step()
    progress.say(
        f"Новых школ — {len(missing)}, уроков — {done.lessons},"
        f" отметок — {done.marks}, пропусков — {done.absences}."
    )


def _complete(founded: Founded, until: date) -> set[int]:
    """The schools whose last day of lessons is over."""
    last = calendar().days(calendar().since, until)[-1]
    schools = [school.pk for school in founded.values()]
    with loading(_ACTOR), connection.cursor() as cursor:
        cursor.execute(_COMPLETE, [schools, last])
        return {row[0] for row in cursor.fetchall()}
