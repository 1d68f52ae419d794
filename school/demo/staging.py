"""Staging: bring the invented region into the database, or up to today."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from school.access.gathering import seal
from school.demo import consenting, founding, invented, recording, settling, timetabling
from school.demo.days import calendar
from school.journal.scheduling import make_lessons
from school.lib import clock
from school.regions import rules
from school.regions.models import Region, School
from school.walls.loading import loading

Say = Callable[[str], None]

_ONE_AT_A_TIME = 0x5EED


def stage(say: Say) -> None:
    """Make what is missing and tell of each step; a complete demo stays as it is.

    One transaction: an interrupted run leaves nothing half-made. Lessons follow the
    shown clock: the two weeks before, this one and the next.
    """
    with loading("demo"):
        _wait_for_another_run()
        region = _region()
        now = clock.now()
        if region is None:
            region = _found(say, now)
        _keep_up(region, now, say)


def _region() -> Region | None:
    slug: str = invented.table("region")["slug"]
    return Region.objects.filter(slug=slug).first()


def _wait_for_another_run() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])


def _found(say: Say, now: datetime) -> Region:
    region, schools = founding.found()
    today = now.astimezone(region.zone()).date()
    founding.furnish(schools)
    say(f"{region.name}: школ — {len(schools)}, учебный год и звонки на месте.")
    staff = settling.employ(schools, seal(), today)
    students = settling.enter(schools, seal())
    settling.relate(schools, students, seal())
    say(f"Карточки: сотрудников — {len(staff)}, учеников — {len(students)}, родители.")
    timetabling.timetable(schools, staff, students, today)
    say(f"Классов — {len(invented.forms())}, расписание составлено.")
    consenting.agree(region)
    return region


def _keep_up(region: Region, now: datetime, say: Say) -> None:
    today = now.astimezone(region.zone()).date()
    shown = calendar().shown(today)
    if not shown:
        return
    since, until = shown[0], shown[-1] + timedelta(days=1)
    illness = rules.load(settings.POLICIES)[region.policy_line].in_force(today)
    changed = False
    for school in School.objects.filter(region=region).order_by("pk"):
        made = make_lessons(school=school.pk, since=since, until=until)
        recorded = recording.record(
            school,
            illness=illness.illness_code,
            now=now if made else _midnight(today, region.zone()),
            zone=region.zone(),
            since=since,
        )
        if made or recorded.lessons:
            changed = True
            say(
                f"{school.short_name}: новых уроков — {made},"
                f" записано — {len(recorded.lessons)},"
                f" отметок — {len(recorded.marks)}."
            )
    if not changed:
        say("Показ уже на месте, добавлять нечего.")


def _midnight(today: date, zone: ZoneInfo) -> datetime:
    """Lessons of a day that goes on are recorded only when they are made on it."""
    return datetime(today.year, today.month, today.day, tzinfo=zone)
