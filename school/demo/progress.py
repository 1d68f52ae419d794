"""What a long command says while it works: a bar in a terminal, else plain lines."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

_WIDTH = 30


class Stream(Protocol):
    """What is written to: a file, or a command's own output."""

    def write(self, text: str, /) -> object:
        """Write the text as it is."""

    def flush(self) -> None:
        """Let it out now."""

    def isatty(self) -> bool:
        """Whether somebody looks on."""


class Progress:
    """Lines and bars on a stream, at once."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._drawn = stream.isatty()

    def say(self, line: str) -> None:
        """One line."""
        self._stream.write(f"{line}\n")
        self._stream.flush()

    @contextmanager
    def bar(self, name: str, steps: int) -> Iterator[Callable[[], None]]:
        """A bar of so many steps; the value is called after each.

        Elsewhere than in a terminal every quarter is a line.
        """
        started, done = time.monotonic(), 0
        self._draw(name, 0)

        def step() -> None:
            nonlocal done
            done += 1
            if self._drawn:
                self._draw(name, done / steps)
            elif done == steps or done * 4 // steps > (done - 1) * 4 // steps:
                self.say(f"{name}: {done * 100 // steps} %")

        yield step
        if self._drawn:
            seconds = time.monotonic() - started
            self._stream.write(f"\r{name}: готово за {seconds:.0f} с\x1b[K\n")
            self._stream.flush()

    def _draw(self, name: str, part: float) -> None:
        if self._drawn:
            full = round(part * _WIDTH)
            bar = "█" * full + "░" * (_WIDTH - full)
            self._stream.write(f"\r{name}: {bar} {part:4.0%}\x1b[K")
            self._stream.flush()
