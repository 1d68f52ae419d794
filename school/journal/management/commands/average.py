"""``manage.py average``: marks as JSON lines in, their exact average out."""

import json
import re
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand

from school.journal.averages import shown, weighted

_HELP = """\
Точное среднее отметок: Σ(отметка · вес) / Σвес, без потерь на округлении.

Вход — строки JSON со стандартного ввода, одна строка — один набор отметок:
  {"marks": [{"value": число или строка, "weight": число или строка, по умолчанию 1}]}
Не числа («н», «зач», null) и вес 0 в среднее не входят. Дроби пишутся с точкой.

Выход — по строке на каждую строку входа:
  {"exact": "числитель/знаменатель" или null, "shown": "4,44", "counted": сколько вошло}
  {"error": "что не так"} — и код завершения 1, когда прочитаны все строки.

Пример:
  echo '{"marks": [{"value": 5, "weight": 3}, {"value": 4}]}' | manage.py average
  {"exact": "19/4", "shown": "4,75", "counted": 2}
"""
_NUMBER = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,6})?")

Pair = tuple[Decimal, Decimal]


class Command(BaseCommand):
    """Read from stdin until it ends; needs no database."""

    help = _HELP
    requires_system_checks = ()

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:  # noqa: ANN401 - as Django has it
        """A parser that prints the help line by line, as it is written."""
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """No arguments: everything comes by the standard input."""

    def handle(self, *args: object, **options: object) -> None:
        """Answer line by line; fail at the end if any line was wrong."""
        failed = False
        for line in sys.stdin:
            if not line.strip():
                continue
            answer = answer_line(line)
            failed = failed or "error" in answer
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if failed:
            sys.exit(1)


def answer_line(line: str) -> dict[str, Any]:
    """The average of one line's marks, or a sentence that says what is wrong."""
    try:
        found = json.loads(line, parse_float=Decimal)
    except (ValueError, RecursionError):
        return {"error": "Строка не читается: это не JSON."}
    marks = found.get("marks") if isinstance(found, dict) else None
    if not isinstance(marks, list):
        return {"error": "Нет списка marks."}
    try:
        pairs = list(_pairs(marks))
    except ValueError as error:
        return {"error": str(error)}
    average = weighted(pairs)
    return {
        "exact": None if average is None else str(average),
        "shown": shown(average),
        "counted": sum(1 for _, weight in pairs if weight),
    }


def _pairs(marks: list[Any]) -> Iterator[Pair]:
    for mark in marks:
        if not isinstance(mark, dict) or "value" not in mark:
            raise ValueError("Отметка — объект с полями value и weight.")
        weight = _number(mark.get("weight", 1))
        if weight is None or weight < 0:
            raise ValueError("Вес — число от нуля.")
        value = _number(mark["value"])
        if value is not None:
            yield value, weight


def _number(value: object) -> Decimal | None:
    """An exact number as people write it, or None for everything that is not one."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    return Decimal(str(value)) if _NUMBER.fullmatch(str(value)) else None
