"""``…/cards/<card>/merge/<other>/``: what becomes of two cards of one person."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from school.access.middleware import VisitedRequest
from school.lib.keys import to_text
from school.people.models import Card
from school.registry import merge_page, merging
from school.registry.card import name_of
from school.registry.choosing import FIELDS
from school.registry.frame import frame_of
from school.registry.keeping import administers, kept_cards
from school.registry.kinds import OF_KIND
from school.registry.merging import Plan
from school.registry.models import CardMerge
from school.registry.standing import last_merge
from school.registry.views import card as card_page
from school.rights.glance import glance
from school.rights.table import Action
from school.rights.visitor import Visitor

ALREADY = "Эти карточки уже объединили: ниже та, что осталась."
STALE = (
    "Пока страница была открыта, одну из карточек изменили. Ниже то, что записано"
    " сейчас: посмотрите и объедините ещё раз."
)
UNSURE = "СНИЛС разные. Сверьте документы и поставьте отметку, что это один человек."
_CONFLICT, _UNREADABLE = 409, 422


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: VisitedRequest, card: int, other: int) -> HttpResponse:
    """``card`` stands for both from now on; first the page that says how."""
    by = request.visitor
    if not administers(by):
        raise Http404
    found = _pair(by, card, other, to_change=request.method == "POST")
    if found is None:
        stands = last_merge(get_object_or_404(kept_cards(by), key=card))
        if stands is None or stands.gone.key != other:
            raise Http404
        return card_page.page(request, stands.stays, status=_CONFLICT, trouble=ALREADY)
    stays, goes = found
    taken = {name: request.POST.get(f"take-{name}", "") for name in FIELDS}
    planned = merging.plan(by, stays, goes, taken)
    if request.method != "POST":
        return _page(request, stays, goes, planned)
    if not planned.was_shown(request.POST.get("shown", "")):
        return _page(request, stays, goes, planned, _CONFLICT, STALE)
    page = merge_page.read(stays, goes, planned)
    unsure = page.needs_surety and request.POST.get("sure") != "1"
    if planned.troubles or unsure:
        trouble = UNSURE if unsure else ""
        return _page(request, stays, goes, planned, _UNREADABLE, trouble)
    merging.merge(by, stays, goes, planned)
    return _to_card(stays.key)


@require_POST
def undo(request: VisitedRequest, card: int, other: int) -> HttpResponse:
    """``…/undo/``: «Вернуть как было»."""
    by = request.visitor
    if not administers(by):
        raise Http404
    stays = card_page.found_card(by, card, to_change=True)
    merges = CardMerge.objects.filter(school=by.school, stays=stays, gone__key=other)
    found = merges.select_for_update(of=("self",)).order_by("-id").first()
    if found is None:
        raise Http404
    why = merging.undo(by, found)
    if why:
        return card_page.page(request, stays, status=_CONFLICT, trouble=why)
    return _to_card(card)


def _pair(
    by: Visitor, card: int, other: int, *, to_change: bool
) -> tuple[Card, Card] | None:
    """Two cards of one person; None where one of them is merged away already."""
    cards = kept_cards(by).filter(key__in=[card, other]).order_by("pk")
    if to_change:
        cards = cards.select_for_update(of=("self",))
    found = {one.key: one for one in cards}
    if card not in found:
        raise Http404
    if other not in found:
        return None
    if not merging.is_same_person(found[card], found[other]):
        raise Http404
    return found[card], found[other]


def _page(
    request: VisitedRequest,
    stays: Card,
    goes: Card,
    planned: Plan,
    status: int = 200,
    trouble: str = "",
) -> HttpResponse:
    by = request.visitor
    for one in (stays, goes):
        glance(by, Action.OPEN_CARD, one)
    facts: dict[str, Any] = {
        "frame": frame_of(by, OF_KIND[stays.kind].address),
        "page": merge_page.read(stays, goes, planned),
        "name": name_of(stays),
        "key": to_text(stays.key),
        "other": to_text(goes.key),
        "shown": planned.token,
        "troubles": planned.troubles,
        "trouble": trouble,
        "is_held": planned.was_held,
    }
    return render(request, "registry/merge.html", facts, status=status)


def _to_card(key: int) -> HttpResponse:
    address = reverse("registry:card", kwargs={"card": to_text(key)})
    return HttpResponse(status=303, headers={"Location": address})
