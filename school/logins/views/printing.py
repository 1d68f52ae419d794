"""``/cards/print/``: new registration cards, as a PDF at once.

The answer to the press is the paper itself: a code is kept nowhere, so there is no
address at which it could be read again.
"""

import re
from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from school.academics.class_lists import cards_of, cards_of_classes
from school.academics.leading import class_named, kept_classes
from school.access.cookies import tell_script
from school.access.knocking import caller_of, come_again
from school.access.middleware import VisitedRequest, apart
from school.access.proving import prove_first
from school.access.throttling import Door, knock
from school.lib import clock
from school.lib.dates import numeric
from school.lib.keys import from_text, to_text
from school.logins.printing import MOST, print_cards, without_password
from school.logins.typesetting import CONTENT_TYPE, Sheets, pdf_of
from school.logins.views.cards import page
from school.people.models import Card
from school.regions.models import School
from school.registry.keeping import administers, kept_cards
from school.rights.visitor import Visitor
from school.walls.behind import behind

WAITING, EVERYBODY, SCHOOL = "waiting", "all", "school"
_NUMBER = re.compile(r"[0-9]{1,16}")
_NOBODY = (
    "Печатать некому: пароль уже выбрали все, кому он положен по правилам региона."
)
_TOO_MANY = f"За один раз печатается не больше {MOST} карточек: выберите классы."


class _Chosen(NamedTuple):
    """Whose cards, what the file is called, and which class's page stands behind."""

    students: list[Card]
    title: str
    of_class: str


@apart
@require_POST
def printing(request: VisitedRequest) -> HttpResponse:
    """``who`` is a student's key, or «waiting» or «all» of ``class=<key>``; an
    administrator's ``class=school`` is everybody. The ``number`` of a page's script
    comes back with the file, and the page shows the new states."""
    visitor = request.visitor
    with behind(visitor.actor()):
        chosen = _chosen(visitor, request.POST.get("who", ""), request.POST)
        made = _made(request, chosen)
    if isinstance(made, HttpResponse):
        return made
    named = f"{chosen.title} {numeric(visitor.today)}.pdf"
    answer = HttpResponse(
        pdf_of(made),
        content_type=CONTENT_TYPE,
        headers={
            "Content-Disposition": content_disposition_header(True, named),
            "Cache-Control": "no-store",
        },
    )
    if _NUMBER.fullmatch(number := request.POST.get("number", "")):
        tell_script(answer, number)
    return answer


def _made(request: VisitedRequest, chosen: _Chosen) -> Sheets | HttpResponse:
    """The sheets, or the answer that says why there are none."""
    visitor, now = request.visitor, clock.now()
    if chosen.of_class == SCHOOL:
        first = prove_first(request, reverse("logins:cards"))
        if first is not None:
            return first
    slowed = knock(Door.CARDS, caller_of(request, account=str(visitor.account)), now)
    if slowed is not None:
        return come_again(request, slowed)
    if len(chosen.students) > MOST:
        return page(request, asked=chosen.of_class, trouble=_TOO_MANY)
    school = School.objects.select_related("region").get(pk=visitor.school or 0)
    made = print_cards(visitor, school.region, chosen.students, at=now)
    return made or page(request, asked=chosen.of_class, trouble=_NOBODY)


def _chosen(visitor: Visitor, who: str, sent: dict[str, str]) -> _Chosen:
    if who not in (WAITING, EVERYBODY):
        students = kept_cards(visitor).filter(kind=Card.Kind.STUDENT)
        one = get_object_or_404(students, key=from_text(who) or 0)
        return _Chosen([one], "Карточка доступа", "")
    found = _of_classes(visitor, sent.get("class", ""))
    if who == WAITING:
        found = found._replace(students=without_password(found.students))
    return found


def _of_classes(visitor: Visitor, asked: str) -> _Chosen:
    classes, today = kept_classes(visitor), visitor.today
    if asked == SCHOOL and administers(visitor):
        everybody = cards_of_classes(classes, today)
        return _Chosen(everybody, "Карточки доступа, вся школа", SCHOOL)
    one = class_named(classes, asked)
    if one is None:
        raise Http404
    title = f"Карточки доступа, {one.label()}"
    return _Chosen(cards_of(one, today), title, to_text(one.key))
