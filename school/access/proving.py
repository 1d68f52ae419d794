"""Proving once more who one is, before what a stranger at the desk must not do.

Exports, roles and numbers of documents are opened to somebody who has typed his
password at Госуслуги in the last quarter of an hour; a session alone lasts for hours.
Source: the security reference §4.1. Only those acts ask for it, with one query.
"""

from datetime import datetime, timedelta
from urllib.parse import urlencode, urlsplit

from django.http import HttpResponse
from django.urls import Resolver404, resolve, reverse

from school.access.middleware import VisitedRequest
from school.access.models import Session
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
    place = f"{reverse('access:again')}?{urlencode({'to': back})}"
    return HttpResponse(status=303, headers={"Location": place})


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
