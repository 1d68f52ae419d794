"""A crowd that guesses passwords, for a journey: a browser alone is soon slowed down.

``python -m tests.journeys.guessing begin`` inside the product's environment fails at
logins as a crowd does, ``end`` takes the alarm back: other journeys share the product.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.journeys.printing import within
from tests.journeys.stack import Stack


@contextmanager
def crowd(stack: Stack) -> Iterator[None]:
    """While it guesses."""
    within(stack, __name__, "begin")
    try:
        yield
    finally:
        within(stack, __name__, "end")


def main(what: str) -> None:
    """Begin or end."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")
    django.setup()
    from school.lib import clock
    from school.logins.guarding import FEWEST, note_failure
    from school.logins.models import LoginGuard

    if what == "end":
        LoginGuard.objects.all().delete()
        return
    for number in range(FEWEST):
        note_failure(f"guessed {os.getpid()} {number}", clock.now())


if __name__ == "__main__":
    main(*sys.argv[1:])
