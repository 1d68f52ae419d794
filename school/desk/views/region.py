"""``/desk/region/``: how far the families of a region are, without anybody's name."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from school.access.middleware import VisitedRequest
from school.access.offices import keeper_of
from school.access.proving import for_operators
from school.desk import over_region
from school.desk.asking import Asked
from school.lib import clock


@for_operators
@require_safe
def region(request: VisitedRequest) -> HttpResponse:
    """For an operator, of what he keeps; ``who=pupils`` is the students' own way in."""
    by = keeper_of(request)
    asked = Asked.of(request.GET.dict())
    today = clock.now().astimezone(by.region.zone()).date()
    facts = {
        "asked": asked,
        "whole": by.municipality is None,
        "desk": over_region.read(by, asked.side, today),
        "few": over_region.few,
        "share": over_region.share,
    }
    return render(request, "desk/region.html", facts)
