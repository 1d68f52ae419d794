"""``/access/operators/``: the region's operator appoints and dismisses."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school.access import inviting, operating
from school.access import operators as colleagues
from school.access.middleware import VisitedRequest
from school.access.offices import whole_region_of
from school.access.operating import Keeper
from school.access.proving import for_operators, prove_first
from school.lib import clock
from school.regions.models import Municipality

_CHOOSE = "Выберите муниципалитет из списка."
_UNREADABLE = 422


@for_operators
@require_http_methods(["GET", "HEAD", "POST"])
def operators(request: VisitedRequest) -> HttpResponse:
    """``/access/operators/``: who keeps the region; ``invite`` another, ``end`` a role.

    An invitation's link is shown once, in the answer itself: nothing keeps it. So is
    that links ended together with a role. Either wants a fresh password.
    """
    by = whole_region_of(request)
    if request.method != "POST":
        return _page(request, by)
    first = prove_first(request, request.path)
    if first is not None:
        return first
    ended = request.POST.get("end", "")
    if ended:
        if not ended.isascii() or not ended.isdigit() or len(ended) > 18:
            raise Http404
        done = operating.dismiss(by, int(ended), clock.now())
        if done is not None and done.links:
            return _page(request, by, links=done.links)
        return HttpResponse(status=303, headers={"Location": request.path})
    wanted = request.POST.get("invite", "")
    towns = Municipality.objects.filter(region=by.region)
    found = next((one for one in towns if str(one.pk) == wanted), None)
    if found is None:
        return _page(request, by, error=_CHOOSE)
    token = inviting.invite_operator(
        by.region, municipality=found, by=by.author, at=clock.now()
    )
    link = settings.SCHOOL_URL + reverse("access:invitation", args=[token])
    return _page(request, by, link=link, town=found.name)


def _page(
    request: VisitedRequest,
    by: Keeper,
    *,
    error: str = "",
    link: str = "",
    links: int = 0,
    town: str = "",
) -> HttpResponse:
    facts = {
        "found": colleagues.read(by),
        "region": by.region.name,
        "error": error,
        "link": link,
        "links": links,
        "town": town,
        "days": inviting.LASTS.days,
    }
    status = _UNREADABLE if error else 200
    return render(request, "access/operators.html", facts, status=status)
