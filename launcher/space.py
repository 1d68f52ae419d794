"""Room on the disk of the embedded database.

PostgreSQL whose log of changes (WAL) cannot grow panics, and does not start again
while there is no room. So a little before that it is made read-only: people read on,
what they save is refused in words, and with room again everything is as it was.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg

from launcher.failure import LaunchError
from launcher.postgres import Cluster

_MB = 1024 * 1024
# Four pieces of WAL: what has begun may end, and a checkpoint may be written.
LEAST = 64 * _MB
ENOUGH = 96 * _MB
# A file that is given up first, should a stranger take all the room at once.
_RESERVE = ENOUGH - LEAST
# Laid by only where enough is left beside it: else it would end the writing itself.
_PLENTY = ENOUGH + _RESERVE


def refuse_full(folder: Path) -> None:
    """Refuse to start where the database could not work."""
    room = _free(folder)
    if room < LEAST:
        raise LaunchError(
            f"На диске с каталогом {folder} свободно {room // _MB} МБ, а нужно хотя бы "
            f"{LEAST // _MB}: освободите место и повторите."
        )


class Guard:
    """Looks after the room of one running cluster."""

    def __init__(self, cluster: Cluster, say: Callable[[str], None]) -> None:
        """Nothing is known yet: an earlier launcher may have left it read-only."""
        self._cluster = cluster
        self._say = say
        self._reserve = cluster.data.parent / "reserve"
        self._only_reads: bool | None = None

    def look(self) -> None:
        """Follow the room; to be called several times a second."""
        data = self._cluster.data
        room = min(_free(data), _free(data / "pg_wal"))
        only_reads = room < (ENOUGH if self._only_reads else LEAST)
        if only_reads == self._only_reads:
            if not only_reads:
                self._lay_by(room)
            return
        if only_reads:
            self._give_up()
        try:
            self._tell(only_reads=only_reads)
        except psycopg.Error:
            return  # it is told at the next look; a dead server is others' business
        if not only_reads:
            self._lay_by(room)
        if only_reads or self._only_reads is not None:
            self._say(_FULL if only_reads else _AGAIN)
        self._only_reads = only_reads

    def _tell(self, *, only_reads: bool) -> None:
        change = "SET default_transaction_read_only = on"
        if not only_reads:
            change = "RESET default_transaction_read_only"
        with self._cluster.connect() as superuser:
            superuser.execute(f"ALTER SYSTEM {change}".encode())
            superuser.execute("SELECT pg_reload_conf()")
            if only_reads:
                superuser.execute("CHECKPOINT")  # gives back WAL that is not needed

    def _lay_by(self, room: int) -> None:
        if room < _PLENTY or self._reserve.exists():
            return
        try:
            with self._reserve.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, _RESERVE)
        except OSError:  # a stranger was quicker: at a later look, and no school ends
            self._give_up()

    def _give_up(self) -> None:
        with suppress(OSError):
            self._reserve.unlink(missing_ok=True)


def _free(folder: Path) -> int:
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize


_FULL = (
    "На диске кончается место: школа работает только для чтения. Освободите место, "
    "остальное сделается само."
)
_AGAIN = "Место на диске есть: школа снова работает целиком."
