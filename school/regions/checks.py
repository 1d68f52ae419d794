"""Start-up refusal: rules with a hole do not load."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import ProgrammingError

from school.regions.in_force import lines
from school.regions.models import Region
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


@register(Tags.database)
def every_region_has_rules(
    databases: Sequence[str] | None, **kwargs: object
) -> list[CheckMessage]:
    """An Error for each region whose line of rules is in no file."""
    if not databases or settings.CONNECT_AS_OWNER:
        return []
    try:
        lost = list(Region.objects.exclude(policy_line__in=list(lines())))
    except (ProgrammingError, PolicyError):
        return []  # no such table for this role, or no rules: other checks say so
    return [
        Error(
            f"Для региона «{region.name}» нет правил «{region.policy_line}».",
            id="regions.E002",
        )
        for region in lost
    ]
