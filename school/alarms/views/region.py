"""``/alarms/region/``: what was unusual in the schools of a region, without names."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from school.access.middleware import VisitedRequest
from school.access.operating import Keeper, keeper
from school.access.proving import for_operators
from school.alarms import seeing, told
from school.alarms.sentence import LONGEST, read_sentence
from school.lib.keys import to_text

_UNREADABLE = 422


@for_operators
@require_safe
def alarms(request: VisitedRequest) -> HttpResponse:
    """For the operator of the whole region: what he has not seen yet."""
    return _page(request, _by(request))


@for_operators
@require_POST
def see(request: VisitedRequest, alarm: int) -> HttpResponse:
    """``…/<key>/``: ``sentence`` says what it was; the school reads it."""
    by = _by(request)
    found = told.find_in_region(by, alarm)
    if found is None:
        raise Http404
    sentence, why = read_sentence(request.POST.get("sentence", ""))
    if why:
        return _page(request, by, wrong=to_text(alarm), error=why, typed=sentence)
    seeing.see_from_region(by, found, sentence)
    return HttpResponse(status=303, headers={"Location": reverse("alarms:region")})


def _by(request: VisitedRequest) -> Keeper:
    found = keeper(request.recognised.session.account_id)
    if found is None or found.municipality is not None:
        raise Http404
    return found


def _page(
    request: VisitedRequest,
    by: Keeper,
    *,
    wrong: str = "",
    error: str = "",
    typed: str = "",
) -> HttpResponse:
    facts = {
        "region": by.region.name,
        "zone": by.region.zone(),
        "alarms": told.of_region(by),
        "wrong": wrong,
        "error": error,
        "typed": typed,
        "longest": LONGEST,
    }
    status = _UNREADABLE if error else 200
    return render(request, "alarms/region.html", facts, status=status)
