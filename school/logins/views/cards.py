"""``/cards/``: whose registration card is printed, handed out, used."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from school.academics.class_lists import cards_of
from school.academics.leading import class_named, kept_classes
from school.academics.models import SchoolClass
from school.access.middleware import VisitedRequest
from school.lib import clock
from school.lib.keys import from_text, to_text
from school.logins import standing
from school.logins.handing_out import hand_out
from school.logins.models import RegistrationCard
from school.logins.standing import Standing
from school.regions.in_force import policy_of
from school.regions.requirements import password_for
from school.registry.frame import frame_of
from school.registry.keeping import administers, kept_cards

_UNREADABLE = 422
_DONE = {
    "issued": "Записано: карточка выдана.",
    "printed": "Файл с карточками скачан. Прежние карточки больше не действуют.",
}
To = RegistrationCard.To


@require_safe
def cards(request: VisitedRequest) -> HttpResponse:
    """Of one's own class; ``?class=<key>`` names another of those one keeps."""
    done = _DONE.get(request.GET.get("done", ""), "")
    return page(request, asked=request.GET.get("class", ""), done=done)


@require_POST
def issue(request: VisitedRequest, card: int) -> HttpResponse:
    """``/cards/<key>/``: ``to=pupil`` or ``to=parent``; ``class`` leads back."""
    visitor, sent = request.visitor, request.POST
    kept = RegistrationCard.objects.filter(
        school=visitor.school, login__student__in=kept_cards(visitor).values("pk")
    )
    one = get_object_or_404(kept.select_related("login"), key=card)
    to = sent.get("to", "")
    if to not in (To.PUPIL, To.PARENT):
        raise Http404
    trouble = hand_out(visitor, one, To(to), at=clock.now())
    of_class = to_text(from_text(sent.get("class", "")) or 0)
    if trouble:
        return page(request, asked=of_class, trouble=trouble)
    address = f"{reverse('logins:cards')}?class={of_class}&done=issued"
    return HttpResponse(status=303, headers={"Location": address})


def page(
    request: VisitedRequest, *, asked: str, done: str = "", trouble: str = ""
) -> HttpResponse:
    """The list of a class, with what was done or why it was not.

    Another's class, or none, is the first of the visitor's own. Http404 for whoever
    keeps none.
    """
    visitor, now = request.visitor, clock.now()
    classes = kept_classes(visitor)
    if not classes:
        raise Http404
    chosen = class_named(classes, asked) or classes[0]
    region = chosen.school.region
    students = cards_of(chosen, visitor.today)
    found = standing.read(region, students, today=visitor.today, at=now)
    policy = policy_of(region, visitor.today)
    facts: dict[str, Any] = {
        "frame": frame_of(visitor, "papers:papers"),
        "zone": visitor.zone,
        "classes": _choice(classes, chosen),
        "chosen": to_text(chosen.key),
        "label": chosen.heading(),
        "found": found,
        "waiting": sum(not (one.chose or one.why) for one in found),
        "everybody": sum(not one.why for one in found),
        "reasons": _reasons(found),
        "password_for": password_for(policy) if policy.offers_password else "",
        "administers": administers(visitor),
        "done": done,
        "trouble": trouble,
    }
    status = _UNREADABLE if trouble else 200
    return render(request, "logins/cards.html", facts, status=status)


def _choice(
    classes: Sequence[SchoolClass], chosen: SchoolClass
) -> list[tuple[str, str, bool]]:
    return [(to_text(one.key), one.label(), one == chosen) for one in classes]


def _reasons(found: Sequence[Standing]) -> dict[str, list[str]]:
    """Who of the class cannot have a password, by the sentence that says why."""
    told: dict[str, list[str]] = {}
    for one in found:
        if one.why:
            told.setdefault(one.why.sentence, []).append(one.name)
    return told
