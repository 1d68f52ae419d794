"""How long a letter rests after a try that nobody said the end of. Pure."""

from datetime import timedelta

_FIRST = timedelta(minutes=5)
_LONGEST = timedelta(hours=6)
# The try that is not made any more; the pauses before it are 63 hours.
_MOST = 15


def pause_after(tries: int) -> timedelta | None:
    """The rest after this many tries; None: enough, nobody is home there.

    The first is longer than one try can last, so that no second worker takes a letter
    that is on its way.
    """
    if tries >= _MOST:
        return None
    tripled: timedelta = _FIRST * 3 ** (tries - 1)
    return min(tripled, _LONGEST)
