"""Limiting: the region's operator says how much is too much in his schools."""

from dataclasses import asdict

from django.db import transaction

from school.access.operating import Keeper
from school.alarms.limits import USUAL, Limits
from school.alarms.models import AlarmLimits
from school.regions.models import Region, School
from school.rights.visitor import Visitor


def limits_of(region: Region) -> Limits:
    """The region's own, or the usual ones. One query."""
    return _read(AlarmLimits.objects.filter(region=region).first())


def limits_of_school(by: Visitor) -> Limits:
    """Those of the region in which the visitor's school is. One query."""
    regions = School.objects.filter(pk__in=by.schools).values("region")
    return _read(AlarmLimits.objects.filter(region__in=regions).first())


def limit(by: Keeper, wanted: Limits) -> None:
    """Write the region's own down; they count from the next night on."""
    borders = asdict(wanted)
    said = " ".join(f"{name}:{number}" for name, number in borders.items())
    with transaction.atomic():
        AlarmLimits.objects.update_or_create(region=by.region, defaults=borders)
        by.note("limit_alarms", f"region:{by.region.pk} {said}")


def _read(found: AlarmLimits | None) -> Limits:
    if found is None:
        return USUAL
    return Limits(found.cards, found.outside, found.exports, found.numbers)
