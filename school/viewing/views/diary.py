"""``/viewing/<card>/``: a diary as the family reads it, for an administrator."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from school.access.middleware import VisitedRequest, apart
from school.diary.addresses import is_known
from school.diary.spread import chosen_day, start_of
from school.lib import dates
from school.lib.keys import to_text
from school.lib.web import request_id
from school.registry.frame import frame_of
from school.registry.keeping import administers
from school.viewing.looking import note_look, see
from school.walls.behind import behind


@apart
@require_safe
def now(request: VisitedRequest, card: int) -> HttpResponse:
    """On to this week, on a Sunday to the next one; nothing is looked at yet."""
    if not administers(request.visitor):
        raise Http404
    monday = dates.monday(start_of(request.visitor.today))
    return redirect("viewing:week", card=to_text(card), monday=monday)


@apart
@require_safe
def week(request: VisitedRequest, card: int, monday: date) -> HttpResponse:
    """``…/<monday>/``: the week; another day of it leads to its Monday."""
    if not is_known(monday):
        raise Http404
    if monday != dates.monday(monday):
        first = dates.monday(monday)
        return redirect("viewing:week", card=to_text(card), monday=first)
    chosen = chosen_day(monday, request.visitor.today)
    return _page(request, card, chosen, is_day=False)


@apart
@require_safe
def day(request: VisitedRequest, card: int, date: date) -> HttpResponse:
    """``…/day/<date>/``: the day on a phone, on a desk its week with it marked."""
    if not is_known(date):
        raise Http404
    return _page(request, card, date, is_day=True)


def _page(
    request: VisitedRequest, card: int, chosen: date, *, is_day: bool
) -> HttpResponse:
    by = request.visitor
    found = note_look(by, card, request=request_id(request))
    if found is None:
        raise Http404
    if isinstance(found, str):
        raise PermissionDenied(found)
    with behind(by.actor()):
        frame = frame_of(by, "registry:students")
    facts = {
        "frame": frame,
        "key": to_text(card),
        "sight": see(by, found, chosen),
        "is_day": is_day,
    }
    return render(request, "viewing/diary.html", facts)
