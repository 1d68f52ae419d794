"""`manage.py work`: do what waits in the queue, until told to stop."""

import signal
import threading

from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, connection

from school.notices import chores, working

_PAUSE_S = 1.0


class Command(BaseCommand):
    """One worker; several may stand side by side."""

    help = (
        "Выполняет то, что ждёт в очереди: сообщает семьям о новых отметках,"
        " пропусках и заданиях; следит за согласиями на Госуслугах. Работает, пока"
        " его не остановят; make run и make serve запускают его сами."
    )

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
            return working.do_next() or chores.do_what_is_due()
        except (DatabaseError, InterfaceError):
            connection.close()
            return False
