"""``/openings/region/``: the region's operator opens a school and reads its desk."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from school.access.middleware import VisitedRequest
from school.access.offices import whole_region_of
from school.access.operating import Keeper
from school.access.proving import for_operators, is_proved, prove_first
from school.desk.asking import Asked
from school.lib import clock
from school.lib.keys import to_text
from school.lib.web import request_id
from school.openings import looking, opening, rules
from school.openings.rules import Why

_UNREADABLE = 422
_EMPTY = Why()
_NOTHING: Mapping[str, str] = {}


@for_operators
@require_http_methods(["GET", "HEAD", "POST"])
def openings(request: VisitedRequest) -> HttpResponse:
    """What is open; else ``school``, ``reason`` and ``number`` open one for an hour."""
    by = whole_region_of(request)
    if request.method != "POST":
        return _page(request, by)
    first = prove_first(request, reverse("openings:region"))
    if first is not None:
        return first
    wanted = request.POST.get("school", "")
    school = next((s for s in by.schools.values() if to_text(s.key) == wanted), None)
    why = Why.of(request.POST.get("reason", ""), request.POST.get("number", ""))
    wrong = why.wrong() | ({} if school else {"school": rules.NO_SCHOOL})
    if school is None or wrong:
        return _page(request, by, why=why, chosen=wanted, wrong=wrong)
    refused = opening.open_school(by, school, why, clock.now())
    if refused:
        return _page(request, by, why=why, chosen=wanted, wrong={"": refused})
    return _off_to("openings:desk")


@for_operators
@require_safe
def desk(request: VisitedRequest) -> HttpResponse:
    """``…/desk/``: the desk of the school that is open; else on to the page before.

    ``cause``, ``who`` and ``all`` are as on the school's own page.
    """
    by = whole_region_of(request)
    told = {**request.GET.dict(), "class": ""}
    asked = Asked.of(told, page="openings:desk")
    sight = looking.see(by, asked, clock.now(), request=request_id(request))
    if sight is None:
        return redirect("openings:region")
    facts = {"sight": sight, "desk": sight.desk, "zone": by.region.zone()}
    return render(request, "openings/desk.html", facts)


@for_operators
@require_POST
def end(request: VisitedRequest) -> HttpResponse:
    """``…/end/``: the operator ends his own."""
    opening.end(whole_region_of(request), clock.now())
    return _off_to("openings:region")


def _off_to(name: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": reverse(name)})


def _schools(by: Keeper) -> list[tuple[str, str]]:
    """Those to choose from: key and «Школа № 12, Заокск», by name."""
    found = (
        (to_text(one.key), f"{one.short_name}, {one.municipality.name}")
        for one in by.schools.values()
    )
    return sorted(found, key=lambda one: one[1])


def _page(
    request: VisitedRequest,
    by: Keeper,
    *,
    why: Why = _EMPTY,
    chosen: str = "",
    wrong: Mapping[str, str] = _NOTHING,
) -> HttpResponse:
    now = clock.now()
    running = opening.running(by, now)
    facts = {
        "region": by.region.name,
        "zone": by.region.zone(),
        "running": running,
        "school": running and by.schools[running.school_id],
        "schools": _schools(by),
        "is_proved": is_proved(request.recognised.session, now),
        "again": reverse("access:again") + "?to=" + reverse("openings:region"),
        "why": why,
        "chosen": chosen,
        "wrong": wrong,
        "rules": rules,
    }
    status = _UNREADABLE if wrong else 200
    return render(request, "openings/region.html", facts, status=status)
