"""The page of an invitation, and what an operator finds behind the door."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from school.access import inviting, operating
from school.access.knocking import caller_of, come_again
from school.access.middleware import VisitedRequest, outside, while_choosing
from school.access.throttling import Door, knock
from school.access.views.esia import off_to_gosuslugi
from school.lib import clock
from school.regions.in_force import line_of
from school.regions.models import Municipality, School
from school.regions.overview import overview


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


@while_choosing
@require_safe
def operator(request: VisitedRequest) -> HttpResponse:
    """``/access/operator/``: the rules of his region, the next ones, its schools."""
    role = operating.role_of(request.recognised.session.account_id)
    if role is None:
        raise Http404
    today = clock.now().astimezone(role.region.zone()).date()
    schools = School.objects.filter(region=role.region).order_by("name")
    towns = Municipality.objects.filter(region=role.region).in_bulk()
    return render(
        request,
        "access/operator.html",
        {
            "region": role.region.name,
            "rules": overview(line_of(role.region), today),
            "name": request.recognised.session.short_name,
            "schools": [
                (each.name, towns[each.municipality_id].name) for each in schools
            ],
        },
    )
