"""``/login/``: in by a login of the school and a password of one's own."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from school.access.knocking import caller_of, say_when
from school.access.middleware import outside
from school.access.place import Place, place_of
from school.access.sessions import is_open
from school.access.throttling import Slowed
from school.lib import clock
from school.lib.text import plain
from school.logins import answering, guarding
from school.logins.codes import read_login
from school.logins.entering import CameIn, Entered
from school.logins.entering import enter as come_in
from school.logins.hashing import Busy
from school.logins.making import digest_of_login
from school.logins.passwords import LONGEST
from school.logins.rules import NoPassword
from school.logins.tasks import Form, owed, set_task

_LONGEST_LOGIN = 100
_EMPTY = "Впишите логин и пароль."
_UNSOLVED = "Впишите пароль ещё раз и дождитесь, пока браузер решит задачу."


@outside
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """The form; POST ``login=&password=``. 404 where nobody has a password."""
    place = place_of(request)
    if request.method == "POST":
        return _come_in(request, place)
    if is_open(request.COOKIES.get(settings.SESSION_COOKIE)):
        return redirect("landing")
    return _page(request, place)


def _come_in(request: HttpRequest, place: Place) -> HttpResponse:
    login = plain(request.POST.get("login", ""))[:_LONGEST_LOGIN]
    password = request.POST.get("password", "")[: LONGEST + 1]
    if not login or not password or not _whom(place):
        return _page(request, place, login=login, error=_EMPTY)
    now = clock.now()
    if guarding.holds(now) and owed(Form.LOGIN, request.POST, now):
        return _page(request, place, login=login, error=_UNSOLVED)
    digest = digest_of_login(read_login(login) or login)
    try:
        entered = come_in(
            login,
            password,
            browser=answering.browser_of(request, digest),
            caller=caller_of(request),
            at=now,
        )
    except Busy:
        return answering.busy(request)
    return _answer(request, place, login, entered)


def _answer(
    request: HttpRequest, place: Place, login: str, entered: Entered
) -> HttpResponse:
    if isinstance(entered, CameIn):
        borrowed = "borrowed" in request.POST
        return answering.let_in(request, entered, borrowed=borrowed)
    if isinstance(entered, NoPassword):
        return answering.outgrown(request, entered)
    if isinstance(entered, Slowed):
        return _slowed(request, place, login, entered)
    return _page(request, place, login=login, error=entered.sentence)


def _slowed(
    request: HttpRequest, place: Place, login: str, slowed: Slowed
) -> HttpResponse:
    opens = answering.opens_at(slowed, place.region)
    error = (
        "Слишком много неверных паролей подряд. Следующая попытка —"
        f" {opens}. Не хотите ждать? Возьмите у классного руководителя новую карточку."
    )
    response = _page(request, place, login=login, error=error, status=429)
    return say_when(response, slowed)


def _page(
    request: HttpRequest,
    place: Place,
    *,
    login: str = "",
    error: str = "",
    status: int = 422,
) -> HttpResponse:
    whom = _whom(place)
    if not whom:
        return answering.not_here(request, place)
    now = clock.now()
    facts = {
        "task": set_task(Form.LOGIN, now) if guarding.holds(now) else None,
        "region": place.region,
        "has_others": place.has_others,
        "whom": whom,
        "login": login,
        "error": error,
    }
    return render(request, "logins/enter.html", facts, status=status if error else 200)


def _whom(place: Place) -> str:
    return answering.whom(place.region, clock.now())
