"""In which region somebody stands: the one he chose last in this browser."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from school.regions.models import Region


@dataclass(frozen=True, slots=True)
class Place:
    """A region at the door, and whether there are others to choose from."""

    region: Region
    has_others: bool


def place_of(request: HttpRequest) -> Place:
    """The region that the form or this browser names, else the first one opened.

    One query. Raises Region.DoesNotExist while there is none: the page says so.
    """
    regions = {region.slug: region for region in Region.objects.order_by("id")}
    if not regions:
        raise Region.DoesNotExist
    named = request.POST.get("region") or request.COOKIES.get(
        settings.REGION_COOKIE, ""
    )
    chosen = regions.get(named) or next(iter(regions.values()))
    return Place(chosen, has_others=len(regions) > 1)
