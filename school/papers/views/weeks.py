"""``/papers/weeks/``: weeks of the diary for those who read them on paper."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from school.academics.class_lists import cards_of
from school.access.middleware import VisitedRequest, apart
from school.lib import clock
from school.lib.keys import to_text
from school.papers.choosing import MARKED, chosen_students, weeks_of
from school.papers.views.of_class import class_to_print
from school.papers.weekly import print_weeks
from school.walls.behind import behind


@apart
@require_safe
def weeks(request: VisitedRequest) -> HttpResponse:
    """Of ``?class=<key>``, for ``who`` (so marked, all, a student's key), from the week
    of ``from`` to that of ``until``. What cannot be read leads back to the choice."""
    visitor, asked = request.visitor, request.GET
    with behind(visitor.actor()):
        chosen = class_to_print(visitor, asked.get("class", ""))
        everybody = cards_of(chosen, visitor.today)
    students = chosen_students(everybody, asked.get("who", MARKED))
    span = weeks_of(asked.dict(), visitor.today)
    if span.error or not students:
        return redirect(f"{reverse('papers:papers')}?{asked.urlencode()}")
    facts = {
        "sheets": print_weeks(visitor, chosen, students, span.mondays),
        "back": to_text(chosen.key),
        "label": chosen.label(),
        "by": visitor.short_name,
        "at": clock.now().astimezone(visitor.zone),
    }
    return render(request, "papers/weeks.html", facts)
