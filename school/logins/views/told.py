"""``/cards/told/<key>/``: a class teacher has read of a recovered password."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from school.access.middleware import VisitedRequest
from school.lib import clock
from school.logins.told import put_away


@require_POST
def told(request: VisitedRequest, student: int) -> HttpResponse:
    """«Понятно»; ``?until=`` is the moment of the newest that his page told."""
    until = _read(request.GET.get("until", ""))
    visitor = request.visitor
    if until is None or not visitor.is_staff:
        raise Http404
    if not put_away(visitor, student, until=until, at=clock.now()):
        raise Http404
    return HttpResponse(status=303, headers={"Location": reverse("landing")})


def _read(text: str) -> datetime | None:
    """A moment with its zone; None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
