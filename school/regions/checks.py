"""Start-up refusal: rules with a hole do not load."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from school.regions.in_force import lines
from school.regions.rules import PolicyError


@register
def policies_load(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    """One Error with the sentence that names file, bracket and field."""
    try:
        lines()
    except PolicyError as error:
        return [Error(str(error), id="regions.E001")]
    return []
