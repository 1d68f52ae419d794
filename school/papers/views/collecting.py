"""``/papers/collecting/``: sheets on which the families of a class hand in data."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from school.academics.class_lists import cards_of
from school.access.middleware import VisitedRequest
from school.lib.keys import to_text
from school.papers import collecting as data
from school.papers.views.of_class import class_to_print
from school.regions.in_force import policy_of


@require_safe
def collecting(request: VisitedRequest) -> HttpResponse:
    """A sheet for each student of ``?class=<key>``."""
    visitor = request.visitor
    chosen = class_to_print(visitor, request.GET.get("class", ""))
    policy = policy_of(chosen.school.region, visitor.today)
    facts = {
        "school": chosen.school.short_name,
        "label": chosen.label(),
        "back": to_text(chosen.key),
        "sheets": data.sheets(cards_of(chosen, visitor.today), policy),
        "boxes": data,
        "today": visitor.today,
    }
    return render(request, "papers/collecting.html", facts)
