"""Every page stands behind the walls; whoever is not signed in is sent to sign in."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
)
from django.shortcuts import redirect

from school.access.recognising import Recognised, at_the_door, come_asking
from school.lib.observing import SCHOOLS
from school.lib.postgres.journey import Texts
from school.lib.postgres.queries import Question
from school.lib.web import Answer, request_id, wants_json
from school.rights.visitor import Visitor

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
Make = Callable[[], HttpResponseBase]
Foresee = Callable[..., Question | None]

_READING = {"GET", "HEAD"}


def outside(view: View) -> View:
    """A page for anybody, which opens its own short transactions (sign-in, health).

    Listed in the tests: every other address refuses the anonymous.
    """
    view.outside = True  # type: ignore[attr-defined]  # a mark that the middleware reads
    return view


def while_choosing(view: View) -> View:
    """A page for somebody signed in who has not chosen yet as whom he looks."""
    view.while_choosing = True  # type: ignore[attr-defined]  # likewise
    return view


def apart(view: View) -> View:
    """A page of somebody known that opens its own short transactions.

    It is told who comes, as of this request; when it is called the walls have closed.
    For what a person brings to a school that is not his to write in.
    """
    view.apart = True  # type: ignore[attr-defined]  # likewise
    return view


def foreseeing(foresee: Foresee) -> Callable[[View], View]:
    """A page that mostly knows from its address alone what it will ask.

    ``foresee`` is given what the view is given and returns the question, or None. The
    question travels with the one who comes (``request.heard``), and the page is made
    when the walls have closed again: a hot page waits for PostgreSQL once.
    """

    def mark(view: View) -> View:
        view.foresee = foresee  # type: ignore[attr-defined]  # likewise
        return view

    return mark


class Unforeseen(Exception):  # noqa: N818 - no error: the page is made the usual way
    """The page needs more than it had foreseen; it is asked again behind open walls."""


class Heard(NamedTuple):
    """The question that a page had foreseen, and its answer."""

    question: Question
    answer: Texts


class VisitedRequest(HttpRequest):
    """A request of somebody known: what every page behind the walls is given.

    While something was ``heard``, or ``apart``, the walls are closed; else it stands
    behind them.
    """

    visitor: Visitor
    recognised: Recognised
    heard: Heard | None


class BehindTheWalls:
    """Run each view inside its visitor's transaction.

    It wraps the view, not the whole chain: an exception must reach the transaction
    before Django turns it into a page, or half an act would be committed.
    """

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._answer(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Answer for the view, or None for a page that stands outside."""
        if getattr(view, "outside", False):
            return None
        make = partial(view, request, *args, **kwargs)
        foresee: Foresee | None = getattr(view, "foresee", None)
        question = foresee(request, *args, **kwargs) if foresee else None
        if question is not None:
            answer = _made_of_what_is_heard(request, question, make)
            if answer is not None:
                return answer
        return _made_behind(request, view, make)


def _made_of_what_is_heard(
    request: HttpRequest, question: Question, make: Make
) -> HttpResponseBase | None:
    """The answer made of what was foreseen, or None when that does not suffice."""
    token = request.COOKIES.get(settings.SESSION_COOKIE)
    recognised, answer = come_asking(token, question, request=request_id(request))
    if recognised is None:
        return _sign_in_first(request)
    if answer is None:
        return None
    _introduce(request, recognised, Heard(question, answer))
    try:
        return make()
    except Unforeseen:
        return None


def _made_behind(
    request: HttpRequest, view: Callable[..., HttpResponseBase], make: Make
) -> HttpResponseBase:
    token = request.COOKIES.get(settings.SESSION_COOKIE)
    refusal: Exception | None = None
    with at_the_door(token, request=request_id(request)) as recognised:
        if recognised is None:
            return _sign_in_first(request)
        if recognised.visitor is None and not getattr(view, "while_choosing", False):
            return _choose_first(request, recognised)
        _introduce(request, recognised, None)
        stands_apart = getattr(view, "apart", False)
        try:
            if not stands_apart:
                return make()
        except (Http404, PermissionDenied) as error:
            if request.method not in _READING:
                raise
            refusal = error
    # A look ends in COMMIT even when it found nothing: a rollback would throw away
    # every statement that PostgreSQL has ready for the next person.
    if refusal is not None:
        raise refusal
    return make()


def _introduce(
    request: HttpRequest, recognised: Recognised, heard: Heard | None
) -> None:
    """Make it a VisitedRequest; who is still choosing is no visitor yet."""
    request.recognised = recognised  # type: ignore[attr-defined]
    request.heard = heard  # type: ignore[attr-defined]
    if recognised.visitor is not None:
        request.visitor = recognised.visitor  # type: ignore[attr-defined]
        request.META[SCHOOLS] = recognised.visitor.schools


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        sentence = "Вы вышли. Войдите снова: введённое сохранится на этой странице."
        return JsonResponse({"sentence": sentence}, status=401)
    return redirect("access:welcome")


def _choose_first(request: HttpRequest, recognised: Recognised) -> HttpResponse:
    if not recognised.ways:
        return redirect("access:closed")
    if wants_json(request):
        return JsonResponse({"sentence": "Выберите, кто вы."}, status=401)
    return redirect("access:roles")
