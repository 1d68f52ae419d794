"""``/alarms/``: what was unusual at a school, for its administrators."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from school.access.middleware import VisitedRequest
from school.alarms import seeing, told
from school.alarms.limiting import limits_of_school
from school.alarms.models import Alarm
from school.alarms.sentence import LONGEST, read_sentence
from school.lib import clock
from school.lib.keys import to_text
from school.registry.frame import frame_of
from school.registry.keeping import administers
from school.rights.visitor import Visitor

_UNREADABLE = 422


@require_safe
def alarms(request: VisitedRequest) -> HttpResponse:
    """Who, what, how often, on which day; and what was said of it."""
    return _page(request, _administrator(request))


@require_POST
def see(request: VisitedRequest, alarm: int) -> HttpResponse:
    """``…/<key>/``: ``sentence`` says what it was."""
    by = _administrator(request)
    found = get_object_or_404(Alarm, school=by.school, key=alarm)
    sentence, why = read_sentence(request.POST.get("sentence", ""))
    why = why or seeing.see(by, found, sentence, clock.now())
    if why:
        return _page(request, by, wrong=to_text(alarm), error=why, typed=sentence)
    return HttpResponse(status=303, headers={"Location": reverse("alarms:alarms")})


def _administrator(request: VisitedRequest) -> Visitor:
    if not administers(request.visitor):
        raise Http404
    return request.visitor


def _page(
    request: VisitedRequest,
    by: Visitor,
    *,
    wrong: str = "",
    error: str = "",
    typed: str = "",
) -> HttpResponse:
    facts = {
        "frame": frame_of(by, "alarms:alarms"),
        "alarms": told.of_school(by),
        "zone": by.zone,
        "wrong": wrong,
        "error": error,
        "typed": typed,
        "longest": LONGEST,
        "limits": limits_of_school(by),
    }
    status = _UNREADABLE if error else 200
    return render(request, "alarms/alarms.html", facts, status=status)
