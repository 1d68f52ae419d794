"""Landing by role, health, and the pages for everything that did not work out."""

import logging
import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from school.academics.leading import loads_of
from school.access import expiring
from school.access.middleware import VisitedRequest, outside
from school.lib import clock
from school.lib.postgres.troubles import only_reads
from school.lib.web import Answer, wants_json
from school.mail import sending
from school.notices import working
from school.regions.models import Region
from school.regions.rules import PolicyError
from school.registry.keeping import administers
from school.ui import components

_PASSING = (OperationalError, InterfaceError, Region.DoesNotExist, PolicyError)
_FULL = "Не сохранено: на сервере кончилось место. Читать можно, введённое не пропадёт."
_AWAY = "Не сохранено: сервер сейчас не отвечает. Введённое не пропадёт."
_STALE = "Не сохранено: страница устарела. Обновите её и повторите."
_TOO_BIG = "Не сохранено: отправлено слишком много. Отправьте меньше за раз."
_UNREADABLE = "Не сохранено: запрос пришёл повреждённым."
_FORBIDDEN = "Видеть это можно, а менять нельзя."
_NOT_FOUND = "Такого адреса нет, или он открыт не для вас."
_ONLY_FORMS = "Так к этому адресу не обращаются. Ничего не изменилось."
_OUR_FAULT = "Не сохранено: ошибка у нас. Введённое не пропадёт."
_log = logging.getLogger(__name__)


@require_safe
def landing(request: VisitedRequest) -> HttpResponse:
    """``/``: a family to the diary, staff to the journal; an administrator who teaches
    nobody to the access desk."""
    visitor = request.visitor
    if not visitor.is_staff:
        return redirect("diary:now")
    if administers(visitor) and not loads_of(visitor).exists():
        return redirect("desk:desk")
    return redirect("journal:day")


@outside
@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """``/ui/``: every part of the design, side by side. In a demonstration only."""
    if settings.MODE != "demo":
        raise Http404
    parts = components.page(request.GET.get("theme", ""))
    return render(request, "ui/components.html", parts)


@outside
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """``/health/live``: the process answers."""
    return JsonResponse({"alive": True})


@outside
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """``/health/ready``: the database answers; there is a region; queue, mail, keys."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM region)")
            (region,) = cursor.fetchone()
        waits = {
            "queue": working.standing()._asdict(),
            "mail": sending.standing()._asdict(),
        }
    except DatabaseError:
        return JsonResponse({"database": False}, status=503)
    told = {"database": True, "region": region, **waits}
    return JsonResponse(told | {"certificates": expiring.look(clock.now())})


class InWords:
    """Django says «method not allowed» with an empty body: say it in words."""

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._answer(request)
        if response.status_code != 405:
            return response
        told = _told(request, "ui/405.html", 405, _ONLY_FORMS)
        told["Allow"] = response["Allow"]
        return told


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page form was too old or came from another site."""
    return _told(request, "ui/csrf.html", 403, _STALE)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when what was sent is too big to be read."""
    if isinstance(exception, RequestDataTooBig):
        return _told(request, "ui/413.html", 413, _TOO_BIG)
    return _told(request, "ui/400.html", 400, _UNREADABLE)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: what is seen and may not be changed; the refusal's own sentence."""
    sentence = str(exception)
    return _told(request, "ui/403.html", 403, sentence or _FORBIDDEN, sentence=sentence)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: what is not there, or not to be seen by this person."""
    return _told(request, "ui/404.html", 404, _NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; 503 while the database is away, or no region or no rules yet.

    A script is told the same in JSON: what it sent is not saved, and may be sent again.
    """
    mistake = sys.exc_info()[1]
    if isinstance(mistake, Region.DoesNotExist):
        _log.error("В базе нет региона. Откройте его: manage.py open_region --help.")
    if isinstance(mistake, PolicyError):
        _log.error("%s", mistake)
    full = only_reads(mistake)
    if not (full or isinstance(mistake, _PASSING)):
        return _told(request, "ui/500.html", 500, _OUR_FAULT)
    sentence = _FULL if full else _AWAY
    response = _told(request, "ui/503.html", 503, sentence, full=full)
    response["Retry-After"] = "60"
    return response


def _told(
    request: HttpRequest, page: str, status: int, said: str, /, **facts: object
) -> HttpResponse:
    """The page for a person; for a script the same in one sentence, as JSON."""
    if wants_json(request):
        return JsonResponse({"sentence": said}, status=status)
    return render(request, page, facts, status=status)
