"""One line for each request: what was asked, how it ended, what it cost.

The line is made by hand and written at once: through ``logging`` it would cost a page
more than all its other middleware.
"""

from time import perf_counter, time

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from school.lib import logs
from school.lib.metrics import figures
from school.lib.postgres.spending import spent
from school.lib.web import Answer, request_id

_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_JSON = (
    '{"at":"%s","level":"INFO","logger":"school.request","request":"%s",'
    '"method":"%s","route":"%s","status":%d,"ms":%.1f,"queries":%d,"db_ms":%.1f,'
    '"schools":[%s]}\n'
)
_TEXT = (
    "%s INFO school.request request=%s method=%s route=%s status=%d ms=%.1f"
    " queries=%d db_ms=%.1f schools=%s\n"
)
SCHOOLS = "school.schools"


class Observing:
    """Tell of each request when it is answered. Stands right inside ``RequestId``.

    Of people it knows only the ids of their schools, if a page has put them into the
    request's ``META[SCHOOLS]``.
    """

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response
        self._form = _JSON if settings.LOG == "json" else _TEXT
        self._figures = figures()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        known = request_id(request)
        logs.request_id.set(known)
        queries, db_s, begun = spent.queries, spent.seconds, perf_counter()
        response = self._answer(request)
        took = perf_counter() - begun
        db_s, queries = spent.seconds - db_s, spent.queries - queries
        route = route_of(request)
        if self._figures is not None:
            self._figures.request(route, response.status_code, took, db_s, queries)
        logs.write(
            self._form
            % (
                logs.moment(time()),
                known,
                request.method if request.method in _METHODS else "OTHER",
                route,
                response.status_code,
                took * 1000,
                queries,
                db_s * 1000,
                ",".join(map(str, request.META.get(SCHOOLS, ()))),
            )
        )
        logs.request_id.set("")
        return response


def route_of(request: HttpRequest) -> str:
    """The name of the address; «none» when it leads nowhere."""
    match = request.resolver_match
    return match.view_name if match is not None else "none"
