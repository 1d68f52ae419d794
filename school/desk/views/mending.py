"""``/desk/…/``: what a list mends in place; a script is answered in JSON."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from school.access.middleware import VisitedRequest
from school.desk import mending
from school.desk.asking import Asked
from school.desk.causes import Cause
from school.desk.mending import Unfit
from school.desk.views.desk import answer
from school.lib.keys import from_text, to_text
from school.lib.web import wants_json
from school.people.models import Card
from school.registry.frame import keeps_cards
from school.registry.keeping import kept_cards
from school.rights.visitor import Visitor

_UNREADABLE, _CONFLICT = 422, 409
_MOST = 2000


@require_POST
def mend(request: VisitedRequest, card: int) -> HttpResponse:
    """``/desk/<key>/``: what was ``typed`` into the line of one card."""
    by, asked, cause = _sent(request, mending.IN_A_FIELD)
    found = get_object_or_404(kept_cards(by), key=card)
    typed = request.POST.get("typed", "")
    done = mending.mend(by, found, cause, typed)
    if isinstance(done, Unfit):
        if wants_json(request):
            return JsonResponse({"sentence": done.sentence}, status=_UNREADABLE)
        return answer(
            request, asked, {to_text(card): (typed, done.sentence)}, status=_UNREADABLE
        )
    if wants_json(request):
        return JsonResponse({"state": "saved", "shown": done.shown})
    return _back(asked, saved=to_text(card))


@require_POST
def column(request: VisitedRequest) -> HttpResponse:
    """``/desk/column/``: a column of a table, a line for each card that was shown."""
    by, asked, cause = _sent(request, mending.IN_A_FIELD)
    cards = _shown(request, by)
    lines = request.POST.get("column", "").splitlines()
    done = mending.mend_column(by, cards, cause, lines)
    typed = dict(zip((to_text(card.key) for card in cards), lines, strict=False))
    wrong = {
        to_text(key): (typed[to_text(key)], one.sentence)
        for key, one in done.items()
        if isinstance(one, Unfit)
    }
    saved = len(done) - len(wrong)
    if wrong:
        return answer(request, asked, wrong, status=_UNREADABLE, done=saved)
    return _back(asked, done=str(saved))


@require_POST
def enter(request: VisitedRequest) -> HttpResponse:
    """``/desk/entries/``: the missing entries of all who were shown, in one deed."""
    by, asked, cause = _sent(request, mending.BY_ENTERING)
    return _back(asked, done=str(mending.enter(by, _shown(request, by), cause)))


@require_POST
def take_back(request: VisitedRequest, card: int) -> HttpResponse:
    """``/desk/<key>/back/``: undo one's own last change of a card."""
    by = request.visitor
    asked = Asked.of(request.POST.dict())
    found = get_object_or_404(kept_cards(by), key=card)
    unfit = mending.take_back(by, found)
    if wants_json(request):
        told = {"state": "undone"} if unfit is None else {"sentence": unfit.sentence}
        return JsonResponse(told, status=_CONFLICT if unfit else 200)
    if unfit is not None:
        return answer(request, asked, {}, status=_CONFLICT, trouble=unfit.sentence)
    return HttpResponse(
        status=303, headers={"Location": f"{asked.address}#{to_text(card)}"}
    )


def _sent(
    request: VisitedRequest, mended: tuple[Cause, ...]
) -> tuple[Visitor, Asked, Cause]:
    """Whose list was sent; 404 for whoever has none, and for a cause not mended so."""
    asked = Asked.of(request.POST.dict())
    if asked.cause is None or asked.cause not in mended:
        raise Http404
    if not keeps_cards(request.visitor):
        raise Http404
    return request.visitor, asked, asked.cause


def _shown(request: VisitedRequest, by: Visitor) -> list[Card]:
    """The cards that the page named, in its order; another's is simply not there."""
    keys = [from_text(text) for text in request.POST.getlist("card")[:_MOST]]
    found = {
        card.key: card for card in kept_cards(by).filter(key__in=filter(None, keys))
    }
    return [found[key] for key in keys if key in found]


def _back(asked: Asked, **told: str) -> HttpResponse:
    """The list again; ``told`` says there what was done."""
    address = f"{reverse('desk:desk')}?{urlencode({**asked.words, **told})}#list"
    return HttpResponse(status=303, headers={"Location": address})
