"""The page that says what happened, where it stopped and who acts next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from school.access import attempting, operating
from school.access.diagnosis import explain
from school.access.facts import Audience
from school.access.middleware import VisitedRequest, outside, while_choosing
from school.access.models import Attempt
from school.access.place import place_of
from school.access.reasons import ActorOfStep, Reason
from school.access.sentences import PRINTOUT
from school.access.views.cookies import LastRefusal, refusal_of
from school.lib import clock
from school.regions.help import help_of
from school.regions.in_force import policy_of

# Where it is not the school's turn, to try again is the first thing to do.
_OWN = {ActorOfStep.PERSON, ActorOfStep.GUARDIAN, ActorOfStep.GOSUSLUGI}
_STAFF = "Вы сотрудник школы? Доступ к журналу даёт администратор."


@outside
@require_safe
def refused(request: HttpRequest) -> HttpResponse:
    """``/access/refused/``: the attempt just made in this browser, else the door."""
    last = refusal_of(request)
    if last is None:
        return redirect("access:welcome")
    here = place_of(request)
    # A return that belongs to no attempt is told of and never kept.
    stray = Attempt(region=here.region, reason=Reason.ATTEMPT_UNKNOWN)
    attempt = attempting.refusal(last.reference) if last.reference else stray
    if attempt is None:
        return redirect("access:welcome")
    page = _page(last, attempt) | {"has_others": here.has_others}
    return render(request, "access/refused.html", page)


@while_choosing
@require_safe
def closed(request: VisitedRequest) -> HttpResponse:
    """``/access/closed/``: signed in, but nothing is left to look at."""
    if request.recognised.ways:
        return redirect("landing")
    if operating.role_of(request.recognised.session.account_id) is not None:
        return redirect("access:operator")
    return render(request, "access/closed.html", status=403)


def _report(reference: str, attempt: Attempt) -> str:
    """Where «форма обратной связи» leads; a minor finds his number there, no form."""
    if not reference:
        return "#help"
    if Audience.read(attempt.audience).minor:
        return reverse("support:start")
    platform = attempt.region.feedback_url
    return platform or reverse("support:report", kwargs={"reference": reference})


def _page(last: LastRefusal, attempt: Attempt) -> dict[str, Any]:
    region = attempt.region
    now = clock.now()
    on = now.astimezone(region.zone()).date()
    diagnosis = explain(
        Reason(attempt.reason),
        policy=policy_of(region, on),
        on=on,
        audience=Audience.read(attempt.audience),
    )
    return {
        "diagnosis": diagnosis,
        "message": diagnosis.message,
        "opening": diagnosis.opening,
        "explanation": diagnosis.explanation,
        "steps": diagnosis.ladder,
        "signed_in_as": last.signed_in_as,
        "reference": last.reference,
        "school_acts": diagnosis.actor not in _OWN,
        "report": _report(last.reference, attempt),
        "minor": bool(last.reference) and Audience.read(attempt.audience).minor,
        "region": region.name,
        "staff_line": _STAFF if diagnosis.staff_line else "",
        "printout_line": PRINTOUT if diagnosis.ladder else "",
        "help": help_of(region, now),
    }
