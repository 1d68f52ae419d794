"""``/support/raised/``: what has risen to a region's support, without names."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from school.access.middleware import VisitedRequest
from school.access.offices import whole_region_of
from school.access.operating import Keeper
from school.access.proving import for_operators
from school.lib import clock
from school.lib.keys import to_text
from school.support import raised as list_of
from school.support.sentences import QUESTIONS, RETURNS, Question, Return
from school.support.supporting import ask, give_back

_CHOOSE = "Выберите фразу, потом нажмите кнопку рядом с ней."


@for_operators
@require_safe
def raised(request: VisitedRequest) -> HttpResponse:
    """Number, reason, steps and school of each; for the region's operator."""
    return _page(request, whole_region_of(request))


@for_operators
@require_POST
def act(request: VisitedRequest, raised: int) -> HttpResponse:
    """``/support/raised/<key>/``: ``return=`` to the school, ``ask=`` the person."""
    by = whole_region_of(request)
    found = list_of.find(by, raised)
    if found is None:
        raise Http404
    back, question = request.POST.get("return", ""), request.POST.get("ask", "")
    if back in set(Return):
        give_back(by, found, Return(back), clock.now())
    elif question in set(Question):
        ask(by, found, Question(question), clock.now())
    else:
        return _page(request, by, wrong=to_text(raised))
    return HttpResponse(status=303, headers={"Location": reverse("support:raised")})


def _page(request: VisitedRequest, by: Keeper, *, wrong: str = "") -> HttpResponse:
    facts = {
        "region": by.region.name,
        "zone": by.region.zone(),
        "name": request.recognised.session.short_name,
        "messages": list_of.read(by),
        "questions": QUESTIONS,
        "returns": RETURNS,
        "wrong": wrong,
        "error": _CHOOSE if wrong else "",
    }
    return render(request, "support/raised.html", facts, status=422 if wrong else 200)
