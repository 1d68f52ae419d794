"""`manage.py sweep`: delete what nobody needs: of the door, notices, messages."""

from django.core.management.base import BaseCommand

from school.access import sweeping
from school.inviting import sweeping as of_invitations
from school.lib import clock
from school.logins import blocking
from school.mail import clearing as of_letters
from school.notices import clearing
from school.support import sweeping as of_messages


class Command(BaseCommand):
    """To be run once a day; running it again deletes nothing more."""

    help = (
        "Удаляет закончившиеся сеансы и старые попытки входа: законченные —"
        f" через {sweeping.KEPT.days} дней, брошенные на полпути — через сутки;"
        f" доставленные извещения — через {clearing.KEPT.days} дней, письма —"
        f" через {of_letters.KEPT.days} дней; данные с Госуслуг,"
        " переданные школе с сообщением о входе, — через"
        f" {of_messages.AFTER_ANSWER.days} дней после ответа, а по приглашению — через"
        f" {of_invitations.UNANSWERED.days} дней без ответа школы. Закрывает логины"
        " тем, кто по правилам региона входит только через Госуслуги, и через"
        f" {blocking.GRACE.days} дней удаляет их."
        " Запускайте раз в сутки, например из cron."
    )

    def handle(self, *args: object, **options: object) -> None:
        """Delete and say how much."""
        now = clock.now()
        swept = sweeping.sweep(now)
        cleared = clearing.clear(now)
        letters = of_letters.clear(now)
        forgotten = of_messages.sweep(now) + of_invitations.sweep(now)
        logins = blocking.sweep(now)
        self.stdout.write(
            f"Удалено: сеансов — {swept.sessions}, попыток входа — {swept.attempts},"
            f" извещений — {cleared}, писем — {letters},"
            f" переданных данных — {forgotten}, логинов — {logins.removed}."
            f" Закрыто логинов: {logins.blocked}."
        )
