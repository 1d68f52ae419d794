"""The rules that a region lives by on a day, read once from the policy files."""

from datetime import date
from functools import cache

from django.conf import settings

from school.regions.models import Region
from school.regions.rules import Policy, PolicyError, Rules, load


@cache
def lines() -> dict[str, Rules]:
    """Every line of policies by its name. Raises PolicyError with one sentence."""
    return load(settings.POLICIES)


def policy_of(region: Region, on: date) -> Policy:
    """The region's policy in force on that day."""
    return line_of(region).in_force(on)


def policy_on(line: str, on: date) -> Policy:
    """The policy of a line that has been read at the start, in force on that day."""
    return lines()[line].in_force(on)


def line_of(region: Region) -> Rules:
    """All policies of the region, oldest first."""
    try:
        return lines()[region.policy_line]
    except KeyError as error:
        raise PolicyError(
            f"Для региона «{region.name}» нет правил «{region.policy_line}»."
        ) from error
