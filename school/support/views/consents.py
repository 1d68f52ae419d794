"""``/support/consents/``: the consents of a class, and those brought on paper."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from school.academics.leading import class_named, kept_classes
from school.access import papering
from school.access.middleware import VisitedRequest
from school.access.papering import Unfit
from school.lib.keys import to_text
from school.people.models import Card
from school.registry.frame import frame_of
from school.registry.no_classes import without_classes
from school.rights.visitor import Visitor
from school.support import consents as list_of
from school.support.forms import PaperForm


@require_safe
def consents(request: VisitedRequest) -> HttpResponse:
    """Of one's own class; an administrator names one in ``?class=<key>``."""
    return _page(request, request.GET.get("class", ""))


@require_POST
def write(request: VisitedRequest, card: int) -> HttpResponse:
    """``/support/consents/<key>/``: a consent on paper, or its withdrawal.

    ``class`` is the page that it was sent from.
    """
    by, chosen = request.visitor, request.POST.get("class", "")
    found = get_object_or_404(list_of.cards_of(by), key=card)
    form = PaperForm.of(request.POST.dict())
    unfit = _written(by, found, form)
    if unfit is not None:
        form.errors[unfit.field] = unfit.sentence
    if form.errors:
        return _page(request, chosen, wrong=to_text(card), form=form)
    query = urlencode({"class": chosen})
    address = f"{reverse('support:consents')}?{query}#{to_text(card)}"
    return HttpResponse(status=303, headers={"Location": address})


def _written(by: Visitor, card: Card, form: PaperForm) -> Unfit | None:
    paper = form.paper()
    if paper is None:
        return None
    if form.withdrawn:
        return papering.withdraw(by, card, paper.on)
    return papering.write_down(by, card, paper)


def _page(
    request: VisitedRequest,
    asked: str,
    *,
    wrong: str = "",
    form: PaperForm | None = None,
) -> HttpResponse:
    visitor = request.visitor
    classes = kept_classes(visitor)
    if not classes:
        return without_classes(request, "Согласия", "support:consents")
    chosen = class_named(classes, asked) or classes[0]
    facts: dict[str, Any] = {
        "frame": frame_of(visitor, "support:consents"),
        "classes": [(to_text(one.key), one.label(), one == chosen) for one in classes],
        "chosen": to_text(chosen.key),
        "label": chosen.heading(),
        "lines": list_of.read(visitor, chosen),
        "today": visitor.today.isoformat(),
        "wrong": wrong,
        "form": form or PaperForm(),
        "limits": papering,
    }
    status = 422 if form else 200
    return render(request, "support/consents.html", facts, status=status)
