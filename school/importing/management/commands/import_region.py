"""`manage.py import_region`: the lists of many schools out of one folder."""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from school.importing.region.bringing import Brought, bring
from school.importing.region.naming import Schools, Unknown
from school.importing.tables.table import Refused
from school.lib.keys import to_text
from school.regions.models import School

_HELP = """\
Списки учеников с родителями сразу из многих школ: в папке по файлу на школу, .xlsx,
.ods, .xls или .csv. Имя файла — ключ школы (их печатает class_list без слов) или её
название: «Школа № 12.xlsx».

Столбцы и правила те же, что на странице «Загрузка списков». Каждая школа записывается
целиком или никак; строки с ошибками и вопросами пропускаются. Что с какой строкой,
стоит в том же файле с замечаниями: в папке remarks рядом со списками и сутки — в
загрузках самой школы, где администратор возьмёт его, исправит и загрузит снова.
Прерванный запуск повторите: записанное второй раз не записывается.

С --dry-run ничего не пишет, только складывает замечания. С --json — по значению JSON
на файл: {"file", "school": ключ или null, "state": "written"|"before"|"rehearsed"|
"refused", "sentence", "students", "guardians", "left_out"}.
Код 1, когда хотя бы один файл не принят.

Пример:
  manage.py import_region /srv/lists --dry-run
"""
_REMARKS = "remarks"
_COUNTED = ("students", "guardians", "left_out")
_STATES = {
    "written": "записана",
    "before": "записана раньше",
    "rehearsed": "проверена",
    "refused": "не принята",
}


class Command(BaseCommand):
    """A school after a school, each in a transaction of its own."""

    help = _HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:  # noqa: ANN401 - as Django has it
        """A parser that prints the help line by line, as it is written."""
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder, and how to go through it."""
        parser.add_argument("folder", metavar="ПАПКА", type=Path, help="где списки")
        parser.add_argument(
            "--dry-run", action="store_true", help="только сложить замечания"
        )
        parser.add_argument("--json", action="store_true", help="печатать JSON")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401 - as Django has it
        """Tell of each file at once, and of all at the end."""
        folder, counted = options["folder"], Counter[str]()
        if not folder.is_dir():
            raise CommandError(f"Папки «{folder}» нет.")
        for told in _brought(folder, rehearse=options["dry_run"]):
            counted[told["state"]] += 1
            for name in _COUNTED:
                counted[name] += told[name] if told["state"] != "before" else 0
            line = (
                json.dumps(told, ensure_ascii=False) if options["json"] else _line(told)
            )
            self.stdout.write(line)
            self.stdout.flush()
        if not options["json"]:
            self.stdout.write(_summary(counted))
        if counted["refused"]:
            raise CommandError(f"Не принято файлов: {counted['refused']}.")


def _brought(folder: Path, *, rehearse: bool) -> Iterator[dict[str, Any]]:
    """What became of every file of the folder, in the order of names."""
    schools = Schools(School.objects.select_related("region"))
    for file in sorted(folder.iterdir()):
        if not file.is_file() or file.name.startswith("."):
            continue
        school = schools.find(file.stem)
        if isinstance(school, Unknown):
            yield _told(file, None, Refused(school.sentence), rehearse=rehearse)
            continue
        beside = folder / _REMARKS / f"{file.name}.xlsx"
        try:
            done = bring(school, file, beside, rehearse=rehearse)
        except OSError as error:
            done = Refused(f"Файл не прочитан или замечания не записаны: {error}.")
        yield _told(file, school, done, rehearse=rehearse)


def _told(
    file: Path, school: School | None, done: Brought | Refused, *, rehearse: bool
) -> dict[str, Any]:
    """One file as a value; see the help."""
    named = {"file": file.name, "school": to_text(school.key) if school else None}
    if isinstance(done, Refused):
        nothing = dict.fromkeys(_COUNTED, 0)
        return {**named, "state": "refused", "sentence": done.sentence, **nothing}
    state = "rehearsed" if rehearse else "written"
    return {
        **named,
        "state": "before" if done.before else state,
        "sentence": "",
        "students": done.written["students"],
        "guardians": done.written["guardians"],
        "left_out": done.left_out,
    }


def _line(told: dict[str, Any]) -> str:
    state = _STATES[told["state"]]
    if told["state"] == "refused":
        return f"{told['file']}: {state}. {told['sentence']}"
    return (
        f"{told['file']}: {state}. Новых учеников {told['students']}, родителей"
        f" {told['guardians']}; строк с замечаниями {told['left_out']}."
    )


def _summary(counted: Counter[str]) -> str:
    """All files in one line."""
    states = ", ".join(f"{words} {counted[name]}" for name, words in _STATES.items())
    return (
        f"Школы: {states}. Новых учеников {counted['students']}, родителей"
        f" {counted['guardians']}; строк с замечаниями {counted['left_out']}."
    )
