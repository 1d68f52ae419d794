"""`manage.py explain_access`: why somebody comes in or not, check by check."""

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from school.access import cases
from school.access.explaining import attempt_as_json, card_as_json, in_words
from school.access.explanation import explain_attempt, explain_card, find_card
from school.access.references import normalise
from school.audit.trail import Line, write
from school.lib import clock
from school.lib.keys import from_text
from school.regions.rules import PolicyError

_HELP = f"""\
Лестница проверок: что пройдено, что нет, что ещё не известно — как видит школа и как
читает семья. Сведения о человеке не печатаются, от СНИЛС — только конец; след остаётся
в журнале действий.

  manage.py explain_access 0a1b2c3d4e5f6 --on 2026-11-09    карточка по ключу
  manage.py explain_access ЭШ-2611-7К4М2Х --json             попытка входа по номеру

Без слов команда читает случаи, по одному JSON в строке, и на каждый отвечает строкой:
решением двери по этим фактам, без базы. Случай:
{cases.SCHEMA}
Ответ: {{"admitted": [...], "held": [...]}} или {{"refused", "step", "actor", "message",
"held"}}, на строку с ошибкой — {{"error": "..."}}. Пример случая в одну строку:
{cases.EXAMPLE}
"""


class Command(BaseCommand):
    """Reads, and leaves a line in the trail."""

    help = _HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:  # noqa: ANN401 - as Django has it
        """A parser that prints the help line by line, as it is written."""
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What is asked about."""
        parser.add_argument(
            "what", nargs="?", metavar="ЧТО", help="ключ карточки или номер попытки"
        )
        parser.add_argument(
            "--on", metavar="ДАТА", help="день: 2026-11-09 (сегодня по времени региона)"
        )
        parser.add_argument("--json", action="store_true", help="печатать JSON")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401 - as Django has it
        """Print the ladder; a mistake is one sentence and exit code 1."""
        if not options["what"]:
            self._decide_cases()
            return
        found = _explained(options["what"].strip(), options["on"])
        text = json.dumps(found, ensure_ascii=False, indent=1)
        self.stdout.write(text if options["json"] else in_words(found))

    def _decide_cases(self) -> None:
        unread = 0
        for number, line in enumerate(sys.stdin, start=1):
            if not line.strip():
                continue
            answer = cases.decide(line)
            unread += "error" in answer
            if "error" in answer:
                answer = {"error": f"Строка {number}: {answer['error']}"}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if unread:
            raise CommandError(f"Не прочитано строк: {unread}.")


def _explained(what: str, on: str | None) -> dict[str, Any]:
    key = from_text(what.lower())
    if key is not None:
        return _of_card(key, on)
    reference = normalise(what)
    if reference is None:
        raise CommandError(
            f"«{what}» — не ключ карточки (13 букв и цифр) и не номер попытки"
            " (вида ЭШ-2611-7К4М2Х)."
        )
    if on is not None:
        raise CommandError("День называют карточке; у попытки он свой. Уберите --on.")
    attempt = explain_attempt(reference)
    if attempt is None:
        raise CommandError(f"Попытки {reference} нет. Её хранят 90 дней.")
    _leave_a_line(f"attempt:{attempt.attempt}", None)
    return attempt_as_json(attempt)


def _of_card(key: int, on: str | None) -> dict[str, Any]:
    found = find_card(key)
    if found is None:
        raise CommandError("Карточки с этим ключом нет ни в одной школе.")
    school, card = found
    day = clock.today(school.region.zone()) if on is None else _day(on)
    try:
        told = explain_card(school, card, day)
    except PolicyError as error:
        raise CommandError(str(error)) from error
    _leave_a_line(f"card:{card}", school.pk)
    return card_as_json(told, key)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"«{text}» — не дата. Нужно так: 2026-11-09.") from error


def _leave_a_line(thing: str, school: int | None) -> None:
    with transaction.atomic():
        write(Line("command", "explain_access", thing, school))
