"""The sign-in page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from school.access.middleware import outside
from school.access.sessions import is_open
from school.lib import clock
from school.regions.help import help_of
from school.regions.in_force import policy_of
from school.regions.models import Region
from school.regions.rules import requirements


@outside
@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """``/access/``: one button, who needs what, who helps. Signed in: go on."""
    if is_open(request.COOKIES.get(settings.SESSION_COOKIE)):
        return redirect("landing")
    region = the_region()
    now = clock.now()
    today = now.astimezone(region.zone()).date()
    return render(
        request,
        "access/welcome.html",
        {
            "region": region.name,
            "help": help_of(region, now),
            "who_needs": requirements(policy_of(region, today)),
        },
    )


def the_region() -> Region:
    """The region of this installation: the first one made."""
    return Region.objects.order_by("id")[:1].get()
