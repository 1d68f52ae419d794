"""`manage.py make_lessons`: the lessons of the next weeks out of the timetable."""

from argparse import ArgumentParser
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from school.academics.management.arguments import day_named, school_named
from school.journal.following import drop
from school.journal.scheduling import make_lessons
from school.lib import clock
from school.regions.models import School
from school.walls.actor import job_of
from school.walls.behind import behind

_AHEAD = timedelta(weeks=4)


class Command(BaseCommand):
    """To be run once a day; lessons that are there already stay as they are.

    Bare ones of a weekly lesson that has ended go, should nobody have seen to it.
    """

    help = (
        "Ставит уроки по расписанию с сегодняшнего дня на четыре недели вперёд, мимо"
        " каникул и праздников. Уроки, которые уже есть, не меняет; пустые уроки,"
        " которых в расписании больше нет, убирает. Запускайте раз в сутки, например"
        " из cron."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which school, until when."""
        parser.add_argument(
            "--school", metavar="КЛЮЧ", help="ключ школы (без него все)"
        )
        parser.add_argument(
            "--until",
            metavar="ДАТА",
            help="последний день: 2027-05-26 (через четыре недели)",
        )

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401 - as Django has it
        """Make them, school by school; a mistake is one sentence and exit code 1."""
        for school in _schools(options["school"]):
            now = clock.now().astimezone(school.region.zone())
            today = now.date()
            until = _until(options["until"], today)
            with behind(job_of(school.pk, name="make_lessons")):
                drop(school=school.pk, now=now)
                made = make_lessons(
                    school=school.pk, since=today, until=until + timedelta(days=1)
                )
            self.stdout.write(
                f"{school.short_name}: новых уроков до {until:%d.%m.%Y} — {made}."
            )


def _schools(key: str | None) -> list[School]:
    if key:
        return [school_named(key)]
    return list(School.objects.select_related("region").order_by("id"))


def _until(text: str | None, today: date) -> date:
    until = day_named(text) if text else today + _AHEAD
    if until < today:
        raise CommandError(
            f"{until:%d.%m.%Y} уже прошло: уроки ставятся с сегодняшнего дня."
        )
    return until
