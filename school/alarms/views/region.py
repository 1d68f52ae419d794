"""``/alarms/region/``: what was unusual in the schools of a region, without names.

And how much is too much there: the operator of the whole region keeps the borders.
"""

from collections.abc import Mapping
from dataclasses import asdict

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from school.access.middleware import VisitedRequest
from school.access.offices import whole_region_of
from school.access.operating import Keeper
from school.access.proving import for_operators, prove_first
from school.alarms import limiting, seeing, told
from school.alarms.limits import NAMES, read_limits
from school.alarms.sentence import LONGEST, read_sentence
from school.lib import clock
from school.lib.keys import to_text

_UNREADABLE = 422
_NOTHING: Mapping[str, str] = {}


@for_operators
@require_safe
def alarms(request: VisitedRequest) -> HttpResponse:
    """For the operator of the whole region: what he has not seen yet."""
    return _page(request, whole_region_of(request))


@for_operators
@require_POST
def see(request: VisitedRequest, alarm: int) -> HttpResponse:
    """``…/<key>/``: ``sentence`` says what it was; the school reads it."""
    by = whole_region_of(request)
    found = told.find_in_region(by, alarm)
    if found is None:
        raise Http404
    sentence, why = read_sentence(request.POST.get("sentence", ""))
    if why:
        return _page(request, by, wrong=to_text(alarm), error=why, typed=sentence)
    seeing.see_from_region(by, found, sentence)
    return HttpResponse(status=303, headers={"Location": reverse("alarms:region")})


@for_operators
@require_POST
def limit(request: VisitedRequest) -> HttpResponse:
    """``…/limits/``: ``cards``, ``outside``, ``exports``, ``numbers`` from now on."""
    by = whole_region_of(request)
    first = prove_first(request, reverse("alarms:region"))
    if first is not None:
        return first
    wanted, why = read_limits(request.POST.dict())
    if wanted is None:
        return _page(request, by, why_not=why)
    limiting.limit(by, wanted)
    return HttpResponse(status=303, headers={"Location": reverse("alarms:region")})


def _page(
    request: VisitedRequest,
    by: Keeper,
    *,
    wrong: str = "",
    error: str = "",
    typed: str = "",
    why_not: Mapping[str, str] = _NOTHING,
) -> HttpResponse:
    limits = limiting.limits_of(by.region)
    shown = {name: request.POST.get(name, "") for name in NAMES}
    facts = {
        "limits": limits,
        "borders": NAMES,
        "shown": shown if why_not else asdict(limits),
        "why_not": why_not,
        "region": by.region.name,
        "zone": by.region.zone(),
        "alarms": told.of_region(by),
        "guessings": told.of_logins(by, clock.now()),
        "wrong": wrong,
        "error": error,
        "typed": typed,
        "longest": LONGEST,
    }
    status = _UNREADABLE if error or why_not else 200
    return render(request, "alarms/region.html", facts, status=status)
