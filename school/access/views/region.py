"""Choosing the region whose door one stands at, where there are several."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from school.access.cookies import remember_region
from school.access.middleware import outside
from school.regions.models import Region


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
