"""Choosing as whom to look: a teacher who is also a parent."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school.access import operating, sessions
from school.access.cookies import remember_session
from school.access.middleware import VisitedRequest, apart, while_choosing
from school.access.recognising import Way
from school.access.views.esia import see_other
from school.lib import clock
from school.lib.keys import to_text
from school.regions.models import School
from school.rights.using import use


@dataclass(frozen=True, slots=True)
class Choice:
    """One button: «Сотрудник — Школа № 12», «Родитель»."""

    key: str
    title: str
    text: str


@apart
@while_choosing
@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: VisitedRequest) -> HttpResponse:
    """``/access/roles/``: the ways in which this person may look, one press each."""
    ways = {_key(way): way for way in request.recognised.ways}
    if not ways:
        return redirect("access:closed")
    if request.method != "POST":
        session = request.recognised.session
        said = {
            "choices": _choices(ways),
            "short_name": session.short_name,
            "operates": operating.keeper(session.account_id) is not None,
        }
        return render(request, "access/roles.html", said)
    chosen = ways.get(request.POST.get("role", ""))
    if chosen is None:
        return redirect("access:roles")
    rotate_token(request)
    session, now = request.recognised.session, clock.now()
    begun = sessions.choose(session, chosen, at=now)
    if begun is None:
        return redirect("access:welcome")
    if chosen.governs and chosen.school and chosen.card:
        use(chosen.school, chosen.card, on=clock.today(ZoneInfo(session.time_zone)))
    response = see_other(reverse("landing"))
    remember_session(response, begun.token, borrowed=begun.borrowed)
    return response


def _key(way: Way) -> str:
    return str(way.kind) if way.key is None else to_text(way.key)


def _choices(ways: dict[str, Way]) -> list[Choice]:
    schools = School.objects.in_bulk({way.school for way in ways.values()} - {None})
    return [
        Choice(key, "Родитель или ученик", "Дневник: уроки, отметки, задания")
        if way.school is None
        else Choice(
            key,
            f"Сотрудник — {schools[way.school].short_name}",
            "Журнал: уроки, отметки, задания",
        )
        for key, way in ways.items()
    ]
