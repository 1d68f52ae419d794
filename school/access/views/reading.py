"""The switch of a student who is eighteen or will be soon: whether his parents read."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from school.access.letting_parents_read import let_parents_read
from school.access.middleware import VisitedRequest
from school.access.reading import reading_of
from school.lib import clock
from school.regions.in_force import policy_on
from school.rights.table import SENTENCES, Action

_ANSWERS = {"yes": True, "no": False}


@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: VisitedRequest) -> HttpResponse:
    """``/access/reading/``: the switch, and POST ``parents`` yes or no turns it.

    A parent reads there that it is not his to turn; staff find nothing.
    """
    visitor = request.visitor
    if visitor.is_staff:
        raise Http404
    if request.method == "POST":
        return _turn(request, request.POST.get("parents", ""))
    line = request.recognised.session.policy_line
    rule = policy_on(line, visitor.today).parents_of_adults
    page: dict[str, Any] = {
        "reading": reading_of(visitor, rule),
        "until_objection": rule == "until_objection",
        "short_name": visitor.short_name,
        "zone": visitor.zone,
    }
    return render(request, "access/reading.html", page)


def _turn(request: VisitedRequest, answer: str) -> HttpResponse:
    if not request.visitor.himself:
        raise PermissionDenied(SENTENCES[Action.LET_PARENTS_READ])
    if answer in _ANSWERS:
        # Said too early it changes nothing: the page tells from when it may be said.
        let_parents_read(request.visitor, allowed=_ANSWERS[answer], at=clock.now())
    return redirect("access:reading")
