"""``/family/``: who reads what, who can come in, and who is signed in."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from school.access.middleware import VisitedRequest
from school.diary.spread import start_of, tabs
from school.family.page import read
from school.regions.links import link


@require_safe
def family(request: VisitedRequest) -> HttpResponse:
    """The page of a parent or of a pupil; staff look as a family to see it."""
    visitor = request.visitor
    if not visitor.followed:
        raise Http404
    page = read(visitor)
    facts = {
        "page": page,
        "children": tabs(page.frame, start_of(visitor.today), visitor.today),
        "consents_page": settings.CONSENTS_PAGE or link("consents").address,
        "platform": page.region.feedback_url,
        "short_name": visitor.short_name,
        "has_choice": visitor.choices > 1,
    }
    return render(request, "family/family.html", facts)
