"""``/support/<reference>/``: number in, state out; there one answers a question."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from school.access import references
from school.access.knocking import caller_of
from school.access.middleware import outside
from school.access.place import place_of
from school.access.throttling import Door, knock
from school.lib import clock
from school.lib.text import plain_lines
from school.regions.help import help_of
from school.support.models import Ticket
from school.support.replying import LONGEST, reply
from school.support.status import Status, status_of
from school.support.views.start import WRONG_NUMBER, ask


@outside
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest, reference: str) -> HttpResponse:
    """The state, since when, who acts next. A number that was never sent is unknown.

    POST ``text=`` is the answer to what the school has asked.
    """
    region = place_of(request).region
    number = references.normalise(reference)
    text = plain_lines(request.POST.get("text", ""))
    door = Door.REPORT if request.method == "POST" else Door.STATUS
    slowed = knock(door, caller_of(request, reference=number or ""), clock.now())
    if slowed is not None:
        return ask(request, region, typed=reference, slowed=slowed, kept=text)
    found = status_of(number) if number else None
    if number is None or found is None:
        return ask(request, region, typed=reference, error=WRONG_NUMBER, status=404)
    if request.method != "POST":
        return _page(request, number, found)
    error = _unfit(text)
    if error:
        return _page(request, number, found, text=text, error=error)
    reply(number, text, at=clock.now())
    address = reverse("support:status", kwargs={"reference": number})
    return HttpResponse(status=303, headers={"Location": address})


def _unfit(text: str) -> str:
    if not text:
        return "Напишите ответ, потом отправьте."
    if len(text) > LONGEST:
        return f"Здесь {len(text)} знаков, помещается {LONGEST}. Сократите."
    return ""


def _page(
    request: HttpRequest, number: str, found: Status, *, text: str = "", error: str = ""
) -> HttpResponse:
    region = place_of(request).region
    facts = {
        "reference": number,
        "status": found,
        "since": found.changed_at.astimezone(region.zone()),
        "path": _path(found.state),
        "is_fixed": found.state is Ticket.State.FIXED,
        "sent": "sent" in request.GET,
        "help": help_of(region, clock.now()),
        "text": text,
        "error": error,
        "longest": LONGEST,
    }
    status = 422 if error else 200
    return render(request, "support/status.html", facts, status=status)


def _path(state: Ticket.State) -> list[tuple[str, str]]:
    """«Получено» → «В работе у школы» → what came of it: (label, done|now|later)."""
    last = Ticket.State.ASKED if state is Ticket.State.ASKED else Ticket.State.FIXED
    steps = [Ticket.State.RECEIVED, Ticket.State.WORKING, last]
    here = steps.index(state)
    return [
        (step.label, "done" if place < here else "now" if place == here else "later")
        for place, step in enumerate(steps)
    ]
