"""``/login/forgotten/`` and the link of its letter: a new password."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from school.access.knocking import caller_of, come_again
from school.access.middleware import outside
from school.access.place import Place, place_of
from school.access.throttling import Caller, Door, knock
from school.lib import clock
from school.lib.text import plain
from school.logins import answering, recovering
from school.logins.entering import CameIn, Whose, open_for
from school.logins.hashing import Busy
from school.logins.passwords import LONGEST, SHORTEST
from school.logins.recovering import OVER
from school.logins.rules import NoPassword
from school.logins.tasks import Form, Task, owed

_LONGEST_TYPED = 254
_EMPTY = "Впишите логин или почту."


@outside
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """The form; POST ``who=``, and one answer to all. 404 as ``/login/``."""
    place = place_of(request)
    if not answering.whom(place.region, clock.now()):
        return answering.not_here(request, place)
    if request.method != "POST":
        return _ask(request, place)
    typed = plain(request.POST.get("who", ""))
    if not typed or len(typed) > _LONGEST_TYPED:
        return _ask(request, place, error=_EMPTY)
    now = clock.now()
    slowed = knock(Door.RECOVER, caller_of(request), now)
    if slowed is not None:
        return come_again(request, slowed)
    of_region = Caller(reference=place.region.slug)
    if knock(Door.RECOVERIES, of_region, now) is not None:
        task = owed(Form.RECOVER, request.POST, now)
        if task is not None:
            return _ask(request, place, typed=typed, task=task)
    recovering.ask(place.region, typed, at=now)
    return render(request, "logins/asked.html", {"region": place.region})


@outside
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, token: str) -> HttpResponse:
    """``/login/new/<token>/``: a look spends nothing, ``password=`` uses it up."""
    now = clock.now()
    slowed = knock(Door.RENEW, caller_of(request), now)
    if slowed is not None:
        return come_again(request, slowed)
    whose = recovering.look(token, now)
    if whose is None:
        return _over(request)
    if request.method != "POST":
        return _choose(request, token, whose)
    password = request.POST.get("password", "")[: LONGEST + 1]
    try:
        renewed = recovering.renew(token, password, at=now)
    except Busy:
        return answering.busy(request)
    if isinstance(renewed, Whose):
        return _in(request, renewed)
    if renewed == OVER:
        return _over(request)
    return _choose(request, token, whose, error=renewed)


def _in(request: HttpRequest, whose: Whose) -> HttpResponse:
    entered = open_for(whose, answering.browser_of(request), clock.now())
    if isinstance(entered, CameIn):
        borrowed = "borrowed" in request.POST
        return answering.let_in(request, entered, borrowed=borrowed)
    if isinstance(entered, NoPassword):
        return answering.outgrown(request, entered)
    return _over(request)


def _ask(
    request: HttpRequest,
    place: Place,
    *,
    error: str = "",
    typed: str = "",
    task: Task | None = None,
) -> HttpResponse:
    facts = {
        "region": place.region,
        "error": error,
        "longest": _LONGEST_TYPED,
        "typed": typed,
        "task": task,
    }
    status = 422 if error or task else 200
    return render(request, "logins/forgotten.html", facts, status=status)


def _choose(
    request: HttpRequest, token: str, whose: Whose, *, error: str = ""
) -> HttpResponse:
    facts = {
        "token": token,
        "login": whose.login.name,
        "error": error,
        "shortest": SHORTEST,
        "longest": LONGEST,
    }
    status = 422 if error else 200
    return render(request, "logins/renew.html", facts, status=status)


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "logins/link_over.html", {"sentence": OVER}, status=404)
