"""`manage.py move_student`: admission, transfer, leaving, return, another school.

A command of the journal, because marks go along to another school.
"""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from school.academics import moving
from school.academics.management.arguments import (
    class_named,
    day_named,
    school_named,
    student_named,
)
from school.academics.models import SchoolClass
from school.academics.moving import Moved, NotMoved
from school.journal.transferring import Arrived, change_school
from school.lib.dates import numeric
from school.lib.keys import to_text
from school.people.models import Card
from school.regions.models import School
from school.walls.actor import job_of
from school.walls.behind import behind

_HELP = """\
Движение учеников. Повторить ту же команду можно: второй раз ничего не меняется.

  admit          зачислить: --on — первый день в классе
  transfer       перевести в другой класс: --on — первый день там
  leave          выбыл: --on — первый день, когда его уже нет
  return         вернулся после выбытия: --on — снова первый день
  change-school  перевести в другую школу региона (--to-school, --class — её класс):
                 там появятся карточки ученика и родителей, а отметки учебного года
                 приедут ведомостью; для входа в дневник семья просто входит заново

Ключи школ, классов и учеников печатает class_list. С --json печатает одно значение:
  {"student": ключ карточки, "class": "5«Б»" или null, "since", "until"}
  а после change-school ещё {"marks": сколько отметок, "guardians": сколько родителей,
  "without": сколько родителей осталось без карточки, потому что нет документа}

Пример:
  manage.py move_student transfer --school 0a1b2c3d4e5f6 --student 7k4m2x0000001 \\
    --class 5А --on 2026-11-09 --reason "Приказ № 12-у от 06.11.2026"
"""
_BY_CLASS: dict[str, Callable[..., Moved | NotMoved]] = {
    "admit": moving.admit,
    "transfer": moving.transfer,
    "return": moving.come_back,
}
_ACTS = ("admit", "transfer", "leave", "return", "change-school")
_LONGEST_REASON = 200


class Command(BaseCommand):
    """One student, one act."""

    help = _HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:  # noqa: ANN401 - as Django has it
        """A parser that prints the help line by line, as it is written."""
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, where, when and why."""
        parser.add_argument("act", choices=_ACTS, help="что делается")
        parser.add_argument("--school", required=True, metavar="КЛЮЧ", help="школа")
        parser.add_argument("--student", required=True, metavar="КЛЮЧ", help="ученик")
        parser.add_argument("--on", required=True, metavar="ДАТА", help="день")
        parser.add_argument(
            "--class",
            dest="school_class",
            metavar="КЛАСС",
            help="ключ класса или его имя: 5Б",
        )
        parser.add_argument("--to-school", metavar="КЛЮЧ", help="другая школа")
        parser.add_argument(
            "--reason", default="", metavar="ТЕКСТ", help="приказ, для истории"
        )
        parser.add_argument("--json", action="store_true", help="печатать JSON")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401 - as Django has it
        """Do it; a refusal is one sentence and exit code 1."""
        _check(options)
        school, on = school_named(options["school"]), day_named(options["on"])
        if options["act"] == "change-school":
            found = _change_school(school, on, options)
        else:
            found = _move(school, on, options)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self.stdout.write(_words(found, on))


def _check(options: dict[str, Any]) -> None:
    """Each act wants its own arguments and no others."""
    act, reason = options["act"], options["reason"]
    if bool(options["school_class"]) is (act == "leave"):
        raise CommandError(
            "При выбытии класс не нужен." if act == "leave" else "Нужен --class."
        )
    if bool(options["to_school"]) is not (act == "change-school"):
        raise CommandError("--to-school нужен для change-school, и только для него.")
    if len(reason) > _LONGEST_REASON or not reason.isprintable():
        raise CommandError(f"Основание — строка до {_LONGEST_REASON} знаков.")


def _move(school: School, on: date, options: dict[str, Any]) -> dict[str, Any]:
    with behind(job_of(school.pk, name="move_student")):
        student = student_named(school, options["student"])
        say = {"student": student, "on": on, "reason": options["reason"]}
        if options["act"] == "leave":
            done = moving.leave(**say)
        else:
            to = class_named(school, options["school_class"], on=on)
            done = _BY_CLASS[options["act"]](school_class=to, **say)
        if isinstance(done, NotMoved):
            raise CommandError(done.sentence)
        return _found(student, done, on)


def _found(student: Card, done: Moved, on: date) -> dict[str, Any]:
    place = done.place
    if place is None:
        return {
            "student": to_text(student.key),
            "class": None,
            "since": None,
            "until": on.isoformat(),
        }
    school_class = SchoolClass.objects.get(
        pk=place.school_class_id, school=student.school_id
    )
    return {
        "student": to_text(student.key),
        "class": school_class.label(),
        "since": place.since_date.isoformat(),
        "until": place.until_date.isoformat() if place.until_date else None,
    }


def _change_school(origin: School, on: date, options: dict[str, Any]) -> dict[str, Any]:
    target = school_named(options["to_school"])
    with behind(job_of(origin.pk, name="move_student")):
        student = student_named(origin, options["student"])
    with behind(job_of(target.pk, name="move_student")):
        to = class_named(target, options["school_class"], on=on)
    done = change_school(
        student=student,
        origin=origin,
        school_class=to,
        target=target,
        on=on,
        reason=options["reason"],
    )
    if isinstance(done, NotMoved):
        raise CommandError(done.sentence)
    return {
        "student": to_text(done.taken.student.key),
        "class": to.label(),
        "since": on.isoformat(),
        "until": None,
        **_brought(done),
    }


def _brought(done: Arrived) -> dict[str, int]:
    return {
        "marks": done.marks,
        "guardians": done.taken.guardians,
        "without": done.taken.without,
    }


def _words(found: dict[str, Any], on: date) -> str:
    if found["class"] is None:
        return f"Ученик {found['student']} выбыл: {numeric(on)} его уже нет."
    since = numeric(date.fromisoformat(found["since"]))
    said = f"Ученик {found['student']} — в классе {found['class']} с {since}."
    if "marks" in found:
        said += f" Отметок в ведомости: {found['marks']}, родителей:"
        said += f" {found['guardians']}, без документа остались: {found['without']}."
    return said
