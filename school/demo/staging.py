"""Staging: bring the invented region into the database, or up to today."""

import os
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

from school.demo import founding, invented, scenery, working
from school.demo.founding import Founded
from school.demo.progress import Progress
from school.demo.recording import Recorded
from school.demo.scenery import Scenery
from school.demo.working import Piece
from school.lib import clock
from school.walls.loading import loading

ONE_AT_A_TIME = 0x5EED
_ONLY_IN_FULL = "settlement"


def stage(wanted: Scenery, progress: Progress) -> None:
    """Make what is missing and tell of each step; a complete demo stays as it is.

    What stands already keeps the size it was made in. Lessons follow the shown clock.
    """
    now = clock.now()
    scene, founded = _found(wanted, progress)
    today = now.astimezone(_zone(scene)).date()
    since, until = scene.span(today)
    _house(scene, founded, now, progress)
    _keep_up(scene, founded, now, (since, until), progress)


def _found(wanted: Scenery, progress: Progress) -> tuple[Scenery, Founded]:
    with loading("demo"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        scene = _standing(wanted)
        if scene.name != wanted.name:
            progress.say(
                f"Здесь уже стоит показ другого размера ({scene.name}): он и остаётся."
                " Новый размер — в пустом SCHOOL_HOME."
            )
        return scene, founding.found(scene)


def _standing(wanted: Scenery) -> Scenery:
    """The size that is there already; the wanted one when there is none."""
    full, small = scenery.full(), scenery.small()
    if not founding.is_founded(small.settings[0].place.key):
        return wanted
    there = full if founding.is_founded(_ONLY_IN_FULL) else small
    return wanted if wanted.name == there.name else there


def _house(scene: Scenery, founded: Founded, now: datetime, progress: Progress) -> None:
    with loading("demo"):
        pieces = [
            Piece(setting, founded[setting.place.key].pk, now, now.date(), now.date())
            for setting in scene.settings
            if not working.is_housed(founded[setting.place.key].pk)
        ]
    if not pieces:
        return
    names = ", ".join(region["name"] for region in scene.regions)
    progress.say(
        f"{names}: школ — {len(founded)}, учебный год {invented.version()}, звонки и"
        " каникулы на месте."
    )
    with progress.bar("Люди и расписание", len(pieces)) as step:
        for _ in working.do(pieces, _workers(scene)):
            step()


def _keep_up(
    scene: Scenery,
    founded: Founded,
    now: datetime,
    span: tuple[date, date],
    progress: Progress,
) -> None:
    with loading("demo"):
        pieces = list(_pieces(scene, founded, now, span))
    told: dict[int, Recorded] = defaultdict(Recorded)
    if pieces:
        with progress.bar("Уроки, отметки и задания", len(pieces)) as step:
            for piece, recorded in working.do(pieces, _workers(scene)):
                told[piece.school] += recorded
                step()
    for school in founded.values():
        done = told[school.pk]
        if done.made or done.lessons:
            progress.say(
                f"{school.short_name}: новых уроков — {done.made},"
                f" записано — {done.lessons}, отметок — {done.marks}."
            )
    if not any(done.made or done.lessons for done in told.values()):
        progress.say("Показ уже на месте, добавлять нечего.")


def _pieces(
    scene: Scenery, founded: Founded, now: datetime, span: tuple[date, date]
) -> Iterator[Piece]:
    today = now.astimezone(_zone(scene)).date()
    since, until = span
    for setting in scene.settings:
        school = founded[setting.place.key].pk
        for part in working.due(school, today=today, since=since, until=until):
            yield Piece(setting, school, now, since, until, part)


def _workers(scene: Scenery) -> int:
    """A process for each processor; the small demo is not worth a second one."""
    return (os.cpu_count() or 1) if scene.name == "full" else 1


def _zone(scene: Scenery) -> ZoneInfo:
    return ZoneInfo(scene.regions[0]["time_zone"])
