"""What is made of files with keys is made anew when they change, without a restart."""

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

import esia

_LOOK_EVERY_S = 10.0
_log = logging.getLogger(__name__)
Made = TypeVar("Made")
_Stamp = tuple[tuple[int, int], ...]


class Renewed(Generic[Made]):
    """Something made of files. Where new files are no good the old thing serves on."""

    def __init__(
        self, make: Callable[[], Made], files: Callable[[], Sequence[Path]]
    ) -> None:
        self._make = make
        self._files = files
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        """Make it anew when it is asked for next, whatever the files say."""
        self._made: Made | None = None
        self._stamp: _Stamp = ()
        self._look_at = 0.0

    def get(self) -> Made:
        """The thing as the files say now, at most ten seconds late.

        Raises esia.Misconfigured or OSError only when it was never made.
        """
        with self._lock:
            if self._made is None:
                self._stamp = self._stamp_now()
                self._made = self._make()
                self._look_at = time.monotonic() + _LOOK_EVERY_S
            elif time.monotonic() >= self._look_at:
                self._look_at = time.monotonic() + _LOOK_EVERY_S
                self._made = self._renewed(self._made)
            return self._made

    def _renewed(self, old: Made) -> Made:
        try:
            stamp = self._stamp_now()
            if stamp == self._stamp:
                return old
            self._stamp = stamp
            made = self._make()
        except (esia.Misconfigured, OSError) as trouble:
            _log.error("Новые ключи не годятся, служат прежние: %s", trouble)
            return old
        _log.warning("Ключи и сертификаты Госуслуг прочитаны заново.")
        return made

    def _stamp_now(self) -> _Stamp:
        seen = (file.stat() for file in self._files())
        return tuple((one.st_mtime_ns, one.st_size) for one in seen)
