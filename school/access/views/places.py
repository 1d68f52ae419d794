"""``/access/operator/…``: municipalities and schools, kept by the region's operator.

Families call whom he has written down, so whatever he changes wants a fresh password.
"""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school.access.middleware import VisitedRequest
from school.access.offices import whole_region_of
from school.access.operating import Keeper
from school.access.proving import for_operators, prove_first
from school.access.views.operator import towns_of
from school.lib.text import plain
from school.regions import arranging
from school.regions.arranging import Named
from school.regions.models import Municipality, School
from school.regions.opening import NotOpened
from school.regions.opening_schools import open_school_in

_UNREADABLE = 422
_NO_TOWN = "Выберите муниципалитет, в котором открывается школа."


@for_operators
@require_http_methods(["GET", "HEAD", "POST"])
def places(request: VisitedRequest) -> HttpResponse:
    """``places/``: municipalities and schools; ``act=town`` or ``school`` adds one."""
    by = whole_region_of(request)
    if request.method != "POST":
        return _places(request, by)
    first = prove_first(request, request.path)
    if first is not None:
        return first
    wanted, act = _named(request), request.POST.get("act", "")
    if act == "town":
        why = arranging.add_municipality(by.region, wanted, by=by.author)
    else:
        why = _open(request, by, wanted)
    if why:
        wrong = act if act == "town" else "school"
        return _places(request, by, wrong=wrong, trouble=why, typed=wanted)
    return _to("access:places")


@for_operators
@require_http_methods(["GET", "HEAD", "POST"])
def town(request: VisitedRequest, town: int) -> HttpResponse:
    """``towns/<id>/``: a municipality's name and the contacts of its department."""
    by = whole_region_of(request)
    towns = Municipality.objects.filter(region=by.region)
    found = next((one for one in towns if one.pk == town), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _place(request, found, _as_named(found))
    first = prove_first(request, request.path)
    if first is not None:
        return first
    wanted = _named(request)
    why = arranging.correct_municipality(found, wanted, by=by.author)
    return _place(request, found, wanted, why) if why else _to("access:places")


@for_operators
@require_http_methods(["GET", "HEAD", "POST"])
def school(request: VisitedRequest, school: int) -> HttpResponse:
    """``schools/<key>/``: the names of a school and its contacts."""
    by = whole_region_of(request)
    found = next((one for one in by.schools.values() if one.key == school), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _place(request, found, _as_named(found))
    first = prove_first(request, request.path)
    if first is not None:
        return first
    wanted = _named(request)
    why = arranging.correct_school(found, wanted, by=by.author)
    return _place(request, found, wanted, why) if why else _to("access:places")


def _open(request: VisitedRequest, by: Keeper, wanted: Named) -> str:
    towns = Municipality.objects.filter(region=by.region)
    chosen = request.POST.get("town", "")
    found = next((one for one in towns if str(one.pk) == chosen), None)
    if found is None:
        return _NO_TOWN
    done = open_school_in(
        found, name=wanted.name, short_name=wanted.short_name, by=by.author
    )
    return done.sentence if isinstance(done, NotOpened) else ""


def _named(request: VisitedRequest) -> Named:
    sent = request.POST
    return Named(
        name=plain(sent.get("name", "")),
        short_name=plain(sent.get("short_name", "")),
        phone=plain(sent.get("phone", "")),
        email=plain(sent.get("email", "")),
    )


def _as_named(found: Municipality | School) -> Named:
    short = found.short_name if isinstance(found, School) else ""
    return Named(found.name, short, found.phone, found.email)


def _to(name: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": reverse(name)})


def _places(
    request: VisitedRequest,
    by: Keeper,
    *,
    wrong: str = "",
    trouble: str = "",
    typed: Named | None = None,
) -> HttpResponse:
    facts = {
        "by": by,
        "towns": towns_of(by),
        "wrong": wrong,
        "trouble": trouble,
        "typed": typed or Named(""),
        "chosen": request.POST.get("town", ""),
    }
    status = _UNREADABLE if trouble else 200
    return render(request, "access/places.html", facts, status=status)


def _place(
    request: VisitedRequest,
    found: Municipality | School,
    named: Named,
    trouble: str = "",
) -> HttpResponse:
    facts = {"is_school": isinstance(found, School), "named": named, "trouble": trouble}
    status = _UNREADABLE if trouble else 200
    return render(request, "access/place.html", facts, status=status)
