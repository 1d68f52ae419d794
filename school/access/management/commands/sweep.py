"""`manage.py sweep`: delete the door's rows that nobody needs any more."""

from django.core.management.base import BaseCommand

from school.access import sweeping
from school.lib import clock


class Command(BaseCommand):
    """To be run once a day; running it again deletes nothing more."""

    help = (
        "Удаляет закончившиеся сеансы и старые попытки входа: законченные —"
        f" через {sweeping.KEPT.days} дней, брошенные на полпути — через сутки."
        " Запускайте раз в сутки, например из cron."
    )

    def handle(self, *args: object, **options: object) -> None:
        """Delete and say how much."""
        swept = sweeping.sweep(clock.now())
        self.stdout.write(
            f"Удалено: сеансов — {swept.sessions}, попыток входа — {swept.attempts}."
        )
