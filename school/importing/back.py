"""The page that takes a written upload back: the same for lists and for packages."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import render

from school.access.middleware import VisitedRequest
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


def back_page(
    request: VisitedRequest,
    kind: Upload.Kind,
    key: int,
    address: str,
    stays: Callable[[Upload], str] = lambda _: "",
) -> HttpResponse:
    """What goes, what is put back, who stays; ``POST`` does it. With the walls closed.

    ``address``: the upload's own page. ``stays`` says in a sentence what of it is
    never taken back.
    """
    by = administrator(request)
    with behind(by.actor()):
        found = asked_for(by, key, kind)
    if taking_back.until(found) is None:
        raise Http404
    why = "" if taking_back.open_until(found) else taking_back.TOO_LATE
    if request.method == "POST" and not why:
        why = taking_back.take_back(by, found, request.POST.get("seen", ""))
        if not why:
            return HttpResponse(status=303, headers={"Location": address})
    with behind(by.actor()):
        facts = _facts(by, found, why) | {"address": address, "stays": stays(found)}
        status = _CONFLICT if why else 200
        return render(request, "importing/back.html", facts, status=status)


def _facts(by: Visitor, found: Upload, trouble: str) -> dict[str, object]:
    planned = taking_back.plan(found)
    cards = Card.objects.in_bulk(planned.kept[:_NAMED])
    return {
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
