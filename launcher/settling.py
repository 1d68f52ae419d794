"""Bring the product's tables, styles and demonstration up to date in one process.

`python -m launcher.settling [--demo]`. Starting Django costs a second of processor
time; one interpreter runs the product's commands one after another instead of three.
The product is reached as `manage.py` reaches it: by the name of its settings.
"""

import gc
import io
import os
import sys

import django
from django.core.management import call_command


def settle(*, demo: bool) -> None:
    """Run `migrate`, `publish_static` and, when wished, `demo`, as the owner."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "school.settings"
    os.environ["SCHOOL_CONNECT_AS"] = "owner"
    gc.disable()  # nothing of what is being loaded is garbage
    django.setup()
    _say("Обновляю таблицы…")
    call_command("migrate", interactive=False, verbosity=0)
    gc.enable()
    _say("Собираю стили и сценарии…")
    call_command("publish_static", stdout=io.StringIO())
    if demo:
        _say("Наполняю демонстрацию…")
        call_command("demo")


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    settle(demo="--demo" in sys.argv[1:])
