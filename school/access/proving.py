"""Proving once more who one is, before what a stranger at the desk must not do.

Exports, roles, dismissals and numbers of documents, and those acts of an operator that
``tests/matrix/test_fresh.py`` names, are for whoever has typed his password lately, in
the last quarter of an hour, at Госуслуги; a session alone lasts for hours. Source: the
security reference §4.1 and §4.8. Only those acts ask for it, with one query.

An operator's pages ask for it too, of whoever came in too long ago for an office, or
has not been in his for half an hour.
"""

from contextlib import suppress
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from django.db import InternalError, OperationalError, transaction
from django.http import HttpResponse, HttpResponseBase
from django.urls import Resolver404, resolve, reverse

from school.access.lifetimes import GOVERNING
from school.access.middleware import View, VisitedRequest, apart, while_choosing
from school.access.models import Session
from school.access.operating import keeper
from school.access.recognising import Arrival
from school.lib import clock

FRESH = timedelta(minutes=15)
_LONGEST = 500


def prove_first(request: VisitedRequest, back: str) -> HttpResponse | None:
    """Off to the page that asks for it, or None for whoever has just done so.

    ``back`` is the address to which he returns, to press once more: nothing that he
    has sent is repeated for him.
    """
    if is_proved(request.recognised.session, clock.now()):
        return None
    return _ask(to=back)


def for_operators(view: View) -> View:
    """A page of operators: apart, while choosing, and soon after a sign-in.

    An operator who reads a diary as well is signed in for as long as any family; his
    office is open for as long as an office's session would last, used or idle, and then
    asks him to sign in once more. Nothing that he has sent is repeated for him.
    """

    @wraps(view)
    def page(
        request: VisitedRequest,
        *args: Any,  # noqa: ANN401 - whatever the address names
        **kwargs: Any,  # noqa: ANN401 - likewise
    ) -> HttpResponseBase:
        if _let_into_office(request.recognised.session, clock.now()):
            return view(request, *args, **kwargs)
        looks = request.method in ("GET", "HEAD")
        desk = reverse("access:operator")
        return _ask(to=request.get_full_path() if looks else desk, office="1")

    return apart(while_choosing(cast(View, page)))


def is_office_open(opened: datetime, used: datetime, at: datetime) -> bool:
    """Whether a session opened then is still good for an office used then. Pure."""
    return at - opened <= GOVERNING.absolute and at - used <= GOVERNING.idle


def is_proved(session: Arrival, at: datetime) -> bool:
    """Whether the person of this session proved lately who he is. One query."""
    lately = Session.objects.filter(digest=session.digest, proved_at__gt=at - FRESH)
    return lately.exists()


def own_address(text: str) -> str:
    """The text where it is the address of a page of ours, else that of the first one.

    Never another site's: a link to us must not lead anywhere else.
    """
    landing = reverse("landing")
    is_path = text.startswith("/") and not text.startswith(("//", "/\\"))
    if not is_path or len(text) > _LONGEST or not text.isprintable() or " " in text:
        return landing
    try:
        resolve(urlsplit(text).path)
    except (Resolver404, ValueError):
        return landing
    return text


def _let_into_office(session: Arrival, at: datetime) -> bool:
    """False of an operator who has to come in once more; who is none is told by a view.

    One query; now and then some more, and a note that the office is in use.
    """
    opened = datetime.fromisoformat(session.opened_at)
    found = Session.objects.filter(digest=session.digest)
    used = found.values_list("office_at", flat=True).first() or opened
    is_open = is_office_open(opened, used, at)
    if is_open and at - used < GOVERNING.idle / 12:
        return True
    if keeper(session.account_id) is None:
        return True
    if is_open:
        # Where nothing can be written the look goes on.
        with suppress(InternalError, OperationalError), transaction.atomic():
            found.update(office_at=at)
    return is_open


def _ask(**why: str) -> HttpResponse:
    place = f"{reverse('access:again')}?{urlencode(why)}"
    return HttpResponse(status=303, headers={"Location": place})
