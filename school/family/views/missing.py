"""``/family/missing/``: a parent tells a school that a child is not here."""

import secrets

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school.access.knocking import caller_of, say_when
from school.access.middleware import VisitedRequest, apart
from school.access.throttling import Door, Slowed, knock
from school.family.missing import tell
from school.family.page import region_of
from school.lib import clock
from school.lib.dates import next_minute
from school.rights.visitor import Role
from school.support import forms
from school.support.forms import ReportForm
from school.support.places import Place, find, places_of
from school.support.reporting import Report

_LONGEST_ONCE = 40


@apart
@require_http_methods(["GET", "HEAD", "POST"])
def missing(request: VisitedRequest) -> HttpResponse:
    """The form; POST looks for a school or sends. A pupil has no use for it: 404."""
    visitor = request.visitor
    if not any(one.role is Role.GUARDIAN for one in visitor.followed):
        raise Http404
    region = region_of(visitor)
    if region.feedback_url:
        return redirect(region.feedback_url)
    form = ReportForm.of(request.POST.dict())
    places = places_of(region)
    if request.method != "POST":
        return _page(request, form, places)
    slowed = _knock(request)
    if slowed is not None:
        return _page(request, form, places, slowed=slowed)
    school = None if "find" in request.POST else form.complete(places)
    if school is None:
        return _page(request, form, places)
    sent = Report(
        school=school.id,
        class_typed=form.class_typed,
        child=form.child,
        contact=form.contact,
        comment=form.comment,
    )
    reference = tell(region, visitor.account, _once(request), sent, clock.now())
    address = reverse("support:status", kwargs={"reference": reference})
    return HttpResponse(status=303, headers={"Location": f"{address}?sent=1"})


def _knock(request: VisitedRequest) -> Slowed | None:
    now = clock.now()
    if "find" in request.POST:
        return knock(Door.SCHOOLS, caller_of(request), now)
    caller = caller_of(request, account=str(request.visitor.account))
    return knock(Door.REPORT, caller, now)


def _once(request: VisitedRequest) -> str:
    """The form's own number; one that came without is a form by itself."""
    return request.POST.get("once", "")[:_LONGEST_ONCE] or secrets.token_urlsafe(12)


def _page(
    request: VisitedRequest,
    form: ReportForm,
    places: list[Place],
    *,
    slowed: Slowed | None = None,
) -> HttpResponse:
    visitor = request.visitor
    found = find(places, form.search)
    chosen = form.chosen(places)
    shown = list(found.places)
    if chosen is not None and chosen not in shown:
        shown.insert(0, chosen)
    facts = {
        "form": form,
        "once": _once(request),
        "places": shown,
        "more": found.more,
        "nothing": bool(form.search) and not found.places,
        "opens": slowed and next_minute(slowed.until.astimezone(visitor.zone)),
        "limits": forms,
        "short_name": visitor.short_name,
        "has_choice": visitor.choices > 1,
    }
    status = 429 if slowed else 422 if form.errors else 200
    response = render(request, "family/missing.html", facts, status=status)
    return say_when(response, slowed) if slowed else response
