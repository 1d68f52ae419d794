"""``/support/voice/``: somebody calls and says a number; this is read to him."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from school.access.knocking import caller_of, say_when
from school.access.middleware import VisitedRequest, apart, while_choosing
from school.access.offices import whole_region_of
from school.access.proving import for_operators
from school.access.throttling import Door, knock
from school.lib import clock
from school.lib.dates import next_minute
from school.regions.models import Region, School
from school.registry.frame import Frame, frame_of, keeps_cards
from school.rights.visitor import Visitor
from school.support import voicing
from school.support.views.start import WRONG_NUMBER
from school.walls.behind import behind

_LONGEST = 40


@apart
@while_choosing
@require_safe
def voice(request: VisitedRequest) -> HttpResponse:
    """``?number=``, for class teachers and administrators, and for support."""
    visitor = request.recognised.visitor
    if visitor is not None and visitor.is_staff:
        return _page(request, *_of_a_school(visitor))
    return _for_support(request)


@for_operators
def _for_support(request: VisitedRequest) -> HttpResponse:
    return _page(request, whole_region_of(request).region, None)


def _page(request: VisitedRequest, region: Region, frame: Frame | None) -> HttpResponse:
    typed, now = request.GET.get("number", "")[:_LONGEST], clock.now()
    slowed = knock(Door.STATUS, caller_of(request), now) if typed else None
    found = voicing.read(typed, region) if typed and not slowed else None
    is_wrong = bool(typed) and not slowed and found is None
    facts = {
        "frame": frame,
        "typed": typed,
        "voice": found,
        "zone": region.zone(),
        "error": WRONG_NUMBER if is_wrong else "",
        "opens": slowed and next_minute(slowed.until.astimezone(region.zone())),
    }
    status = 429 if slowed else 404 if is_wrong else 200
    response = render(request, "support/voice.html", facts, status=status)
    return say_when(response, slowed) if slowed else response


def _of_a_school(visitor: Visitor) -> tuple[Region, Frame]:
    """The region of whoever answers the phone there, and his frame in the office."""
    with behind(visitor.actor()):
        if not keeps_cards(visitor):
            raise Http404
        frame = frame_of(visitor, "support:voice")
    school = School.objects.select_related("region").get(pk__in=visitor.schools)
    return school.region, frame
