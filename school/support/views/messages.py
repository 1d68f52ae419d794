"""``/support/messages/``: messages about sign-in, for whoever answers them."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from school.access.middleware import VisitedRequest
from school.lib import clock
from school.lib.keys import to_text
from school.support import messages as list_of
from school.support.answering import answer as set_state
from school.support.forms import AnswerForm
from school.support.models import Ticket
from school.support.status import QUESTIONS


@require_safe
def messages(request: VisitedRequest) -> HttpResponse:
    """Those of one's own class, or of the whole school for its administrator."""
    return _page(request)


@require_POST
def answer(request: VisitedRequest, message: int) -> HttpResponse:
    """``/support/messages/<key>/``: say how far it is."""
    by = request.visitor
    found = get_object_or_404(Ticket.objects.visible_to(by), key=message)
    form = AnswerForm.of(request.POST.dict())
    if form.state is None:
        return _page(request, wrong=message, error=form.error)
    now = clock.now()
    set_state(by=by, ticket=found, state=form.state, question=form.question, at=now)
    address = f"{reverse('support:messages')}#{to_text(found.key)}"
    return HttpResponse(status=303, headers={"Location": address})


def _page(
    request: VisitedRequest, *, wrong: int | None = None, error: str = ""
) -> HttpResponse:
    visitor = request.visitor
    if not list_of.may_read(visitor):
        raise Http404
    facts = {
        "visitor": visitor,
        "zone": visitor.zone,
        "messages": list_of.read(visitor),
        "longest": list_of.LONGEST,
        "questions": [(str(key), text) for key, text in QUESTIONS.items()],
        "states": Ticket.State,
        "wrong": "" if wrong is None else to_text(wrong),
        "error": error,
    }
    status = 422 if error else 200
    return render(request, "support/messages.html", facts, status=status)
