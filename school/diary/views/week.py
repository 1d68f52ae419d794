"""The diary's pages: one spread under two kinds of address, a week's and a day's."""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import NoReturn

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.backends.utils import csrf_input
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from school.access.middleware import VisitedRequest
from school.diary import frame as frames
from school.diary import spread as spreads
from school.diary import week as weeks
from school.diary.addresses import day_address, is_known, week_address
from school.diary.edition import edition
from school.diary.frame import Child, Frame
from school.diary.schooldays import year_of
from school.lib import dates, keys
from school.ui.assets import digest

_CACHING = "private, no-cache"


@dataclass(frozen=True, slots=True)
class _Asked:
    """The diary that is asked for; ``is_named`` when the address says whose it is."""

    frame: Frame
    child: Child
    is_named: bool

    def key(self, today: date) -> str:
        """The child's key for an address."""
        return keys.to_text(self.child.card_on(today).key)


@require_safe
def now(request: VisitedRequest) -> HttpResponse:
    """``/diary/``: on to this week, on a Sunday to the next one."""
    today = request.visitor.today
    start = spreads.start_of(today)
    asked = _asked(request, start)
    return redirect(week_address(start, asked.key(today)))


@require_safe
def week(request: VisitedRequest, monday: date) -> HttpResponse:
    """``/diary/<monday>/``: the week; another day of it leads to its Monday."""
    asked, today = _asked(request, monday), request.visitor.today
    if not asked.is_named or monday != dates.monday(monday):
        return redirect(week_address(monday, asked.key(today)))
    chosen = spreads.chosen_day(monday, today)
    return _page(request, asked, chosen, page="diary-week")


@require_safe
def day(request: VisitedRequest, date: date) -> HttpResponse:
    """``/diary/day/<date>/``: the day on a phone, on a desk its week with it marked."""
    asked = _asked(request, date)
    if not asked.is_named:
        return redirect(day_address(date, asked.key(request.visitor.today)))
    return _page(request, asked, date, page="diary-day")


def _asked(request: VisitedRequest, day: date) -> _Asked:
    """Whose diary is asked for. Raises Http404 for what is not the visitor's."""
    if not is_known(day) or not request.visitor.followed:
        _not_here()
    frame = frames.read(request.visitor, _year(day))
    text = request.GET.get("child")
    if text is None:
        return _Asked(frame, frame.children[0], is_named=False)
    key = keys.from_text(text)
    child = None if key is None else frame.child(key)
    if child is None:
        _not_here()
    return _Asked(frame, child, is_named=True)


def _page(
    request: VisitedRequest, asked: _Asked, chosen: date, *, page: str
) -> HttpResponse:
    frame, child, today = asked.frame, asked.child, request.visitor.today
    calendar = frame.calendars[child.card_on(chosen).school]
    text = weeks.fetch(
        child,
        year=_year(chosen),
        monday=dates.monday(chosen),
        period=calendar.period_on(chosen),
    )
    etag = _validator(request, frame.text, text)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        spread = spreads.open_at(
            child, frame, weeks.read(text), chosen=chosen, today=today
        )
        response = _rendered(request, frame, spread, page)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = _CACHING
    return response


def _rendered(
    request: VisitedRequest, frame: Frame, spread: spreads.Spread, page: str
) -> HttpResponse:
    visitor = request.visitor
    context = {
        "page": page,
        "spread": spread,
        "children": spreads.tabs(frame, spread.chosen, visitor.today),
        "short_name": visitor.short_name,
        "has_choice": visitor.choices > 1,
        # Django's own is lazy, and a page would make two tokens to show one.
        "csrf_input": csrf_input(request),
    }
    return HttpResponse(render_to_string("diary/week.html", context))


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
        request.META.get("CSRF_COOKIE", ""),
        *texts,
    )
    return f'"{sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def _year(day: date) -> int:
    """The school year of the day's week: its last day's."""
    return year_of(dates.monday(day) + timedelta(days=6))


def _not_here() -> NoReturn:
    raise Http404
