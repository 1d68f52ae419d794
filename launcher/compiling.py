"""Compile every template of the product: `python -m launcher.compiling`.

A slip in a page that no test opens is found here, by file and line.
"""

import os
import sys

import django
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from jinja2 import TemplateSyntaxError


def compile_all() -> int:
    """Compile what the loaders list; print the slips and return their number."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")
    django.setup()
    slips = compiled = 0
    for engine in engines.all():
        if not isinstance(engine, Jinja2):
            continue
        for name in engine.env.list_templates():
            try:
                engine.env.get_template(name)
                compiled += 1
            except TemplateSyntaxError as slip:
                print(f"{slip.filename or name}:{slip.lineno}: {slip.message}")
                slips += 1
    print(f"Шаблонов собрано: {compiled}.")
    return slips if compiled else 1


if __name__ == "__main__":
    sys.exit(1 if compile_all() else 0)
