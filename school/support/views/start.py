"""``/support/``: a number is asked; whoever was just refused here goes on at once."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school.access import attempting, references
from school.access.facts import Audience
from school.access.knocking import caller_of, say_when
from school.access.middleware import outside
from school.access.place import place_of
from school.access.throttling import Door, Slowed, knock
from school.lib import clock
from school.lib.dates import next_minute
from school.regions.help import help_of
from school.regions.models import Region
from school.support.carrying import carried_by
from school.support.status import status_of

WRONG_NUMBER = (
    "Проверьте номер. Он стоит на странице «Вход не выполнен» и выглядит так:"
    " ЭШ-2611-7К4М2Х."
)
_LONGEST_NUMBER = 40


@outside
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """GET: the slip of a minor, the form of an adult, or the question for a number.

    POST: on with the number typed, to its message or to the form for one.
    """
    region = place_of(request).region
    if request.method == "POST":
        return _go_on(request, region)
    carried = carried_by(request)
    attempt = attempting.refusal(carried.reference) if carried else None
    if attempt is None:
        return ask(request, region)
    if Audience.read(attempt.audience).minor:
        return ask(request, attempt.region, slip=attempt.reference)
    return redirect("support:report", reference=attempt.reference)


def ask(
    request: HttpRequest,
    region: Region,
    *,
    typed: str = "",
    slip: str = "",
    error: str = "",
    status: int = 422,
    slowed: Slowed | None = None,
    kept: str = "",
) -> HttpResponse:
    """The page that asks a number; ``slip`` is a minor's own, to be shown at home.

    ``status`` is that of an ``error``; ``kept`` is what was typed and not taken.
    """
    now = clock.now()
    facts: dict[str, Any] = {
        "typed": typed[:_LONGEST_NUMBER],
        "slip": slip,
        "error": error,
        "opens": slowed and next_minute(slowed.until.astimezone(region.zone())),
        "kept": kept,
        "platform": region.feedback_url,
        "help": help_of(region, now),
    }
    code = 429 if slowed else status if error else 200
    response = render(request, "support/start.html", facts, status=code)
    return say_when(response, slowed) if slowed else response


def _go_on(request: HttpRequest, region: Region) -> HttpResponse:
    typed = request.POST.get("number", "")
    slowed = knock(Door.STATUS, caller_of(request), clock.now())
    if slowed is not None:
        return ask(request, region, typed=typed, slowed=slowed)
    reference = references.normalise(typed)
    if reference is not None and status_of(reference) is not None:
        return _see_other("support:status", reference)
    if reference is not None and attempting.refusal(reference) is not None:
        return _see_other("support:report", reference)
    return ask(request, region, typed=typed, error=WRONG_NUMBER)


def _see_other(name: str, reference: str) -> HttpResponse:
    address = reverse(name, kwargs={"reference": reference})
    return HttpResponse(status=303, headers={"Location": address})
