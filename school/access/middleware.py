"""Every page stands behind the walls; whoever is not signed in is sent to sign in."""

from collections.abc import Callable
from typing import Any, TypeVar

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

from school.access.recognising import Recognised, at_the_door
from school.lib.observing import SCHOOLS
from school.lib.web import Answer, request_id
from school.rights.visitor import Visitor

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

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


class VisitedRequest(HttpRequest):
    """A request of somebody known: what every page behind the walls is given."""

    visitor: Visitor
    recognised: Recognised


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
        token = request.COOKIES.get(settings.SESSION_COOKIE)
        refusal: Exception | None = None
        with at_the_door(token, request=request_id(request)) as recognised:
            if recognised is None:
                return _sign_in_first(request)
            request.recognised = recognised  # type: ignore[attr-defined]  # VisitedRequest
            if recognised.visitor is None:
                if not getattr(view, "while_choosing", False):
                    return _choose_first(request, recognised)
            else:
                request.visitor = recognised.visitor  # type: ignore[attr-defined]
                request.META[SCHOOLS] = recognised.visitor.schools
            try:
                return view(request, *args, **kwargs)
            except (Http404, PermissionDenied) as error:
                if request.method not in _READING:
                    raise
                refusal = error
        # A look ends in COMMIT even when it found nothing: a rollback would throw
        # away every statement that PostgreSQL has ready for the next person.
        raise refusal


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if _wants_json(request):
        sentence = "Вы вышли. Войдите снова: введённое сохранится на этой странице."
        return JsonResponse({"sentence": sentence}, status=401)
    return redirect("access:welcome")


def _choose_first(request: HttpRequest, recognised: Recognised) -> HttpResponse:
    if not recognised.ways:
        return redirect("access:closed")
    if _wants_json(request):
        return JsonResponse({"sentence": "Выберите, кто вы."}, status=401)
    return redirect("access:roles")


def _wants_json(request: HttpRequest) -> bool:
    return request.content_type == "application/json"
