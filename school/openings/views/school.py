"""``/openings/``: who of the region has read this school's desk, for administrators."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from school.access.middleware import VisitedRequest
from school.lib import clock
from school.openings import closing, told
from school.openings.models import Opening
from school.registry.frame import frame_of
from school.registry.keeping import administers


@require_safe
def openings(request: VisitedRequest) -> HttpResponse:
    """Who, why, from when until when, in the last year; what is open, above it."""
    by = request.visitor
    if not administers(by):
        raise Http404
    now = clock.now()
    facts = {
        "frame": frame_of(by, "openings:openings"),
        "openings": told.of_school(by, now),
        "zone": by.zone,
        "now": now,
    }
    return render(request, "openings/openings.html", facts)


@require_POST
def close(request: VisitedRequest, opening: int) -> HttpResponse:
    """``…/<key>/``: end it at once."""
    by = request.visitor
    if not administers(by):
        raise Http404
    found = get_object_or_404(Opening, school=by.school, key=opening)
    closing.close(by, found, clock.now())
    return HttpResponse(status=303, headers={"Location": reverse("openings:openings")})
