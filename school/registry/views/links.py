"""``…/cards/<student>/links/<guardian>/``: a link, its end, a court's word."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from school.access.middleware import VisitedRequest
from school.access.own_cards import own_cards
from school.lib.keys import to_text
from school.people.models import Kinship
from school.registry import restricting, second
from school.registry.arriving import RulingForm
from school.registry.card import KINSHIP, name_of
from school.registry.frame import frame_of
from school.registry.keeping import administers
from school.registry.linking import LONGEST_DOCUMENT, end
from school.registry.views.card import found_card
from school.rights.glance import glance
from school.rights.table import Action

UNSURE = "Поставьте отметку, что связь нужно завершить."
_UNREADABLE = 422


@require_safe
def link(request: VisitedRequest, card: int, guardian: int) -> HttpResponse:
    """What the guardian is to the student, since when, and what a court said."""
    return _page(request, _found(request, card, guardian))


@require_POST
def ending(request: VisitedRequest, card: int, guardian: int) -> HttpResponse:
    """``…/end/``: an administrator ends the link; works at the next request."""
    found = _to_change(request, card, guardian)
    if request.POST.get("sure") != "1":
        return _page(request, found, wrong="end", trouble=UNSURE)
    return _done(request, found, "end", end(request.visitor, found))


@require_POST
def restriction(request: VisitedRequest, card: int, guardian: int) -> HttpResponse:
    """``…/restrict/``: a court's ruling; works at the next request."""
    found = _to_change(request, card, guardian)
    form = RulingForm.of(request.POST.dict(), today=request.visitor.today)
    if form.errors:
        return _page(request, found, wrong="restrict", form=form)
    why = restricting.restrict(request.visitor, found, form.ruling())
    return _done(request, found, "restrict", why)


@require_POST
def lifting(request: VisitedRequest, card: int, guardian: int) -> HttpResponse:
    """``…/lift/``: one asks with the court's paper, a second agrees (``agree=1``)."""
    found = _to_change(request, card, guardian)
    if request.POST.get("agree") == "1":
        why = restricting.lift(request.visitor, found)
        return _done(request, found, "agree", why)
    form = RulingForm.of(request.POST.dict(), today=request.visitor.today)
    if form.errors and found.restricted:
        return _page(request, found, wrong="lift", form=form)
    if not found.restricted:
        return _done(request, found, "lift", restricting.NONE)
    why = restricting.ask_to_lift(request.visitor, found, form.ruling())
    return _done(request, found, "lift", why)


def _found(request: VisitedRequest, card: int, guardian: int) -> Kinship:
    """The last link between the two, of a student whom the visitor keeps; else 404."""
    student = found_card(request.visitor, card)
    links = Kinship.objects.filter(
        school=student.school_id, student=student, guardian__key=guardian
    ).select_related("student", "guardian")
    found = links.order_by("-since_date", "-id").first()
    if found is None:
        raise Http404
    return found


def _to_change(request: VisitedRequest, card: int, guardian: int) -> Kinship:
    if not administers(request.visitor):
        raise Http404
    return _found(request, card, guardian)


def _done(request: VisitedRequest, found: Kinship, what: str, why: str) -> HttpResponse:
    if why:
        return _page(request, found, wrong=what, trouble=why)
    return HttpResponse(status=303, headers={"Location": _address(found)})


def _address(found: Kinship) -> str:
    keys = {
        "card": to_text(found.student.key),
        "guardian": to_text(found.guardian.key),
    }
    return reverse("registry:link", kwargs=keys)


def _page(
    request: VisitedRequest,
    found: Kinship,
    *,
    wrong: str = "",
    trouble: str = "",
    form: RulingForm | None = None,
) -> HttpResponse:
    by = request.visitor
    glance(by, Action.OPEN_CARD, found.student)
    found.refresh_from_db(fields=["restricted", "until_date"])
    word = restricting.last_word(found)
    asked_outside = second.said_of(word)
    is_asked = word is not None and restricting.waits(found, word)
    his = own_cards(by)
    facts: dict[str, Any] = {
        "frame": frame_of(by, "registry:students"),
        "link": found,
        "kind": KINSHIP[found.kind],
        "student": name_of(found.student),
        "guardian": name_of(found.guardian),
        "card": to_text(found.student.key),
        "other": to_text(found.guardian.key),
        "lasts": found.until_date is None or found.until_date > by.today,
        "word": word,
        "said_by": name_of(word.said_by) if word else "",
        "is_asked": is_asked,
        "second": asked_outside,
        "number": to_text(asked_outside.key) if asked_outside else "",
        "is_alone": is_asked and not second.has_another(by, found),
        "zone": by.zone,
        "asked_himself": word is not None and word.said_by_id in his,
        "is_restricted_himself": found.guardian_id in his,
        "administers": administers(by),
        "today": by.today.isoformat(),
        "longest": LONGEST_DOCUMENT,
        "wrong": wrong,
        "trouble": trouble,
        "form": form or RulingForm(),
    }
    status = _UNREADABLE if wrong else 200
    return render(request, "registry/link.html", facts, status=status)
