"""`manage.py work`: do what waits in the queue, until told to stop."""

import signal
import threading
import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, connection

from school.notices import working
from school.notices.recalling import recall_forgotten

_PAUSE_S = 1.0
_RECALL_EVERY_S = 60.0


class Command(BaseCommand):
    """One worker; several may stand side by side."""

    help = (
        "Выполняет то, что ждёт в очереди: сообщает семьям о новых отметках,"
        " пропусках и заданиях. Работает, пока его не остановят; make run и make serve"
        " запускают его сами."
    )

    _recall_at = 0.0

    def handle(self, *args: object, **options: object) -> None:
        """Work; a job that has begun is finished before the end.

        A database that is away is waited for.
        """
        over = threading.Event()
        for asked in (signal.SIGTERM, signal.SIGINT):
            signal.signal(asked, lambda *_: over.set())
        connection.settings_dict["OPTIONS"]["application_name"] = working.NAME
        while not over.is_set():
            if not self._did_something():
                over.wait(_PAUSE_S)

    def _did_something(self) -> bool:
        try:
            return working.do_next() or self._recalled()
        except (DatabaseError, InterfaceError):
            connection.close()
            return False

    def _recalled(self) -> bool:
        """Look for forgotten notices when there is nothing else to do, now and then."""
        now = time.monotonic()
        if now < self._recall_at:
            return False
        self._recall_at = now + _RECALL_EVERY_S
        return recall_forgotten() > 0
