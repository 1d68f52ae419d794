"""``/access/operator/line/``: the region's operator keeps its hot line."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from school.access.middleware import VisitedRequest
from school.access.offices import whole_region_of
from school.access.operating import Keeper
from school.access.proving import for_operators, prove_first
from school.lib import clock
from school.lib.text import plain
from school.regions import manning
from school.regions.models import HelpLine
from school.regions.opening import HOURS, LUNCH

_UNREADABLE = 422


@for_operators
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: VisitedRequest) -> HttpResponse:
    """``line/``: number and hours; ``act=close`` a day, ``open=<day>`` opens it."""
    by = whole_region_of(request)
    today = clock.now().astimezone(by.region.zone()).date()
    if request.method != "POST":
        return _line(request, by, today)
    first = prove_first(request, request.path)
    if first is not None:
        return first
    sent = request.POST
    if sent.get("open"):
        day = _day(sent["open"])
        if day is None:
            raise Http404
        manning.reopen(by.region, day, by=by.author)
        why = ""
    elif sent.get("act") == "close":
        day = _day(sent.get("day", ""))
        why = manning.close(by.region, day, today=today, by=by.author)
    else:
        why = manning.man(by.region, **_typed(request), by=by.author)
    if why:
        return _line(request, by, today, why)
    return HttpResponse(status=303, headers={"Location": request.path})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _typed(request: VisitedRequest) -> dict[str, str]:
    return {
        name: plain(request.POST.get(name, "")) for name in ("phone", "hours", "lunch")
    }


def _written(line: HelpLine | None) -> dict[str, str]:
    if line is None:
        return {"phone": "", "hours": HOURS, "lunch": LUNCH}
    return {
        "phone": line.phone,
        "hours": f"{line.opens:%H:%M}-{line.closes:%H:%M}",
        "lunch": f"{line.lunch_since:%H:%M}-{line.lunch_until:%H:%M}",
    }


def _line(
    request: VisitedRequest, by: Keeper, today: date, trouble: str = ""
) -> HttpResponse:
    closing = request.POST.get("act") == "close"
    is_typed = bool(trouble) and not closing
    now = HelpLine.objects.filter(region=by.region).first()
    facts = {
        "region": by.region.name,
        "days_off": manning.days_off(by.region, today),
        "today": today,
        "trouble": trouble,
        "closing": closing,
        **(_typed(request) if is_typed else _written(now)),
    }
    status = _UNREADABLE if trouble else 200
    return render(request, "access/line.html", facts, status=status)
