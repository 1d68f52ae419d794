"""Landing by role, health, and the pages for everything that did not work out."""

import logging
import sys

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from school.access.middleware import VisitedRequest, outside
from school.lib.postgres.troubles import only_reads
from school.regions.models import Region
from school.ui import components

_PASSING = (OperationalError, InterfaceError, Region.DoesNotExist)
_FULL = "Не сохранено: на сервере кончилось место. Читать можно, введённое не пропадёт."
_AWAY = "Не сохранено: сервер сейчас не отвечает. Введённое не пропадёт."
_log = logging.getLogger(__name__)


@require_safe
def landing(request: VisitedRequest) -> HttpResponse:
    """``/``: staff to the journal, a family to the diary."""
    return redirect("journal:day" if request.visitor.is_staff else "diary:now")


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
    """``/health/ready``: the database answers; whether a region is set up in it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM region)")
            (region,) = cursor.fetchone()
    except DatabaseError:
        return JsonResponse({"database": False}, status=503)
    return JsonResponse({"database": True, "region": region})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page form was too old or came from another site."""
    return render(request, "ui/csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 in words."""
    return render(request, "ui/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: what is seen and may not be changed; the refusal's own sentence."""
    return render(request, "ui/403.html", {"sentence": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: what is not there, or not to be seen by this person."""
    return render(request, "ui/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; 503 while the database is away or no region is set up yet.

    A script is told the same in JSON: what it sent is not saved, and may be sent again.
    """
    mistake = sys.exc_info()[1]
    if isinstance(mistake, Region.DoesNotExist):
        _log.error("В базе нет региона. Откройте его: manage.py open_region --help.")
    full = only_reads(mistake)
    if not (full or isinstance(mistake, _PASSING)):
        return render(request, "ui/500.html", status=500)
    response = _not_saved(request, full=full)
    response["Retry-After"] = "60"
    return response


def _not_saved(request: HttpRequest, *, full: bool) -> HttpResponse:
    if request.content_type == "application/json":
        sentence = _FULL if full else _AWAY
        return JsonResponse({"sentence": sentence}, status=503)
    return render(request, "ui/503.html", {"full": full}, status=503)
