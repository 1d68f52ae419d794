"""``/login/child/<key>/``: a parent makes a new code for his child."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from school.access.knocking import caller_of, come_again
from school.access.middleware import VisitedRequest, apart
from school.access.throttling import Door, knock
from school.lib import clock
from school.logins.codes import shown
from school.logins.paper import CardOnPaper
from school.logins.renewing import child_of, make_code, no_code


@apart
@require_http_methods(["GET", "HEAD", "POST"])
def child(request: VisitedRequest, student: int) -> HttpResponse:
    """What a new code does; POST makes it, and its answer is the only place to read it.

    404 for whoever is no parent of this child.
    """
    visitor = request.visitor
    found = child_of(visitor, student)
    if found is None:
        raise Http404
    followed, card = found
    why = no_code(visitor, card)
    made = None
    if request.method == "POST" and why is None:
        caller = caller_of(request, account=str(visitor.account))
        slowed = knock(Door.CODE, caller, clock.now())
        if slowed is not None:
            return come_again(request, slowed)
        answer = make_code(visitor, followed, at=clock.now())
        made = answer if isinstance(answer, CardOnPaper) else None
    facts: dict[str, Any] = {
        "name": card.first_name,
        "why": why,
        "made": made,
        "code": shown(made.code) if made else "",
        "short_name": visitor.short_name,
        "has_choice": visitor.choices > 1,
    }
    status = 422 if request.method == "POST" and made is None else 200
    response = render(request, "logins/child.html", facts, status=status)
    response["Cache-Control"] = "no-store"
    return response
