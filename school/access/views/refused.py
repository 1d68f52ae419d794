"""The page that says what happened, where it stopped and who acts next."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from school.access import operating, refusal
from school.access.cookies import LastRefusal, refusal_of
from school.access.diagnosis import explain
from school.access.facts import Audience
from school.access.middleware import VisitedRequest, outside, while_choosing
from school.access.place import place_of
from school.access.reasons import ActorOfStep, Reason
from school.access.refusal import Refusal
from school.access.requesting import Requested, requested
from school.access.sentences import PRINTOUT
from school.lib import clock
from school.regions.help import help_of
from school.regions.in_force import policy_of

# Where it is not the school's turn, to try again is the first thing to do.
_OWN = {
    ActorOfStep.PERSON,
    ActorOfStep.STUDENT,
    ActorOfStep.GUARDIAN,
    ActorOfStep.GOSUSLUGI,
}
_STAFF = "Вы сотрудник школы? Доступ к журналу даёт администратор."


@outside
@require_safe
def refused(request: HttpRequest) -> HttpResponse:
    """``/access/refused/``: the attempt just made in this browser, else the door."""
    last = refusal_of(request)
    if last is None:
        return redirect("access:welcome")
    now = clock.now()
    found = refusal.find(last.reference, now) if last.reference else _stray(request)
    if found is None:
        return redirect("access:welcome")
    return render(request, "access/refused.html", _page(last, found, now))


def _stray(request: HttpRequest) -> Refusal:
    """A return that belongs to no attempt is told of and never kept."""
    here = place_of(request)
    return Refusal(
        here.region,
        Reason.ATTEMPT_UNKNOWN,
        Audience.read(""),
        waiting=None,
        last_asked=None,
        has_others=here.has_others,
        help=help_of(here.region, clock.now()),
    )


@while_choosing
@require_safe
def closed(request: VisitedRequest) -> HttpResponse:
    """``/access/closed/``: signed in, but nothing is left to look at."""
    if request.recognised.ways:
        return redirect("landing")
    if operating.is_operator(request.recognised.session.account_id):
        return redirect("access:operator")
    page = {"kept_out": request.recognised.kept_out}
    return render(request, "access/closed.html", page, status=403)


def _report(reference: str, found: Refusal) -> str:
    """Where «форма обратной связи» leads; a minor finds his number there, no form."""
    if not reference:
        return "#help"
    if found.audience.minor:
        return reverse("support:start")
    platform = found.region.feedback_url
    return platform or reverse("support:report", kwargs={"reference": reference})


def _requested(found: Refusal, now: datetime) -> Requested | None:
    """How it stands with the request to the parents; None where none may go out."""
    if found.waiting is None or not found.reason.startswith("parent_consent"):
        return None
    return requested(found.last_asked, now)


def _page(last: LastRefusal, found: Refusal, now: datetime) -> dict[str, Any]:
    region = found.region
    on = now.astimezone(region.zone()).date()
    diagnosis = explain(
        found.reason,
        policy=policy_of(region, on),
        on=on,
        audience=found.audience,
    )
    return {
        "diagnosis": diagnosis,
        "message": diagnosis.message,
        "opening": diagnosis.opening,
        "explanation": diagnosis.explanation,
        "asked": _requested(found, now),
        "zone": region.zone(),
        "steps": diagnosis.ladder,
        "signed_in_as": last.signed_in_as,
        "reference": last.reference,
        "school_acts": diagnosis.actor not in _OWN,
        "report": _report(last.reference, found),
        "minor": bool(last.reference) and found.audience.minor,
        "region": region.name,
        "has_others": found.has_others,
        "staff_line": _STAFF if diagnosis.staff_line else "",
        "printout_line": PRINTOUT if diagnosis.ladder else "",
        "help": found.help,
    }
