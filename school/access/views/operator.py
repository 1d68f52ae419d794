"""What an operator finds behind the door: his region on one page, and its rules."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from school.access import expiring, gosuslugi
from school.access.middleware import VisitedRequest
from school.access.offices import keeper_of
from school.access.operating import Keeper
from school.access.proving import for_operators
from school.lib import clock
from school.regions import manning
from school.regions.help import help_of
from school.regions.in_force import line_of
from school.regions.links import register
from school.regions.models import Municipality
from school.regions.overview import overview


@for_operators
@require_safe
def operator(request: VisitedRequest) -> HttpResponse:
    """``/access/operator/``: what he keeps, whom to call, what stands in force."""
    by = keeper_of(request)
    now = clock.now()
    today = now.astimezone(by.region.zone()).date()
    facts = {
        "by": by,
        "name": request.recognised.session.short_name,
        "towns": towns_of(by),
        "help": help_of(by.region, now),
        "days_off": manning.days_off(by.region, today),
        "rules": overview(line_of(by.region), today),
        **(_of_the_server() if by.municipality is None else {}),
    }
    return render(request, "access/operator.html", facts)


@for_operators
@require_safe
def rules(request: VisitedRequest) -> HttpResponse:
    """``…/rules/``: who comes in and how, today and by the next rules."""
    by = keeper_of(request)
    today = clock.now().astimezone(by.region.zone()).date()
    facts = {"by": by, "rules": overview(line_of(by.region), today)}
    return render(request, "access/rules.html", facts)


def towns_of(by: Keeper) -> list[dict[str, Any]]:
    """The municipalities that he keeps with their schools, both by name. One query."""
    towns = Municipality.objects.filter(region=by.region).order_by("name")
    if by.municipality is not None:
        towns = towns.filter(pk=by.municipality.pk)
    schools = sorted(by.schools.values(), key=lambda one: one.short_name)
    return [
        {
            "town": town,
            "schools": [one for one in schools if one.municipality_id == town.pk],
        }
        for town in towns
    ]


def _of_the_server() -> dict[str, Any]:
    """What is changed by whoever keeps the server."""
    ends = gosuslugi.road().ends()
    return {
        "ends": ends,
        "alarms": expiring.sentences(ends, clock.now()),
        "links": register(),
    }
