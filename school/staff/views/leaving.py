"""``/staff/<card>/leaving/``: an employee works here no longer."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school.access.middleware import VisitedRequest
from school.access.proving import prove_first
from school.lib.dates import reaches, read_day
from school.lib.keys import to_text
from school.people.models import Card
from school.people.names import FullName
from school.registry.frame import frame_of
from school.staff.employees import employees_of
from school.staff.leaving import NO_DAY, leave, work_of

_UNREADABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: VisitedRequest, card: int) -> HttpResponse:
    """What ends with it, and from which day (``on``); whoever does not work is 404."""
    by = request.visitor
    found = get_object_or_404(employees_of(by), key=card)
    if request.method != "POST":
        return _page(request, found)
    first = prove_first(request, reverse("staff:leaving", kwargs={"card": _key(found)}))
    if first is not None:
        return first
    on = read_day(request.POST.get("on", ""))
    why = leave(by, found, on) if on else NO_DAY
    if why:
        return _page(request, found, trouble=why)
    card_page = reverse("registry:card", kwargs={"card": _key(found)})
    himself = found.pk == by.card
    place = reverse("landing") if himself else f"{card_page}#places"
    return HttpResponse(status=303, headers={"Location": place})


def _key(card: Card) -> str:
    return to_text(card.key)


def _page(request: VisitedRequest, card: Card, *, trouble: str = "") -> HttpResponse:
    by = request.visitor
    work = work_of(card, by.today)
    if work is None:
        raise Http404
    facts = {
        "frame": frame_of(by, "registry:employees"),
        "key": _key(card),
        "name": FullName(card.last_name, card.first_name, card.patronymic).full,
        "work": work,
        "himself": card.pk == by.card,
        "today": by.today.isoformat(),
        "latest": reaches(by.today, years=1).isoformat(),
        "trouble": trouble,
    }
    status = _UNREADABLE if trouble else 200
    return render(request, "staff/leaving.html", facts, status=status)
