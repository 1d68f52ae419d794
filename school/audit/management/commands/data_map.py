"""`manage.py data_map`: what is kept about whom, as a document."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from school.audit.data_map import DataMapError, booklet


class Command(BaseCommand):
    """Prints the map of personal data as Markdown."""

    help = (
        "Печатает перечень: какие таблицы что хранят о людях, зачем и до каких пор."
        " Основа для документов по 152-ФЗ. Базы не касается."
    )
    requires_system_checks: list[str] = []  # noqa: RUF012 - as Django declares it

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401
        """Print it."""
        try:
            self.stdout.write(booklet(), ending="")
        except DataMapError as error:
            raise CommandError(str(error)) from error
