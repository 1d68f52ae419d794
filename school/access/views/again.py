"""``/access/again/``: in once more, for what is not opened to a session alone."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school.access import gosuslugi
from school.access.cookies import remember_way_back, way_back_of
from school.access.middleware import VisitedRequest, apart, while_choosing
from school.access.models import Session
from school.access.proving import own_address
from school.access.roads import turnstile
from school.access.views.esia import see_other, wait


@apart
@while_choosing
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: VisitedRequest) -> HttpResponse:
    """Why it is asked; ``POST``: out at Госуслуги, so that they ask for the password.

    ``to`` is where the person returns in the end, ``office`` an operator's page that
    asks whoever came in too long ago. Госуслуги bring the browser back to
    our door, the one address they know, and the door sends it here: without ``to``,
    with a way back in the browser, this is the second half, whose button signs in.
    """
    if request.method != "POST":
        return _page(request)
    with turnstile.place() as free:
        if not free:
            return wait(request, again=False)
        door = settings.SCHOOL_URL + reverse("access:welcome")
        response = see_other(gosuslugi.address_to_leave(door))
    remember_way_back(response, own_address(request.POST.get("to", "")))
    return response


def _page(request: VisitedRequest) -> HttpResponse:
    session = request.recognised.session
    borrowed = Session.objects.filter(digest=session.digest, borrowed=True)
    back = way_back_of(request) if "to" not in request.GET else None
    facts = {
        "short_name": session.short_name,
        "to": back or own_address(request.GET.get("to", "")),
        "office": "office" in request.GET,
        "is_out": back is not None,
        "borrowed": borrowed.exists(),
    }
    return render(request, "access/again.html", facts)
