"""``/support/<reference>/report/``: the form of a message about sign-in."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school.access import attempting, references
from school.access.diagnosis import explain
from school.access.facts import Audience
from school.access.knocking import caller_of, say_when
from school.access.middleware import outside
from school.access.models import Attempt
from school.access.place import place_of
from school.access.reasons import Reason
from school.access.said import Said
from school.access.throttling import Door, Slowed, knock
from school.lib import clock
from school.lib.dates import next_minute
from school.regions.in_force import policy_of
from school.regions.models import Region
from school.regions.policy import Who
from school.support import forms
from school.support.carrying import carried_by
from school.support.forms import ReportForm
from school.support.places import Place, find, places_of
from school.support.reporting import Report
from school.support.reporting import report as send
from school.support.status import status_of
from school.support.views.start import WRONG_NUMBER, ask


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: the refused attempt, and what its own browser carries of it.

    ``attempt`` is None for whoever is slowed down: nothing is looked up for him, or
    the answer would tell which numbers there are.
    """

    reference: str
    region: Region
    attempt: Attempt | None
    is_own: bool
    said: Said | None


@outside
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """The form; POST looks for a school or sends. One message for a number."""
    number = references.normalise(reference) or ""
    caller = caller_of(request, reference=number)
    slowed = knock(_door(request), caller, clock.now())
    if slowed is not None:
        return _slowed(request, reference, slowed)
    attempt = attempting.refusal(number) if number else None
    if attempt is None:
        region = place_of(request).region
        return ask(request, region, typed=reference, error=WRONG_NUMBER, status=404)
    if attempt.region.feedback_url:
        return redirect(attempt.region.feedback_url)
    if status_of(number) is not None:
        return _to_status(number)
    writer = _writer(request, number, attempt.region, attempt)
    if request.method != "POST":
        return _page(request, writer, ReportForm(), places_of(attempt.region))
    return _sent(request, writer, attempt)


def _sent(request: HttpRequest, writer: Writer, attempt: Attempt) -> HttpResponse:
    form = ReportForm.of(request.POST.dict())
    places = places_of(writer.region)
    if "find" in request.POST:
        return _page(request, writer, form, places)
    school = form.complete(places)
    if school is None:
        return _page(request, writer, form, places)
    sent = Report(
        school=school.id,
        class_typed=form.class_typed,
        child=form.child,
        contact=form.contact,
        comment=form.comment,
        said=writer.said if form.share else None,
    )
    send(attempt, sent, at=clock.now())
    return _to_status(writer.reference, "?sent=1")


def _slowed(request: HttpRequest, typed: str, slowed: Slowed) -> HttpResponse:
    """Whatever was typed comes back; nothing is sent and nothing looked up."""
    region = place_of(request).region
    if request.method != "POST":
        return ask(request, region, typed=typed, slowed=slowed)
    writer = _writer(request, references.normalise(typed) or typed, region)
    form = ReportForm.of(request.POST.dict())
    return _page(request, writer, form, places_of(region), slowed=slowed)


def _door(request: HttpRequest) -> Door:
    if request.method != "POST":
        return Door.STATUS
    return Door.SCHOOLS if "find" in request.POST else Door.REPORT


def _writer(
    request: HttpRequest,
    reference: str,
    region: Region,
    attempt: Attempt | None = None,
) -> Writer:
    """A cookie of another number is as good as none."""
    carried = carried_by(request)
    if carried is None or carried.reference != reference:
        return Writer(reference, region, attempt, is_own=False, said=None)
    return Writer(reference, region, attempt, is_own=True, said=carried.said)


def _to_status(reference: str, query: str = "") -> HttpResponse:
    address = reverse("support:status", kwargs={"reference": reference})
    return HttpResponse(status=303, headers={"Location": address + query})


def _page(
    request: HttpRequest,
    writer: Writer,
    form: ReportForm,
    places: list[Place],
    *,
    slowed: Slowed | None = None,
) -> HttpResponse:
    zone, attempt = writer.region.zone(), writer.attempt
    found = find(places, form.search)
    chosen = form.chosen(places)
    shown = list(found.places)
    if chosen is not None and chosen not in shown:
        shown.insert(0, chosen)
    audience = Audience.read(attempt.audience if attempt else "")
    facts = {
        "reference": writer.reference,
        "refused_at": attempt and attempt.started_at.astimezone(zone),
        "happened": _happened(attempt) if attempt and writer.is_own else "",
        "form": form,
        "places": shown,
        "more": found.more,
        "nothing": bool(form.search) and not found.places,
        "of_staff": audience.who is Who.STAFF,
        "may_share": writer.said is not None,
        "opens": slowed and next_minute(slowed.until.astimezone(zone)),
        "limits": forms,
    }
    status = 429 if slowed else 422 if form.errors else 200
    response = render(request, "support/report.html", facts, status=status)
    return say_when(response, slowed) if slowed else response


def _happened(attempt: Attempt) -> str:
    """The message that the person has just read, in one line."""
    day = clock.today(attempt.region.zone())
    diagnosis = explain(
        Reason(attempt.reason),
        policy=policy_of(attempt.region, day),
        on=day,
        audience=Audience.read(attempt.audience),
    )
    return " ".join(diagnosis.message.lines)
