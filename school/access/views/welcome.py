"""The sign-in page."""

import math

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from school.access import outages
from school.access.cookies import way_back_of
from school.access.middleware import outside
from school.access.place import place_of
from school.access.sessions import is_open
from school.lib import clock
from school.lib.dates import next_minute
from school.regions.help import help_of
from school.regions.in_force import policy_of
from school.regions.requirements import password_for, requirements


@outside
@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """``/access/``: one button, who needs what, who helps. Signed in: go on."""
    if is_open(request.COOKIES.get(settings.SESSION_COOKIE)):
        return redirect("access:again" if way_back_of(request) else "landing")
    place = place_of(request)
    region = place.region
    now = clock.now()
    today = now.astimezone(region.zone()).date()
    policy = policy_of(region, today)
    shut = outages.standing().closed_at(now)
    opens = shut and next_minute(shut.astimezone(region.zone()))
    response = render(
        request,
        "access/welcome.html",
        {
            "region": region,
            "has_others": place.has_others,
            "help": help_of(region, now),
            "who_needs": requirements(policy),
            "by_password": password_for(policy),
            "opens": opens,
            "left": "left" in request.GET,
        },
    )
    if opens is not None:
        response["Refresh"] = str(math.ceil((opens - now).total_seconds()))
    return response
