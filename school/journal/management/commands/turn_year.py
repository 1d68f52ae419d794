"""`manage.py turn_year`: next year's classes, at first on paper; and back again.

A command of the journal, because undoing asks the journal.
"""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from school.academics import turning
from school.academics.management.arguments import day_named, school_named, year_named
from school.academics.next_year import (
    ClassName,
    Turn,
    Unclear,
    Why,
    Wishes,
    read_class,
)
from school.academics.taking_back import NotTakenBack
from school.academics.years import first_day, named
from school.journal.turning_back import turn_back
from school.lib.dates import numeric
from school.regions.models import School
from school.walls.actor import job_of
from school.walls.behind import behind

_HELP = """\
Классы нового учебного года из классов этого: 1→2 … 10→11 с теми же литерами,
9-е и 11-е выбывают. Повторный запуск ничего не меняет.

Сначала посмотрите, что будет: --dry-run. Отменить можно, пока в журналах нового
года нет записей: --undo. Группы по предметам не переносятся: когда предметы нового
года заданы, группа на весь класс собирает его учеников сама.

Длинные списки можно положить в файл, по одному слову на строке: @файл.
С --json печатает одно значение:
  {"year", "since", "leave_on", "applied", "made": [классы], "coming": {класс: сколько},
   "steps": [{"student", "from", "to", "why": "next"|"repeats"|"stays"}],
   "leavers": [{"student", "from"}], "led": [классы с прежним классным руководителем],
   "settled": сколько уже переведено или выбывает, "empty": [классы без учеников]}

Пример:
  manage.py turn_year --school 0a1b2c3d4e5f6 --year 2027 --open 1А 1Б \\
    --repeat 7k4m2x0000001 --stay 7k4m2x0000002 7k4m2x0000003=ФМ --dry-run
"""


class Command(BaseCommand):
    """One school, one year, one transaction."""

    help = _HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:  # noqa: ANN401 - as Django has it
        """A parser that prints the help as it is written and reads lists from files."""
        return super().create_parser(
            prog_name,
            subcommand,
            formatter_class=RawDescriptionHelpFormatter,
            fromfile_prefix_chars="@",
            **kwargs,
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The school, the year, and what the school wishes of it."""
        parser.add_argument("--school", required=True, metavar="КЛЮЧ", help="школа")
        parser.add_argument(
            "--year", required=True, metavar="ГОД", help="новый год: 2027 — это 2027/28"
        )
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--dry-run", action="store_true", help="только сказать, что будет"
        )
        what.add_argument("--undo", action="store_true", help="вернуть, как было")
        students: dict[str, Any] = {
            "nargs": "+",
            "default": [],
            "metavar": "КЛЮЧ[=ЛИТЕРА]",
        }
        parser.add_argument("--repeat", help="кто остаётся на второй год", **students)
        parser.add_argument("--stay", help="кто из 9-х идёт в 10-й", **students)
        parser.add_argument(
            "--open",
            nargs="+",
            default=[],
            metavar="КЛАСС",
            help="какие классы открыть, хотя в них пока никого нет: 1А",
        )
        parser.add_argument(
            "--leave-on",
            metavar="ДАТА",
            help="первый день без 9-х и 11-х (1 сентября нового года)",
        )
        parser.add_argument("--json", action="store_true", help="печатать JSON")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401 - as Django has it
        """Do it; a refusal is a sentence and exit code 1."""
        school, year = school_named(options["school"]), year_named(options["year"])
        with behind(job_of(school.pk, name="turn_year")):
            if options["undo"]:
                said = self._undone(school, year)
            else:
                said = _turned(school, year, options)
        self.stdout.write(said)

    def _undone(self, school: School, year: int) -> str:
        done = turn_back(school=school.pk, year=year)
        if isinstance(done, NotTakenBack):
            raise CommandError(done.sentence)
        kept = ", ".join(map(str, done.kept))
        return f"Перевод на {named(year)} учебный год отменён: {done.students} уч." + (
            f" Остались классы, которыми уже пользуются: {kept}." if kept else ""
        )


def _turned(school: School, year: int, options: dict[str, Any]) -> str:
    wishes = Wishes(
        repeat=dict(map(_wish, options["repeat"])),
        stay=dict(map(_wish, options["stay"])),
        opened=frozenset(map(_class, options["open"])),
    )
    leave_on = day_named(options["leave_on"]) if options["leave_on"] else None
    act = turning.plan if options["dry_run"] else turning.turn_year
    done = act(school=school.pk, year=year, wishes=wishes, leave_on=leave_on)
    if isinstance(done, Unclear):
        raise CommandError(" ".join(done.sentences))
    leave_on, applied = leave_on or first_day(year), not options["dry_run"]
    if options["json"]:
        found = as_json(done, year, leave_on) | {"applied": applied}
        return json.dumps(found, ensure_ascii=False, indent=1)
    return f"{named(year)} учебный год: {_head(done, applied=applied)}.\n" + "\n".join(
        _lines(done, leave_on)
    )


def as_json(done: Turn, year: int, leave_on: date) -> dict[str, Any]:
    """The turn as one value of the command's help, without ``applied``."""
    return {
        "year": year,
        "since": first_day(year).isoformat(),
        "leave_on": leave_on.isoformat(),
        "made": [str(one) for one in done.made],
        "coming": {str(one): many for one, many in sorted(done.coming().items())},
        "steps": [
            {
                "student": step.learner.key,
                "from": str(step.learner.now),
                "to": str(step.to),
                "why": str(step.why),
            }
            for step in done.steps
        ],
        "leavers": [{"student": one.key, "from": str(one.now)} for one in done.leavers],
        "led": [str(name) for _, name in done.leads],
        "settled": len(done.settled),
        "empty": [str(one) for one in done.empty],
    }


def _head(done: Turn, *, applied: bool) -> str:
    if not applied:
        return "проба, ничего не изменено"
    return "переведено" if done.changes else "уже переведено, ничего не изменено"


def _lines(done: Turn, leave_on: date) -> Iterator[str]:
    """The turn in words: numbers by class, nobody by name."""
    for name in sorted(done.coming().keys() | set(done.made)):
        new = ", новый" if name in done.made else ""
        yield f"  {name}: {done.coming().get(name, 0)} уч.{new}"
    why = Counter(step.why for step in done.steps)
    yield f"  На второй год: {why[Why.REPEATS]}, из 9-х в 10-й: {why[Why.STAYS]}."
    left = ", ".join(map(str, sorted({one.now for one in done.leavers})))
    yield f"  Выбывают с {numeric(leave_on)}: {len(done.leavers)}" + (
        f" ({left})." if left else "."
    )
    if done.settled:
        yield f"  Уже переведены или выбывают: {len(done.settled)}."
    if done.empty:
        yield f"  Без учеников, дальше не идут: {', '.join(map(str, done.empty))}."


def _wish(text: str) -> tuple[str, str | None]:
    """«КЛЮЧ» or «КЛЮЧ=ЛИТЕРА»."""
    key, said, letter = text.partition("=")
    return key.strip().lower(), letter.strip() if said else None


def _class(text: str) -> ClassName:
    name = read_class(text)
    if name is None:
        raise CommandError(f"«{text}» — не класс: нужен от 1 до 11, например 1А.")
    return name
