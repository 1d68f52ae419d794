"""``/registry/cards/<key>/``: a personal card, and what became of it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from school.access.middleware import VisitedRequest
from school.access.proving import prove_first
from school.lib.keys import to_text
from school.people.models import Card
from school.regions.in_force import policy_of
from school.regions.policy import Who
from school.registry import card as look
from school.registry import history as of_card
from school.registry.beside import said_of
from school.registry.card import CardPage, Documents
from school.registry.forms import ContactsForm, DocumentsForm, EntriesForm, NameForm
from school.registry.frame import frame_of
from school.registry.keeping import administers, kept_cards
from school.registry.kinds import OF_KIND
from school.registry.shown import Section
from school.registry.standing import last_merge, who_stands
from school.rights.deed import deed
from school.rights.glance import glance
from school.rights.table import Action
from school.rights.visitor import Visitor

_USERS = (("active", "Включён", ""), ("inactive", "Отключён", ""))
_NONE = ("none", "Нет", "")


@require_safe
def card(request: VisitedRequest, card: int) -> HttpResponse:
    """The card in its sections; of a merged one, the way to the card that stands."""
    by = request.visitor
    found = _kept(by).filter(key=card).first()
    if found is None:
        stands = get_object_or_404(who_stands(by, card))
        return redirect("registry:card", card=to_text(stands.key))
    return page(request, found, saved=request.GET.get("saved", ""))


@require_POST
def show(request: VisitedRequest, card: int) -> HttpResponse:
    """``…/show/``: its documents whole, in this answer alone, and written down."""
    by = request.visitor
    found = found_card(by, card)
    first = prove_first(
        request, reverse("registry:card", kwargs={"card": to_text(card)})
    )
    if first is not None:
        return first
    with deed(by, Action.OPEN_CARD, found) as act:
        act.about("documents")
        documents = look.opened(found)
    return page(request, found, documents=documents)


@require_safe
def history(request: VisitedRequest, card: int) -> HttpResponse:
    """``…/history/``: from what to what, by whom and when."""
    by = request.visitor
    found = found_card(by, card)
    glance(by, Action.OPEN_CARD, found)
    registry = OF_KIND[found.kind]
    facts = {
        "frame": frame_of(by, registry.address),
        "card": found,
        "name": look.name_of(found),
        "entries": of_card.read(by, found),
        "most": of_card.MOST,
    }
    return render(request, "registry/history.html", facts)


def found_card(by: Visitor, key: int, *, to_change: bool = False) -> Card:
    """A card that the visitor keeps, locked where he is to change it; else 404."""
    cards = _kept(by)
    if to_change:
        cards = cards.select_for_update(of=("self",))
    return get_object_or_404(cards, key=key)


def page(
    request: VisitedRequest,
    found: Card,
    *,
    saved: str = "",
    status: int = 200,
    documents: Documents | None = None,
    **changed: Any,  # noqa: ANN401 - forms and troubles by name
) -> HttpResponse:
    """The page of a card; ``changed`` are the forms that were just sent.

    Whatever asked for it, the card is shown, and that is written down.
    """
    by = request.visitor
    glance(by, Action.OPEN_CARD, found)
    read: CardPage = look.read(by, found)
    facts: dict[str, Any] = {
        "frame": frame_of(by, OF_KIND[found.kind].address),
        "registry": OF_KIND[found.kind],
        "page": read,
        "card": found,
        "documents": documents or read.documents,
        "is_opened": documents is not None,
        "name_form": NameForm.of_card(found),
        "documents_form": DocumentsForm(),
        "contacts_form": ContactsForm.of_card(found),
        "entries_form": EntriesForm.of_card(found),
        "users": _USERS if found.user != Card.User.NONE else (*_USERS, _NONE),
        "administers": administers(by),
        "merge": last_merge(found) if administers(by) else None,
        "today": by.today.isoformat(),
        "said": said_of(by, found),
        "has_password": _may_have_password(by, found),
        "saved": saved if saved in set(Section) else "",
        "stale": "",
        "trouble": "",
        "wrong": "",
        **changed,
    }
    return render(request, "registry/card.html", facts, status=status)


def _kept(by: Visitor) -> QuerySet[Card]:
    """With their region, whose rules the page asks."""
    return kept_cards(by).select_related("school__region")


def _may_have_password(by: Visitor, card: Card) -> bool:
    """Whether the rules give a student of this age a login and a password."""
    if card.kind != Card.Kind.STUDENT:
        return False
    policy = policy_of(card.school.region, by.today)
    return policy.password_allowed(Who.PUPIL, card.birth_date, by.today)
