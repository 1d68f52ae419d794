"""How long a device stays signed in: after it was last used, and altogether.

Source: the security reference §4.1; where it is departed from, decision 23 says why.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from school.access.facts import Profile


class Lifetime(NamedTuple):
    """``idle`` since the device was last used; ``absolute`` since it signed in.

    ``devices`` is how many of one person may be signed in at once.
    """

    idle: timedelta
    absolute: timedelta
    devices: int


# A family reads on its own phone.
FAMILY = Lifetime(timedelta(days=30), timedelta(days=90), devices=10)
# A lesson lasts 45 minutes, in which a teacher may need nothing of the journal.
STAFF = Lifetime(timedelta(hours=1), timedelta(hours=8), devices=5)
# Whoever mends others' cards can let a stranger in.
GOVERNING = Lifetime(timedelta(minutes=30), timedelta(hours=4), devices=5)
# A computer in a library: whoever comes next sits down at it.
BORROWED = Lifetime(timedelta(minutes=15), timedelta(hours=2), devices=5)


def at_the_door(profiles: Iterable[Profile], *, governs: bool) -> Lifetime:
    """For whoever comes in with these profiles and has not chosen among them yet.

    The shortest that any of them calls for; an operator comes in without any.
    """
    if governs:
        return GOVERNING
    kinds = {profile.kind for profile in profiles}
    return STAFF if "employee" in kinds else FAMILY


def shorter(one: Lifetime, *, borrowed: bool) -> Lifetime:
    """The same on a device that is not the person's own."""
    return min(one, BORROWED) if borrowed else one
