"""Let the product judge its own start, then publish styles and scripts.

`python -m launcher.judging`, in the environment of the workers to come: what stops
them stops us, with the same sentence. The product is reached by the names that its
server uses.
"""

import io
from importlib import import_module

from django.core.management import call_command


def judge() -> None:
    """Import the application, whose checks end the program with a sentence."""
    import_module("school.wsgi")
    call_command("publish_static", stdout=io.StringIO())


if __name__ == "__main__":
    judge()
