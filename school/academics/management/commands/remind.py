"""`manage.py remind`: birthdays that change the way in are told before they come."""

from django.core.management.base import BaseCommand, CommandError

from school.academics.reminding import remind
from school.lib import clock
from school.regions.rules import PolicyError


class Command(BaseCommand):
    """Run once a day; safe to repeat."""

    help = (
        "За 30, 14 и 3 дня до возраста, с которого меняется порядок входа (по правилам"
        " региона — 14, 14,5, 18 лет), оставляет извещение семье и классному"
        " руководителю. Запускается раз в сутки; повтор ничего не меняет."
    )

    def handle(self, *args: object, **options: object) -> None:
        """One line: how many birthdays are told; no name."""
        try:
            told = remind(clock.now())
        except PolicyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Дней рождения, о которых сообщено: {told}")
