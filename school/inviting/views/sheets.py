"""``/invitations/sheets/``: new invitations, printed at once.

The answer to the press is the paper itself: a code is kept nowhere, so there is no
address at which it could be read again. Pressed again, it makes new ones.
"""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from school.academics.class_lists import cards_of
from school.academics.leading import kept_classes
from school.academics.models import SchoolClass
from school.access.middleware import VisitedRequest
from school.inviting.answering import teacher_of
from school.inviting.codes import shown
from school.inviting.issuing import Issued, issue
from school.inviting.sheets import (
    ALONE,
    EVERYBODY,
    address_of,
    square,
    without_parents,
)
from school.lib import clock
from school.lib.keys import from_text, to_text
from school.people.models import Card
from school.regions.models import School
from school.registry.card import name_of
from school.registry.keeping import kept_cards
from school.rights.visitor import Visitor


@require_POST
def sheets(request: VisitedRequest) -> HttpResponse:
    """``who`` is a student's key, or with ``class=<key>`` «alone» or «all»."""
    visitor, who = request.visitor, request.POST.get("who", "")
    if who in (ALONE, EVERYBODY):
        of_class = _class(visitor, request.POST.get("class", ""))
        students = cards_of(of_class, visitor.today)
        if who == ALONE:
            students = without_parents(students, visitor.today)
        back = f"{reverse('papers:papers')}?class={to_text(of_class.key)}"
    else:
        student = _student(visitor, who)
        students = [student]
        back = reverse("registry:card", args=[to_text(student.key)])
    school = School.objects.get(pk=visitor.school or 0)
    facts = {
        "back": back,
        "school": school.short_name,
        "today": visitor.today,
        "by": visitor.short_name,
        "address": settings.SCHOOL_URL + reverse("inviting:invited"),
        "sheets": _printed(visitor, students),
    }
    response = render(request, "inviting/sheets.html", facts)
    response["Cache-Control"] = "no-store"
    return response


def _printed(by: Visitor, students: list[Card]) -> list[dict[str, str | int]]:
    """What each sheet says; of the child its number in the list alone."""
    if not students:
        return []
    teacher = teacher_of(students[0].school_id, students[0].pk, by.today)
    issued = issue(by, students, at=clock.now())
    return [
        _sheet(number, one, teacher, by) for number, one in enumerate(issued, start=1)
    ]


def _sheet(number: int, one: Issued, teacher: str, by: Visitor) -> dict[str, str | int]:
    address = address_of(one.code)
    last = one.expires_at.astimezone(by.zone).date()
    return {
        "number": number,
        "student": name_of(one.student),
        "code": shown(one.code),
        "square": square(address),
        "teacher": teacher,
        "until": last.strftime("%d.%m.%Y"),
    }


def _class(visitor: Visitor, text: str) -> SchoolClass:
    key = from_text(text)
    found = (one for one in kept_classes(visitor) if one.key == key)
    one = next(found, None)
    if one is None:
        raise Http404
    return one


def _student(visitor: Visitor, text: str) -> Card:
    students = kept_cards(visitor).filter(kind=Card.Kind.STUDENT)
    return get_object_or_404(students, key=from_text(text) or 0)
