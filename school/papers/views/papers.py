"""``/papers/``: what can be printed for a class."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from school.academics.class_lists import cards_of
from school.academics.leading import class_named, kept_classes
from school.access.middleware import VisitedRequest
from school.lib.keys import to_text
from school.papers.choosing import EVERYBODY, MARKED, weeks_of
from school.people.names import FullName
from school.regions.in_force import policy_of
from school.regions.requirements import password_for
from school.registry.frame import frame_of
from school.registry.keeping import administers
from school.registry.no_classes import without_classes


@require_safe
def papers(request: VisitedRequest) -> HttpResponse:
    """Of one's own class; ``?class=<key>`` names another of those one keeps."""
    visitor = request.visitor
    classes = kept_classes(visitor)
    if not classes:
        return without_classes(request, "Печать", "papers:papers")
    chosen = class_named(classes, request.GET.get("class", "")) or classes[0]
    students = cards_of(chosen, visitor.today)
    weeks = weeks_of(request.GET.dict(), visitor.today)
    policy = policy_of(chosen.school.region, visitor.today)
    facts: dict[str, Any] = {
        "frame": frame_of(visitor, "papers:papers"),
        "classes": [(to_text(one.key), one.label(), one == chosen) for one in classes],
        "chosen": to_text(chosen.key),
        "label": chosen.heading(),
        "students": [
            (to_text(one.key), FullName(one.last_name, one.first_name).full)
            for one in students
        ],
        "marked": sum(one.reads_paper for one in students),
        "everybody": EVERYBODY,
        "so_marked": MARKED,
        "weeks": weeks,
        "who": request.GET.get("who", ""),
        "administers": administers(visitor),
        "password_for": password_for(policy) if policy.offers_password else "",
    }
    status = 422 if weeks.error else 200
    return render(request, "papers/papers.html", facts, status=status)
