"""Proving once more who one is, before what a stranger at the desk must not do.

Exports, roles, dismissals, numbers of documents, and a school to the region's operator,
are opened to somebody who has typed his password at Госуслуги in the last quarter of an
hour; a session alone lasts for hours. Source: the security reference §4.1. Only those
acts ask for it, with one query.

An operator's pages ask for it too, of whoever came in too long ago for an office.
"""

from datetime import datetime, timedelta
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

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
    office is open for as long as an office's session would last, and then asks him to
    sign in once more. Nothing that he has sent is repeated for him.
    """

    @wraps(view)
    def page(
        request: VisitedRequest,
        *args: Any,  # noqa: ANN401 - whatever the address names
        **kwargs: Any,  # noqa: ANN401 - likewise
    ) -> HttpResponseBase:
        session = request.recognised.session
        if is_too_old(session, clock.now()) and keeper(session.account_id):
            looks = request.method in ("GET", "HEAD")
            desk = reverse("access:operator")
            return _ask(to=request.get_full_path() if looks else desk, office="1")
        return view(request, *args, **kwargs)

    return apart(while_choosing(cast(View, page)))


def is_too_old(session: Arrival, at: datetime) -> bool:
    """Whether it was opened too long ago for an office."""
    return at - datetime.fromisoformat(session.opened_at) > GOVERNING.absolute


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


def _ask(**why: str) -> HttpResponse:
    place = f"{reverse('access:again')}?{urlencode(why)}"
    return HttpResponse(status=303, headers={"Location": place})
