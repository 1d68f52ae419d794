"""The diary's pages: one spread under two kinds of address, a week's and a day's."""

from datetime import date
from hashlib import sha256
from typing import NoReturn

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.template.backends.utils import csrf_input
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from school.access.middleware import Unforeseen, VisitedRequest, foreseeing
from school.access.recognising import likely_today
from school.diary import frame as frames
from school.diary import spread as spreads
from school.diary import week as weeks
from school.diary.addresses import day_address, is_known, week_address
from school.diary.edition import edition
from school.diary.opening import Opened, Told, ask, open_diary, question
from school.diary.schooldays import year_of
from school.lib import dates, keys
from school.lib.postgres.queries import Question
from school.rights.visitor import Role, Visitor
from school.ui.assets import digest

_CACHING = "private, no-cache"


@require_safe
def now(request: VisitedRequest) -> HttpResponse:
    """``/diary/``: on to this week, on a Sunday to the next one."""
    start = spreads.start_of(request.visitor.today)
    return redirect(week_address(start, _whose(request, start)))


def _foreseen(request: HttpRequest, chosen: date) -> Question | None:
    key = keys.from_text(request.GET.get("child", ""))
    return None if key is None or not is_known(chosen) else question(key, chosen)


def _week_foreseen(request: HttpRequest, monday: date) -> Question | None:
    if monday != dates.monday(monday):
        return None
    return _foreseen(request, spreads.chosen_day(monday, likely_today()))


def _day_foreseen(request: HttpRequest, date: date) -> Question | None:
    return _foreseen(request, date)


@foreseeing(_week_foreseen)
@require_safe
def week(request: VisitedRequest, monday: date) -> HttpResponse:
    """``/diary/<monday>/``: the week; another day of it leads to its Monday."""
    if "child" not in request.GET or monday != dates.monday(monday):
        return redirect(week_address(monday, _whose(request, monday)))
    chosen = spreads.chosen_day(monday, request.visitor.today)
    return _page(request, chosen, page="diary-week")


@foreseeing(_day_foreseen)
@require_safe
def day(request: VisitedRequest, date: date) -> HttpResponse:
    """``/diary/day/<date>/``: the day on a phone, on a desk its week with it marked."""
    if "child" not in request.GET:
        return redirect(day_address(date, _whose(request, date)))
    return _page(request, date, page="diary-day")


def _whose(request: VisitedRequest, day: date) -> str:
    """Whose diary an address leads to: the child it names, else the youngest."""
    visitor = request.visitor
    if not is_known(day) or not visitor.followed:
        _not_here()
    frame = frames.read(visitor, frames.fetch(year_of(day)))
    child = (
        frame.child(_asked(request)) if "child" in request.GET else frame.children[0]
    )
    if child is None:
        _not_here()
    return keys.to_text(child.card_on(visitor.today).key)


def _asked(request: VisitedRequest) -> int:
    key = keys.from_text(request.GET["child"])
    if key is None:
        _not_here()
    return key


def _page(request: VisitedRequest, chosen: date, *, page: str) -> HttpResponse:
    visitor = request.visitor
    if not is_known(chosen) or not visitor.followed:
        _not_here()
    key = _asked(request)
    told = _told(request, question(key, chosen))
    # Whose the words are need not be asked for this: whoever has their validator was
    # given the same words before.
    etag = _validator(request, *told)
    unchanged = _unchanged(request, etag)
    if unchanged is not None:
        return unchanged
    opened = open_diary(visitor, told, key)
    if opened is None:
        _not_here()
    words = opened.week
    if words is None:
        if request.heard:
            raise Unforeseen
        words = weeks.fetch(opened.child, chosen)
        etag = _validator(request, *told, words)
        unchanged = _unchanged(request, etag)
    return unchanged or _kept(_rendered(request, opened, words, chosen, page), etag)


def _told(request: VisitedRequest, wanted: Question) -> Told:
    if request.heard is None:
        return ask(wanted)
    if request.heard.question != wanted:
        raise Unforeseen
    return Told(*request.heard.answer)


def _unchanged(request: VisitedRequest, etag: str) -> HttpResponse | None:
    """A 304 for whoever has the page already."""
    if request.META.get("HTTP_IF_NONE_MATCH") == etag:
        return _kept(HttpResponseNotModified(), etag)
    # What a proxy may have made of the header: several, or a weak one.
    answer = get_conditional_response(request, etag=etag)
    return None if answer is None else _kept(answer, etag)


def _kept(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = _CACHING
    return response


def _rendered(
    request: VisitedRequest, opened: Opened, words: str, chosen: date, page: str
) -> HttpResponse:
    visitor, frame = request.visitor, opened.frame
    spread = spreads.open_at(
        opened.child,
        frame,
        weeks.read(words),
        chosen=chosen,
        today=visitor.today,
    )
    context = {
        "page": page,
        "spread": spread,
        "children": spreads.tabs(frame, spread.chosen, visitor.today),
        "short_name": visitor.short_name,
        "has_choice": visitor.choices > 1,
        "is_parent": _is_parent(visitor),
        # Django's own is lazy, and a page would make two tokens to show one.
        "csrf_input": csrf_input(request),
    }
    return HttpResponse(render_to_string("diary/week.html", context))


def _is_parent(visitor: Visitor) -> bool:
    return any(one.role is Role.GUARDIAN for one in visitor.followed)


def _validator(request: VisitedRequest, *texts: str) -> str:
    """A strong validator of all that the page is made of.

    The form that signs out carries the browser's own token, so the token's secret is
    part of the page as well.
    """
    visitor = request.visitor
    parts = (
        edition(),
        digest(),
        request.path,
        request.META["QUERY_STRING"],
        str(visitor.today),
        visitor.short_name,
        str(visitor.choices > 1),
        str(_is_parent(visitor)),
        request.META.get("CSRF_COOKIE", ""),
        *texts,
    )
    return f'"{sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def _not_here() -> NoReturn:
    raise Http404
