"""Who knocks, as a request shows it, and the page for whoever knocks too often."""

import logging
import math
import re
import secrets
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from school.access.place import place_of
from school.access.throttling import Caller, Slowed
from school.lib import clock
from school.lib.dates import next_minute
from school.lib.origin import origin

_BROWSER = re.compile(r"[\w-]{22}", re.ASCII)
_log = logging.getLogger(__name__)
_told: list[str] = []


def caller_of(
    request: HttpRequest, *, browser: str = "", reference: str = "", account: str = ""
) -> Caller:
    """Whoever sent this request: his network, and what else the door knows of him."""
    return Caller(browser, _address(request), reference, account)


def browser_number(request: HttpRequest) -> str:
    """The number by which this browser's own tries are counted; perhaps a new one.

    It is random, lasts ten minutes and means nothing else. Whoever throws it away is
    still counted by his network.
    """
    given = str(request.COOKIES.get(settings.TRIES_COOKIE, ""))
    return given if _BROWSER.fullmatch(given) else secrets.token_urlsafe(16)


def come_again(request: HttpRequest, slowed: Slowed) -> HttpResponse:
    """429: what happened, and the minute from which it works again."""
    zone = place_of(request).region.zone()
    opens = next_minute(slowed.until.astimezone(zone))
    response = render(request, "access/slowed.html", {"opens": opens}, status=429)
    return say_when(response, slowed)


def say_when(response: HttpResponse, slowed: Slowed) -> HttpResponse:
    """Add ``Retry-After``: the seconds till the minute that the page names."""
    left = next_minute(slowed.until) - clock.now()
    response["Retry-After"] = str(max(1, math.ceil(left.total_seconds())))
    return response


def _address(request: HttpRequest) -> str:
    peer = str(request.META.get("REMOTE_ADDR", ""))
    if settings.MODE == "production" and not settings.PROXIES and _is_ours(peer):
        # A proxy that nobody named: to count it would be to count the whole region.
        _tell_once()
        return ""
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    return origin(peer, forwarded, settings.PROXIES)


def _is_ours(peer: str) -> bool:
    try:
        return ip_address(peer).is_loopback
    except ValueError:
        return False


def _tell_once() -> None:
    if not _told:
        _told.append("SCHOOL_PROXIES")
        _log.warning(
            "Запросы приходят от прокси на этой же машине, а переменная SCHOOL_PROXIES"
            " его не называет: по адресам никого не замедляем."
        )
