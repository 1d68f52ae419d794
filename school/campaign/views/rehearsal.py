"""``/campaign/rehearsal/``: the first of September, before it comes."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from school.access.middleware import VisitedRequest
from school.campaign.rehearsal import read
from school.registry.frame import frame_of
from school.registry.keeping import administers


@require_safe
def rehearsal(request: VisitedRequest) -> HttpResponse:
    """For the administrator of a school."""
    visitor = request.visitor
    if not administers(visitor):
        raise Http404
    facts = {"frame": frame_of(visitor, "papers:papers"), "rehearsal": read(visitor)}
    return render(request, "campaign/rehearsal.html", facts)
