"""Side programs that start again when they die: the school is served without them."""

import time
from collections.abc import Callable
from contextlib import ExitStack

from launcher.announcing import say
from launcher.children import Child
from launcher.failure import LaunchError

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0


class Revived:
    """One side program: the child it is now, and when it may be started again.

    Each death makes the pause twice as long, up to a minute; whoever has lived a minute
    begins anew.
    """

    def __init__(
        self,
        stack: ExitStack,
        start: Callable[[ExitStack], Child],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start it now; whoever it is then, it ends with the stack."""
        self._own = stack.enter_context(ExitStack())
        self._start = start
        self._clock = clock
        self._pause_s = FIRST_PAUSE_S
        self._since = clock()
        self._again_at: float | None = None
        self.child = start(self._own)

    @property
    def pid(self) -> int | None:
        """The id of its process; None while it is dead."""
        return self.child.pid if self._again_at is None else None

    def refuse_death(self) -> None:
        """Start it again when it is dead and its pause is over; never raises."""
        if self._again_at is None:
            self._notice_death()
        elif self._clock() >= self._again_at:
            self._revive()

    def _notice_death(self) -> None:
        try:
            self.child.refuse_death()
        except LaunchError as death:
            if self._clock() - self._since >= LONGEST_PAUSE_S:
                self._pause_s = FIRST_PAUSE_S
            self._wait(str(death))

    def _revive(self) -> None:
        self._own.close()  # what the dead one had started ends as well
        try:
            self.child = self._start(self._own)
        except OSError as trouble:  # no memory or no room for one more
            self._wait(f"Программа «{self.child.name}» не запускается: {trouble}.")
            return
        self._since, self._again_at = self._clock(), None

    def _wait(self, why: str) -> None:
        say(f"{why} Запускаю снова через {self._pause_s:.0f} с.")
        self._again_at = self._clock() + self._pause_s
        self._pause_s = min(2 * self._pause_s, LONGEST_PAUSE_S)
