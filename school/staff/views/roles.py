"""``/staff/``: who administers the school; the role is given and ended here."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from school.access.middleware import VisitedRequest
from school.access.proving import prove_first
from school.lib.dates import reaches, read_day
from school.lib.keys import from_text, to_text
from school.registry.frame import frame_of
from school.registry.keeping import administers
from school.rights.visitor import Visitor
from school.staff import roles as look
from school.staff.employees import employees_of
from school.staff.ending import NO_DAY, end
from school.staff.giving import give

_UNREADABLE = 422
_NOBODY = "Выберите сотрудника из списка."
_DONE = {
    "given": "Роль дана. Она действует со следующей открытой страницы.",
    "ended": "Записано. Роль закончится в указанный день.",
    "ended-now": "Роль закончена и больше не действует.",
}


@require_safe
def roles(request: VisitedRequest) -> HttpResponse:
    """The administrators of the school; ``?card=`` chooses whom to give the role."""
    _ask_for_an_administrator(request.visitor)
    return _page(request, done=_DONE.get(request.GET.get("done", ""), ""))


@require_POST
def giving(request: VisitedRequest) -> HttpResponse:
    """``/staff/give/``: ``card=``, from today on; also what was suspended, or ends."""
    by = request.visitor
    _ask_for_an_administrator(by)
    key = from_text(request.POST.get("card", "")) or 0
    card = employees_of(by).filter(key=key).first()
    if card is None:
        return _page(request, trouble=_NOBODY)
    chosen = urlencode({"card": to_text(card.key)})
    first = prove_first(request, f"{reverse('staff:roles')}?{chosen}")
    if first is not None:
        return first
    why = give(by, card)
    return _page(request, trouble=why) if why else _see_other("given")


@require_POST
def ending(request: VisitedRequest, card: int) -> HttpResponse:
    """``/staff/<card>/end/``: ``on=``, or nothing for at once."""
    by = request.visitor
    found = get_object_or_404(employees_of(by), key=card)
    first = prove_first(request, reverse("staff:roles"))
    if first is not None:
        return first
    typed = request.POST.get("on", "")
    on = read_day(typed) if typed else by.today
    why = end(by, found, on) if on else NO_DAY
    if why:
        return _page(request, trouble=why)
    if on != by.today:
        return _see_other("ended")
    if found.pk == by.card:
        return HttpResponse(status=303, headers={"Location": reverse("landing")})
    return _see_other("ended-now")


def _ask_for_an_administrator(by: Visitor) -> None:
    if not administers(by):
        raise Http404


def _see_other(done: str) -> HttpResponse:
    address = f"{reverse('staff:roles')}?done={done}"
    return HttpResponse(status=303, headers={"Location": address})


def _page(
    request: VisitedRequest, *, done: str = "", trouble: str = ""
) -> HttpResponse:
    by = request.visitor
    facts = {
        "frame": frame_of(by, "registry:employees"),
        "found": look.read(by),
        "chosen": request.GET.get("card", ""),
        "today": by.today.isoformat(),
        "latest": reaches(by.today, years=1).isoformat(),
        "done": done,
        "trouble": trouble,
    }
    status = _UNREADABLE if trouble else 200
    return render(request, "staff/roles.html", facts, status=status)
