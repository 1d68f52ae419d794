"""``/login/activate/``: the code of a registration card becomes a password."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from school.access.knocking import caller_of, say_when
from school.access.middleware import outside
from school.access.place import Place, place_of
from school.access.throttling import Slowed
from school.lib import clock
from school.lib.dates import read_day
from school.lib.text import plain
from school.logins import answering
from school.logins.activating import NotActivated, Typed
from school.logins.activating import activate as use_up
from school.logins.entering import CameIn, Whose, open_for
from school.logins.hashing import Busy
from school.logins.passwords import LONGEST, SHORTEST
from school.logins.rules import NoPassword

_LONGEST_FIELD = 100
_SLOWED = (
    "Слишком много неверных кодов из вашей сети. Попробуйте {}: введённое на месте."
)


@outside
@require_http_methods(["GET", "HEAD", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    """The form; POST ``login=&code=&born=&password=``. 404 as ``/login/``."""
    place = place_of(request)
    if not answering.whom(place.region, clock.now()):
        return answering.not_here(request, place)
    if request.method != "POST":
        return _page(request, place)
    typed = _typed(request)
    empty = _missing(request, typed)
    if empty:
        return _page(request, place, errors=empty)
    try:
        found = use_up(typed, caller=caller_of(request), at=clock.now())
    except Busy:
        return answering.busy(request)
    if isinstance(found, Slowed):
        error = _SLOWED.format(answering.opens_at(found, place.region))
        page = _page(request, place, errors={"form": error}, status=429)
        return say_when(page, found)
    if isinstance(found, NotActivated):
        errors = {"form": found.sentence, "password": found.password}
        return _page(request, place, errors=errors)
    return _in(request, place, found)


def _in(request: HttpRequest, place: Place, whose: Whose) -> HttpResponse:
    entered = open_for(whose, answering.browser_of(request), clock.now())
    if isinstance(entered, CameIn):
        borrowed = "borrowed" in request.POST
        return answering.let_in(request, entered, borrowed=borrowed)
    if isinstance(entered, NoPassword):
        return answering.outgrown(request, entered)
    return _page(request, place, errors={"form": getattr(entered, "sentence", "")})


def _typed(request: HttpRequest) -> Typed:
    sent = request.POST
    return Typed(
        login=plain(sent.get("login", ""))[:_LONGEST_FIELD],
        code=plain(sent.get("code", ""))[:_LONGEST_FIELD],
        born=read_day(plain(sent.get("born", ""))),
        password=sent.get("password", "")[: LONGEST + 1],
    )


def _missing(request: HttpRequest, typed: Typed) -> dict[str, str]:
    """A sentence for each field that nothing can be compared by."""
    errors = {}
    if not typed.login:
        errors["login"] = "Впишите логин с карточки."
    if not typed.code:
        errors["code"] = "Впишите код с карточки: десять знаков."
    if typed.born is None:
        errors["born"] = "Впишите день, месяц и год: например, 09.03.2015."
    if not typed.password:
        errors["password"] = "Придумайте пароль."  # noqa: S105 - a sentence
    return errors


def _page(
    request: HttpRequest,
    place: Place,
    *,
    errors: dict[str, str] | None = None,
    status: int = 422,
) -> HttpResponse:
    facts: dict[str, Any] = {
        "region": place.region,
        "errors": errors or {},
        "shortest": SHORTEST,
        "longest": LONGEST,
        "typed": {
            name: plain(request.POST.get(name, ""))[:_LONGEST_FIELD]
            for name in ("login", "code", "born")
        },
    }
    return render(
        request, "logins/activate.html", facts, status=status if errors else 200
    )
