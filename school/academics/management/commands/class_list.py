"""`manage.py class_list`: schools, classes of a day, or who was in a class on a day."""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from school.academics.class_lists import Listed, class_list, classes_on
from school.academics.management.arguments import (
    class_named,
    day_named,
    school_named,
)
from school.academics.next_year import ClassName
from school.lib import clock
from school.lib.keys import to_text
from school.regions.models import School
from school.walls.actor import job_of
from school.walls.behind import behind

_HELP = """\
Список класса на любой день, прошлый или будущий.

Без слов — школы и их ключи; с --school — её классы учебного года этого дня;
с --school и --class — ученики по алфавиту. С --json — один список JSON:
  школы    [{"key", "name"}]
  классы   [{"key", "class", "students": сколько}]
  ученики  [{"key", "name", "since", "until" или null: с какого дня и до какого дня}]

Пример:
  manage.py class_list --school 0a1b2c3d4e5f6 --class 5Б --on 2026-11-09
"""


class Command(BaseCommand):
    """Reads only."""

    help = _HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:  # noqa: ANN401 - as Django has it
        """A parser that prints the help line by line, as it is written."""
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What is asked about."""
        parser.add_argument("--school", metavar="КЛЮЧ", help="ключ школы")
        parser.add_argument(
            "--class",
            dest="school_class",
            metavar="КЛАСС",
            help="ключ класса или его имя: 5Б",
        )
        parser.add_argument(
            "--on", metavar="ДАТА", help="день: 2026-11-09 (сегодня по времени региона)"
        )
        parser.add_argument("--json", action="store_true", help="печатать JSON")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401 - as Django has it
        """Print the list; a mistake is one sentence and exit code 1."""
        found = _found(options)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
            return
        lines = [
            "  ".join(str(cell) for cell in row.values() if cell is not None)
            for row in found
        ]
        self.stdout.write("\n".join(lines) or "В этот день здесь никого нет.")


def _found(options: dict[str, Any]) -> list[dict[str, Any]]:
    if not options["school"]:
        return [
            {"key": to_text(one.key), "name": one.short_name}
            for one in School.objects.order_by("short_name", "pk")
        ]
    school = school_named(options["school"])
    on = day_named(options["on"]) if options["on"] else _today(school)
    with behind(job_of(school.pk, name="class_list")):
        if not options["school_class"]:
            return [
                {
                    "key": to_text(one.key),
                    "class": str(ClassName(one.grade, one.letter)),
                    "students": one.students,
                }
                for one in classes_on(school=school.pk, on=on)
            ]
        school_class = class_named(school, options["school_class"], on=on)
        return [_row(one) for one in class_list(school_class=school_class, on=on)]


def _row(one: Listed) -> dict[str, Any]:
    return {
        "key": to_text(one.key),
        "name": one.name,
        "since": one.since.isoformat(),
        "until": one.until.isoformat() if one.until else None,
    }


def _today(school: School) -> date:
    return clock.today(school.region.zone())
