"""``/importing/<key>/back/``: what taking a written list back would do; done."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school.access.middleware import VisitedRequest, apart
from school.importing import taking_back
from school.importing.frame import administrator, asked_for, frame
from school.importing.models import Upload
from school.importing.undone import words_of
from school.people.models import Card
from school.registry.card import name_of
from school.rights.visitor import Visitor
from school.walls.behind import behind

_CONFLICT = 409
_NAMED = 20


@apart
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: VisitedRequest, upload: int) -> HttpResponse:
    """What goes, what is put back, who stays; ``POST`` does it."""
    by = administrator(request)
    with behind(by.actor()):
        found = asked_for(by, upload)
    if taking_back.until(found) is None:
        raise Http404
    why = "" if taking_back.open_until(found) else taking_back.TOO_LATE
    if request.method == "POST" and not why:
        why = taking_back.take_back(by, found, request.POST.get("seen", ""))
        if not why:
            address = reverse("importing:upload", kwargs={"upload": upload})
            return HttpResponse(status=303, headers={"Location": address})
    return _page(request, by, found, why)


def _page(
    request: VisitedRequest, by: Visitor, found: Upload, trouble: str
) -> HttpResponse:
    with behind(by.actor()):
        planned = taking_back.plan(found)
        cards = Card.objects.in_bulk(planned.kept[:_NAMED])
        facts = {
            "frame": frame(by),
            "upload": found,
            "until": taking_back.until(found),
            "zone": by.zone,
            "planned": planned,
            "words": words_of(planned.reversal),
            "kept": [name_of(cards[pk]) for pk in planned.kept if pk in cards],
            "trouble": trouble,
            "late": taking_back.TOO_LATE,
        }
        status = _CONFLICT if trouble else 200
        return render(request, "importing/back.html", facts, status=status)
