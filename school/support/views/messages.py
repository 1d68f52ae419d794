"""``/support/messages/``: messages about sign-in, for whoever answers them."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from school.access.middleware import VisitedRequest
from school.lib import clock
from school.lib.keys import from_text, to_text
from school.registry.frame import frame_of, keeps_cards
from school.support import beside
from school.support import message as page_of
from school.support import messages as list_of
from school.support.answering import answer
from school.support.comparing import NotReplaced
from school.support.forms import AnswerForm
from school.support.handing import NotHanded, hand_over, ways_of
from school.support.messages import Show
from school.support.models import Ticket
from school.support.replacing import replace
from school.support.sentences import DONE, QUESTIONS

_ALREADY = "Выберите, кому передать."
_SHOWN = (
    (Show.MINE, "Ждут меня"),
    (Show.OVERDUE, "Срок вышел"),
    (Show.ALL, "Все"),
)


@require_safe
def messages(request: VisitedRequest) -> HttpResponse:
    """Those of one's own class, or of the whole school for its administrator.

    ``?show=mine|overdue|all``.
    """
    visitor, asked = request.visitor, request.GET.get("show", "")
    if not keeps_cards(visitor):
        raise Http404
    show = Show(asked) if asked in set(Show) else Show.MINE
    found = list_of.read(visitor, show)
    here = reverse("support:messages")
    facts = {
        "frame": frame_of(visitor, "support:messages"),
        "zone": visitor.zone,
        "messages": found.messages,
        "shows": [
            (f"{name} ({found.counts[each]})", f"{here}?show={each}", each is show)
            for each, name in _SHOWN
        ],
        "show": show,
        "longest": list_of.LONGEST,
    }
    return render(request, "support/messages.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def message(request: VisitedRequest, message: int) -> HttpResponse:
    """``/support/messages/<key>/``: one message, its history, and what to do with it.

    POST ``state=&sentence=`` says how far it is, ``to=`` hands it on, ``card=&seen=1``
    makes a card like Госуслуги.
    """
    visible = Ticket.objects.visible_to(request.visitor)
    ticket = get_object_or_404(visible.select_related("school_class"), key=message)
    if request.method != "POST":
        return _page(request, ticket)
    error = _act(request, ticket)
    if error:
        return _page(request, ticket, error=error)
    address = reverse("support:message", kwargs={"message": ticket.key})
    return HttpResponse(status=303, headers={"Location": address})


def _act(request: VisitedRequest, ticket: Ticket) -> str:
    """Do what was sent; the sentence that says why not, else empty."""
    if "to" in request.POST:
        return _hand(request, ticket)
    return (_replace if "card" in request.POST else _answer)(request, ticket)


def _replace(request: VisitedRequest, ticket: Ticket) -> str:
    done = replace(
        request.visitor,
        ticket,
        page_of.said_with(ticket),
        from_text(request.POST["card"]) or 0,
        seen=request.POST.get("seen") == "1",
        at=clock.now(),
    )
    return done.sentence if isinstance(done, NotReplaced) else ""


def _answer(request: VisitedRequest, ticket: Ticket) -> str:
    form = AnswerForm.of(request.POST.dict())
    if form.state is not None:
        answer(
            by=request.visitor,
            ticket=ticket,
            state=form.state,
            sentence=form.sentence,
            at=clock.now(),
        )
    return form.error


def _hand(request: VisitedRequest, ticket: Ticket) -> str:
    to = request.POST["to"]
    if to not in set(Ticket.Holder):
        return _ALREADY
    done = hand_over(request.visitor, ticket, Ticket.Holder(to), at=clock.now())
    return done.sentence if isinstance(done, NotHanded) else ""


def _page(request: VisitedRequest, ticket: Ticket, *, error: str = "") -> HttpResponse:
    visitor = request.visitor
    one = page_of.read(ticket, visitor.today)
    facts = {
        "frame": frame_of(visitor, "support:messages"),
        "zone": visitor.zone,
        "one": one,
        "sides": beside.read(visitor, one.said) if one.said else [],
        "key": to_text(ticket.key),
        "ways": ways_of(visitor, ticket),
        "questions": QUESTIONS,
        "done": DONE,
        "states": Ticket.State,
        "holders": Ticket.Holder,
        "is_open": ticket.state in Ticket.OPEN,
        "sent": {each: request.POST.get(each, "") for each in ("state", "sentence")},
        "error": error,
    }
    status = 422 if error else 200
    return render(request, "support/message.html", facts, status=status)
