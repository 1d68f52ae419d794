"""The page of an invitation that makes somebody an operator or an administrator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from school.access import inviting
from school.access.knocking import caller_of, come_again
from school.access.middleware import outside
from school.access.throttling import Door, knock
from school.access.views.esia import off_to_gosuslugi
from school.lib import clock


@outside
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """``/access/invitation/<token>/``: what is offered; the button signs in.

    One that is used, over or invented is not there.
    """
    now = clock.now()
    slowed = knock(Door.INVITATION, caller_of(request), now)
    if slowed is not None:
        return come_again(request, slowed)
    found = inviting.offered(token, now)
    if found is None:
        return render(request, "access/invitation_over.html", status=404)
    if request.method != "POST":
        return render(request, "access/invitation.html", {"invitation": found})
    return off_to_gosuslugi(request, found.region, invitation=found.pk)
