"""The cookies of the door: the attempt's secret, the last refusal, the session."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

_TEN_MINUTES = 600
_HALF_AN_HOUR = 1800
_MONTH = 30 * 24 * 3600
_YEAR = 365 * 24 * 3600
_SALT = "refused"


@dataclass(frozen=True, slots=True)
class LastRefusal:
    """What the refused page needs to find itself again in this browser.

    Without a ``reference`` the browser came back with an attempt that is not its own.
    """

    reference: str
    signed_in_as: str


def remember_browser(response: HttpResponse, secret: str) -> None:
    """Bind the attempt to this browser for as long as its state lives."""
    _set(response, settings.BEFORE_COOKIE, secret, _TEN_MINUTES)


def browser_of(request: HttpRequest) -> str:
    """The secret of this browser's attempt, empty if it has none."""
    return str(request.COOKIES.get(settings.BEFORE_COOKIE, ""))


def remember_session(response: HttpResponse, token: str) -> None:
    """Sign this browser in; its attempt and its last refusal are over."""
    _set(response, settings.SESSION_COOKIE, token, _MONTH)
    for name in (settings.BEFORE_COOKIE, settings.REFUSAL_COOKIE):
        forget(response, name)


def remember_refusal(response: HttpResponse, refusal: LastRefusal) -> None:
    """Keep number and short name of a refusal, signed, in the person's own browser."""
    value = signing.dumps([refusal.reference, refusal.signed_in_as], salt=_SALT)
    _set(response, settings.REFUSAL_COOKIE, value, _HALF_AN_HOUR)


def refusal_of(request: HttpRequest) -> LastRefusal | None:
    """This browser's last refusal; None without one or with a forged one."""
    value = request.COOKIES.get(settings.REFUSAL_COOKIE, "")
    try:
        reference, name = signing.loads(value, salt=_SALT, max_age=_HALF_AN_HOUR)
    except (signing.BadSignature, ValueError, json.JSONDecodeError):
        return None
    return LastRefusal(reference, name)


def remember_region(response: HttpResponse, slug: str) -> None:
    """Open this region's door the next time. Names no person, so it outlives them."""
    _set(response, settings.REGION_COOKIE, slug, _YEAR)


def forget(response: HttpResponse, name: str) -> None:
    """Drop one of the cookies. The attributes must be those it was set with."""
    response.set_cookie(
        name, "", max_age=0, httponly=True, samesite="Lax", secure=settings.SECURE
    )


def _set(response: HttpResponse, name: str, value: str, seconds: int) -> None:
    # Lax, not Strict: Госуслуги bring the person back by a top-level GET.
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )
