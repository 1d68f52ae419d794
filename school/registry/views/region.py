"""``/registry/region/``: a region's operator asks where somebody is written down."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school.access import references
from school.access.knocking import caller_of, come_again
from school.access.middleware import VisitedRequest
from school.access.offices import whole_region_of
from school.access.operating import Keeper
from school.access.proving import for_operators, prove_first
from school.access.throttling import Door, knock
from school.lib import clock
from school.lib.text import plain
from school.people import snils
from school.registry.asking import LONGEST
from school.registry.over_region import find

_NEITHER = (
    "Впишите СНИЛС целиком, 11 цифр, или номер сообщения со страницы отказа. По имени"
    " здесь не ищут."
)
_UNREADABLE = 422


@for_operators
@require_http_methods(["GET", "HEAD", "POST"])
def region(request: VisitedRequest) -> HttpResponse:
    """One box: a whole СНИЛС, or a number, which leads to what is said of it.

    A СНИЛС wants a fresh password, a number does not.
    """
    by = whole_region_of(request)
    if request.method != "POST":
        return _page(request, by)
    account = str(by.account)
    slowed = knock(Door.FIND, caller_of(request, account=account), clock.now())
    if slowed is not None:
        return come_again(request, slowed)
    asked = plain(request.POST.get("q", ""))[:LONGEST]
    number = references.normalise(asked)
    if number is not None:
        place = f"{reverse('support:voice')}?{urlencode({'number': number})}"
        return HttpResponse(status=303, headers={"Location": place})
    digits = snils.parse(asked)
    if not isinstance(digits, str):
        return _page(request, by, error=_NEITHER, status=_UNREADABLE)
    first = prove_first(request, request.path)
    if first is not None:
        return first
    return _page(request, by, found=find(by, digits))


def _page(
    request: VisitedRequest,
    by: Keeper,
    *,
    error: str = "",
    found: object = None,
    status: int = 200,
) -> HttpResponse:
    # What was asked for is not repeated: it is a document, and the page may be printed.
    facts = {"region": by.region.name, "error": error, "found": found}
    return render(request, "registry/region.html", facts, status=status)
