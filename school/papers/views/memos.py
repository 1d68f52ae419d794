"""``/papers/memos/``: a memo for each family of a class that does not read yet."""

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from school.academics.class_lists import cards_of
from school.access.middleware import VisitedRequest
from school.campaign.rehearsal import could_come, expected, on_the_first_day
from school.desk import standing
from school.lib import clock
from school.lib.keys import to_text
from school.papers.memos import memo
from school.papers.views.of_class import class_to_print
from school.people.models import Kinship
from school.people.names import FullName
from school.regions.in_force import policy_of
from school.registry.keeping import administers
from school.rights.visitor import Visitor


@require_safe
def memos(request: VisitedRequest) -> HttpResponse:
    """Of ``?class=<key>``; who reads already gets no sheet.

    ``rehearsal=1``: of a class of the next year, for those who could not come in on its
    first day.
    """
    is_rehearsed = request.GET.get("rehearsal") == "1"
    visitor = request.visitor
    if is_rehearsed:
        # Whoever leads a class from the next year on does not lead it today.
        if not administers(visitor):
            raise Http404
        visitor = on_the_first_day(visitor)
    chosen = class_to_print(visitor, request.GET.get("class", ""))
    policy = policy_of(chosen.school.region, visitor.today)
    found = standing.read(chosen.school_id, policy, visitor.today, clock.now())
    people = {one.card: one for one in found}
    students = [one for one in cards_of(chosen, visitor.today) if one.pk in people]
    if is_rehearsed:
        stuck = {each.student.card for each in expected(found) if not could_come(each)}
        students = [one for one in students if one.pk in stuck]
    kinds = _kinds(visitor, [one.pk for one in students])
    told = [
        (
            FullName(card.last_name, card.first_name, card.patronymic).full,
            memo(
                people[card.pk],
                [people[each] for each in people[card.pk].guardians if each in people],
                kinds,
            ),
        )
        for card in students
    ]
    facts = {
        "school": chosen.school.short_name,
        "label": chosen.label(),
        "back": to_text(chosen.key),
        "sheets": [(name, said) for name, said in told if said is not None],
        "reading": sum(said is None for _, said in told),
        "address": settings.SCHOOL_URL,
        "today": request.visitor.today,
    }
    return render(request, "papers/memos.html", facts)


def _kinds(visitor: Visitor, students: list[int]) -> dict[int, str]:
    """The kinds of kinship by guardian's card, those that hold today."""
    lasting = Q(until_date=None) | Q(until_date__gt=visitor.today)
    links = Kinship.objects.filter(
        lasting,
        school=visitor.school,
        student__in=students,
        since_date__lte=visitor.today,
    )
    return dict(links.values_list("guardian", "kind"))
