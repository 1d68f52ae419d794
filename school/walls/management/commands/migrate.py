"""`manage.py migrate`: Django's own, patient with those who are at work."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate

from school.walls.patience import TablesBusyError, patiently
from school.walls.rendering import each_alone


class Command(migrate.Command):
    """Each migration is a transaction: a try goes on where the last one stopped."""

    help = (
        f"{migrate.Command.help} Ждёт занятую таблицу три секунды, говорит, кто её"
        " держит, и пробует снова."
    )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own
        """Migrate; a table that stays busy is one sentence and exit code 1."""
        try:
            patiently(lambda: self._migrate(args, options), say=self.stdout.write)
        except TablesBusyError as error:
            raise CommandError(str(error)) from error

    def _migrate(self, args: tuple[Any, ...], options: dict[str, Any]) -> None:
        with each_alone():
            super().handle(*args, **options)
