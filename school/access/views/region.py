"""In which region somebody signs in: the one he chose last in this browser."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from school.access.middleware import outside
from school.access.views.cookies import remember_region
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


@outside
@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    """``/access/region/``: all regions by name, each a way back to its door."""
    found = list(Region.objects.order_by("name"))
    if not found:
        raise Region.DoesNotExist
    return render(request, "access/regions.html", {"regions": found})


@outside
@require_safe
def region(request: HttpRequest, slug: str) -> HttpResponse:
    """``/access/region/<slug>/``: on to this region's door; remembered for a year."""
    response = redirect("access:welcome")
    if Region.objects.filter(slug=slug).exists():
        remember_region(response, slug)
    return response
