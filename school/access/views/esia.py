"""To Госуслуги and back."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from school.access import gosuslugi, sessions, signing_in
from school.access import invited as family
from school.access.attempting import Shut
from school.access.cookies import (
    LastRefusal,
    browser_of,
    device_of,
    forget,
    forget_said,
    remember_borrowed,
    remember_browser,
    remember_refusal,
    remember_region,
    remember_said,
    remember_session,
    remember_tries,
    way_back_of,
)
from school.access.invited import Invited
from school.access.knocking import browser_number, caller_of, come_again
from school.access.middleware import outside
from school.access.place import place_of
from school.access.roads import turnstile
from school.access.said import Carried
from school.access.signing_in import Browser
from school.access.throttling import Slowed
from school.lib import clock
from school.regions.models import Region

_WAIT_S = 2


@outside
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """``POST /access/esia/``: off to Госуслуги; ``invited=`` by an invitation."""
    region = place_of(request).region
    invited = family.read_digest(request.POST.get("invited", ""))
    response = off_to_gosuslugi(request, region, invited=invited)
    remember_region(response, region.slug)
    remember_borrowed(response, "borrowed" in request.POST)
    return response


def off_to_gosuslugi(
    request: HttpRequest,
    region: Region,
    *,
    invitation: int | None = None,
    invited: str = "",
) -> HttpResponse:
    """Send the browser there; to our own door while Госуслуги are left in peace.

    Whoever presses the button too often is told when to come again.
    """
    number = browser_number(request)
    caller = caller_of(request, browser=number)
    with turnstile.place() as free:
        if not free:
            return wait(request, again=False)
        begun = signing_in.begin(
            region, caller=caller, invitation=invitation, invited=invited
        )
    if isinstance(begun, Slowed):
        return come_again(request, begun)
    if isinstance(begun, Shut):
        return see_other(_door())
    response = see_other(begun.address)
    remember_browser(response, begun.browser)
    remember_tries(response, number)
    return response


@outside
@require_safe
def come_back(request: HttpRequest) -> HttpResponse:
    """``GET /access/esia/return/``: in, or to the page that says why not."""
    browser = Browser(
        secret=browser_of(request),
        former=request.COOKIES.get(settings.SESSION_COOKIE, ""),
        device=device_of(request),
        again=way_back_of(request) is not None,
    )
    with turnstile.place() as free:
        if not free:
            # Nothing is used up yet: the same address works in two seconds.
            return wait(request, again=True)
        result = signing_in.come_back(
            _told(request), browser, caller=caller_of(request)
        )
    if isinstance(result, Slowed):
        return come_again(request, result)
    if isinstance(result, signing_in.CameIn):
        back = way_back_of(request) if result.goes_on else None
        response = see_other(back or reverse("landing"))
        if result.invited is not None:
            response = _to_the_child(result.invited)
        rotate_token(request)
        remember_session(response, result.token, borrowed=browser.device.borrowed)
        return response
    response = see_other(reverse("access:refused"))
    if result.invited is not None:
        response = _to_the_child(result.invited)
    remember_refusal(response, LastRefusal(result.reference, result.signed_in_as))
    if result.reference:
        remember_said(response, Carried(result.reference, result.said))
    if result.signed_in_as:
        # Госуслуги named somebody, so nobody is signed in here any more; a stray
        # address signs nobody out.
        rotate_token(request)
        forget(response, settings.SESSION_COOKIE)
        forget(response, settings.BEFORE_COOKIE)
    return response


def _to_the_child(invited: Invited) -> HttpResponse:
    """On to the page on which an invited parent names his child."""
    response = see_other(reverse("inviting:invited"))
    family.remember(response, invited, clock.now())
    return response


def wait(request: HttpRequest, *, again: bool) -> HttpResponse:
    """Too many are on their way; ``again``: the browser repeats this by itself."""
    response = render(request, "access/wait.html", {"again": again}, status=503)
    response["Retry-After"] = str(_WAIT_S)
    if again:
        response["Refresh"] = str(_WAIT_S)
    return response


def _told(request: HttpRequest) -> dict[str, str]:
    """What the redirect says. Who says a thing twice says nothing (RFC 6749 §3.1).

    Neither does HEAD, which only looks: nothing is used up and nobody comes in.
    """
    once = all(len(values) == 1 for _, values in request.GET.lists())
    return request.GET.dict() if once and request.method == "GET" else {}


@outside
@require_POST
def another(request: HttpRequest) -> HttpResponse:
    """``POST /access/another/``: out at Госуслуги too, so that another may sign in."""
    with turnstile.place() as free:
        if not free:
            return wait(request, again=False)
        response = see_other(gosuslugi.address_to_leave(settings.SCHOOL_URL + _door()))
    _close(request, response)
    return response


@outside
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """``POST /access/leave/``: out here; the browser forgets what it kept."""
    return leave_here(request)


def leave_here(request: HttpRequest) -> HttpResponse:
    """Out, and to the door, which offers to leave Госуслуги as well."""
    response = see_other(f"{_door()}?left=1")
    _close(request, response)
    return response


def see_other(address: str) -> HttpResponse:
    """303: whatever the method was, go there with GET."""
    return HttpResponse(status=303, headers={"Location": address})


def _door() -> str:
    return reverse("access:welcome")


def _close(request: HttpRequest, response: HttpResponse) -> None:
    sessions.close(request.COOKIES.get(settings.SESSION_COOKIE))
    forget(response, settings.SESSION_COOKIE)
    forget(response, settings.REFUSAL_COOKIE)
    forget_said(response)
    response["Clear-Site-Data"] = '"cache", "storage"'
