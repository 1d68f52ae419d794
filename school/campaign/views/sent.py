"""``/campaign/region/``: an operator announces, and sees who has confirmed."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school.access.knocking import caller_of, come_again
from school.access.middleware import VisitedRequest
from school.access.offices import keeper_of
from school.access.operating import Keeper
from school.access.proving import for_operators
from school.access.throttling import Door, knock
from school.campaign import draft as drafts
from school.campaign import sent as look
from school.campaign.announcing import announce, remind, withdraw
from school.campaign.draft import Draft
from school.campaign.models import Announcement
from school.lib import clock
from school.lib.keys import to_text
from school.regions.models import School

_ACTS = {"remind": remind, "withdraw": withdraw}


@for_operators
@require_http_methods(["GET", "HEAD", "POST"])
def sent(request: VisitedRequest) -> HttpResponse:
    """What he announced; POST ``title=&text=&due=&audience=&to=&school=`` sends."""
    by = keeper_of(request)
    if request.method != "POST":
        return _page(request, by, Draft())
    today = clock.now().astimezone(by.region.zone()).date()
    read = drafts.read(
        request.POST.dict(), request.POST.getlist("school"), _schools(by), today
    )
    if read.errors:
        return _page(request, by, read)
    caller = caller_of(request, account=str(by.account))
    slowed = knock(Door.ANNOUNCE, caller, clock.now())
    if slowed is not None:
        return come_again(request, slowed)
    author = request.recognised.session.short_name
    return _to_one(announce(by, read, author, clock.now()))


@for_operators
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: VisitedRequest, batch: int) -> HttpResponse:
    """``/campaign/region/<key>/``: by schools; POST ``do=remind|withdraw``."""
    by = keeper_of(request)
    if request.method == "POST":
        act = _ACTS.get(request.POST.get("do", ""))
        if act is None or look.one(by, batch) is None:
            raise Http404
        act(by, batch, clock.now())
        return _to_one(batch)
    found = look.one(by, batch)
    if found is None:
        raise Http404
    facts = {"opened": found, "one": found.sent, "zone": by.region.zone()}
    return render(request, "campaign/one.html", facts)


def _schools(by: Keeper) -> list[School]:
    return sorted(
        by.schools.values(), key=lambda one: (one.municipality.name, one.short_name)
    )


def _to_one(batch: int) -> HttpResponse:
    address = reverse("campaign:one", kwargs={"batch": batch})
    return HttpResponse(status=303, headers={"Location": address})


def _page(request: VisitedRequest, by: Keeper, draft: Draft) -> HttpResponse:
    schools = _schools(by)
    towns = {one.municipality_id: one.municipality.name for one in schools}
    facts = {
        "place": by.place,
        "zone": by.region.zone(),
        "sent": look.read(by),
        "longest": look.LONGEST,
        "draft": draft,
        "limits": drafts,
        "audiences": Announcement.Audience,
        "towns": towns if len(towns) > 1 else {},
        "schools": [
            (to_text(one.key), f"{one.short_name} — {one.municipality.name}")
            for one in schools
        ],
    }
    status = 422 if draft.errors else 200
    return render(request, "campaign/sent.html", facts, status=status)
