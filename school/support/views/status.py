"""``/support/<reference>/``: number in, state out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from school.access import references
from school.access.knocking import caller_of
from school.access.middleware import outside
from school.access.place import place_of
from school.access.throttling import Door, knock
from school.lib import clock
from school.regions.help import help_of
from school.support.models import Ticket
from school.support.status import status_of
from school.support.views.start import WRONG_NUMBER, ask


@outside
@require_safe
def status(request: HttpRequest, reference: str) -> HttpResponse:
    """The state, since when, who acts next. A number that was never sent is unknown."""
    region = place_of(request).region
    now = clock.now()
    slowed = knock(Door.STATUS, caller_of(request), now)
    if slowed is not None:
        return ask(request, region, typed=reference, slowed=slowed)
    number = references.normalise(reference)
    found = status_of(number) if number else None
    if found is None:
        return ask(request, region, typed=reference, error=WRONG_NUMBER, status=404)
    facts = {
        "reference": number,
        "status": found,
        "since": found.changed_at.astimezone(region.zone()),
        "path": _path(found.state),
        "is_fixed": found.state is Ticket.State.FIXED,
        "sent": "sent" in request.GET,
        "help": help_of(region, now),
    }
    return render(request, "support/status.html", facts)


def _path(state: Ticket.State) -> list[tuple[str, str]]:
    """«Получено» → «В работе у школы» → what came of it: (label, done|now|later)."""
    last = Ticket.State.ASKED if state is Ticket.State.ASKED else Ticket.State.FIXED
    steps = [Ticket.State.RECEIVED, Ticket.State.WORKING, last]
    here = steps.index(state)
    return [
        (step.label, "done" if place < here else "now" if place == here else "later")
        for place, step in enumerate(steps)
    ]
