"""``/registry/liftings/``: an operator is the second person to lift a restriction."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from school.access.middleware import VisitedRequest
from school.access.offices import keeper_of
from school.access.operating import Keeper
from school.access.proving import for_operators, prove_first
from school.lib import clock
from school.lib.keys import to_text
from school.lib.text import plain
from school.registry import liftings as waiting
from school.registry.models import SecondWord
from school.registry.seconding import agree, refuse

LONGEST = 300
UNSEEN = "Поставьте отметку, что сверили копию решения."
WHY = "Напишите школе одним-двумя предложениями, почему вы не согласны."
TOO_LONG = f"Сократите: здесь помещается {LONGEST} знаков."
_UNREADABLE = 422


@for_operators
@require_safe
def liftings(request: VisitedRequest) -> HttpResponse:
    """Court's paper, school and day of each; for the operator who decides of it."""
    return _page(request, keeper_of(request))


@for_operators
@require_POST
def answer(request: VisitedRequest, lifting: int) -> HttpResponse:
    """``…/<key>/``: ``seen=1`` agrees; ``act=refuse`` with a ``sentence`` does not."""
    by = keeper_of(request)
    found = waiting.find(by, lifting)
    if found is None:
        raise Http404
    first = prove_first(request, reverse("registry:liftings"))
    if first is not None:
        return first
    sentence = plain(request.POST.get("sentence", ""))
    refuses = request.POST.get("act") == "refuse"
    why = _decide(request, by, found, sentence if refuses else None)
    if why:
        typed = sentence[:LONGEST]
        return _page(request, by, wrong=to_text(lifting), error=why, typed=typed)
    return HttpResponse(status=303, headers={"Location": reverse("registry:liftings")})


def _decide(
    request: VisitedRequest, by: Keeper, found: SecondWord, sentence: str | None
) -> str:
    """Empty when it is done; a ``sentence`` refuses."""
    if sentence is None:
        if request.POST.get("seen") != "1":
            return UNSEEN
        return agree(by, found, clock.now())
    if not sentence:
        return WHY
    if len(sentence) > LONGEST:
        return TOO_LONG
    return refuse(by, found, sentence, clock.now())


def _page(
    request: VisitedRequest,
    by: Keeper,
    *,
    wrong: str = "",
    error: str = "",
    typed: str = "",
) -> HttpResponse:
    facts = {
        "place": by.place,
        "whole": by.municipality is None,
        "liftings": waiting.read(by),
        "refuses": error in (WHY, TOO_LONG),
        "wrong": wrong,
        "error": error,
        "typed": typed,
        "longest": LONGEST,
    }
    status = _UNREADABLE if error else 200
    return render(request, "registry/liftings.html", facts, status=status)
