"""The Jinja2 environment in which every page of the school is rendered."""

from typing import Any

from django.template.backends.jinja2 import Jinja2
from django.urls import reverse
from jinja2 import Environment, StrictUndefined

from school.ui import dates, numbers, typography
from school.ui.assets import asset


class Pages(Jinja2):
    """Django's Jinja2 backend that looks into the ``templates`` of each context."""

    app_dirname = "templates"


def environment(**options: Any) -> Environment:  # noqa: ANN401 (Django passes any)
    """Return the environment with our globals and filters.

    ``options`` are those of ``jinja2.Environment`` as Django's backend gives them.
    A name that a page lacks is an error, never an empty place.
    """
    options.update(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    built = Environment(**options)  # noqa: S701 (autoescape is in the options)
    built.globals.update(asset=asset, url=url)
    built.filters.update(typography.FILTERS)
    built.filters.update(numbers.FILTERS)
    built.filters.update(dates.FILTERS)
    return built


def url(name: str, **parameters: object) -> str:
    """Return the address with this name; an unknown name is an error of ours."""
    return reverse(name, kwargs=parameters)
