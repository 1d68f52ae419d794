"""What the pages of logins answer alike: who came in, who waits, whose age is over."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.urls import reverse

from school.access.cookies import (
    device_of,
    mark_of,
    remember_login,
    remember_region,
    remember_session,
)
from school.access.devices import Device
from school.access.place import Place, place_of
from school.access.throttling import Slowed
from school.lib import clock
from school.lib.dates import next_minute
from school.logins.entering import Browser, CameIn
from school.logins.rules import NoPassword
from school.regions.in_force import policy_of
from school.regions.models import Region
from school.regions.requirements import password_for
from school.ui.dates import day_month

_WAIT_S = 5


def whom(region: Region, at: datetime) -> str:
    """Whom the rules of today give a password; empty: nobody in this region."""
    today = at.astimezone(region.zone()).date()
    return password_for(policy_of(region, today))


def not_here(request: HttpRequest, place: Place) -> HttpResponse:
    """404: in this region nobody comes in by a password."""
    facts = {"region": place.region, "has_others": place.has_others}
    return render(request, "logins/not_here.html", facts, status=404)


def browser_of(request: HttpRequest, digest: str = "") -> Browser:
    """Where somebody types, and whether this login has come in there before."""
    named = device_of(request)
    device = Device(named.name, borrowed="borrowed" in request.POST)
    former = request.COOKIES.get(settings.SESSION_COOKIE, "")
    return Browser(device, former, mark_of(request, digest))


def let_in(request: HttpRequest, came: CameIn, *, borrowed: bool) -> HttpResponse:
    """Signed in, and on to his own first page."""
    response = HttpResponse(status=303, headers={"Location": reverse("landing")})
    rotate_token(request)
    remember_session(response, came.token, borrowed=borrowed)
    remember_region(response, place_of(request).region.slug)
    if not borrowed:
        remember_login(response, came.login)
    return response


def outgrown(request: HttpRequest, why: NoPassword) -> HttpResponse:
    """403: the password was right, and his age has none any more."""
    region = place_of(request).region
    facts = {"region": region, "needed": why.needed, "whom": whom(region, clock.now())}
    return render(request, "logins/outgrown.html", facts, status=403)


def busy(request: HttpRequest) -> HttpResponse:
    """503: too many passwords are being compared; come again in some seconds."""
    response = render(request, "logins/busy.html", status=503)
    response["Retry-After"] = str(_WAIT_S)
    return response


def opens_at(slowed: Slowed, region: Region) -> str:
    """From when it works again: «в 10:05», «20 ноября в 10:05»."""
    zone = region.zone()
    opens = next_minute(slowed.until.astimezone(zone))
    day = opens.date()
    today = clock.now().astimezone(zone).date()
    return f"{'' if day == today else day_month(day) + ' '}в {opens:%H:%M}"
