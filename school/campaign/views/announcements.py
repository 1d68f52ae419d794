"""``/campaign/``: what a region announced, for the people of a school."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from school.access.middleware import VisitedRequest
from school.campaign import inbox
from school.campaign.confirming import confirm
from school.campaign.models import Announcement
from school.lib import clock
from school.registry.frame import Frame, frame_of, keeps_cards
from school.rights.visitor import Visitor

_HERE = "campaign:announcements"


@require_safe
def announcements(request: VisitedRequest) -> HttpResponse:
    """For everybody who works there: what is meant for him, and who has read it."""
    visitor = request.visitor
    if not visitor.is_staff:
        raise Http404
    facts = {
        "frame": _frame(visitor),
        "zone": visitor.zone,
        "received": inbox.read(visitor),
        "longest": inbox.LONGEST,
    }
    return render(request, "campaign/announcements.html", facts)


@require_POST
def confirm_one(request: VisitedRequest, announcement: int) -> HttpResponse:
    """``/campaign/<key>/``: «Прочитано»."""
    mine = Announcement.objects.visible_to(request.visitor).filter(withdrawn_at=None)
    confirm(request.visitor, get_object_or_404(mine, key=announcement), clock.now())
    return HttpResponse(status=303, headers={"Location": reverse(_HERE)})


def _frame(visitor: Visitor) -> Frame:
    """Its page says all of it: no news above. Who keeps no cards has his journal."""
    frame = replace(frame_of(visitor, _HERE), news=())
    if keeps_cards(visitor):
        return frame
    journal = reverse("journal:day")
    return replace(
        frame, places=tuple(one for one in frame.places if one.address == journal)
    )
