"""`manage.py sweep`: delete the rows of the door and of notices that nobody needs."""

from django.core.management.base import BaseCommand

from school.access import sweeping
from school.lib import clock
from school.notices import clearing


class Command(BaseCommand):
    """To be run once a day; running it again deletes nothing more."""

    help = (
        "Удаляет закончившиеся сеансы и старые попытки входа: законченные —"
        f" через {sweeping.KEPT.days} дней, брошенные на полпути — через сутки;"
        f" и доставленные извещения — через {clearing.KEPT.days} дней."
        " Запускайте раз в сутки, например из cron."
    )

    def handle(self, *args: object, **options: object) -> None:
        """Delete and say how much."""
        now = clock.now()
        swept = sweeping.sweep(now)
        cleared = clearing.clear(now)
        self.stdout.write(
            f"Удалено: сеансов — {swept.sessions}, попыток входа — {swept.attempts},"
            f" извещений — {cleared}."
        )
