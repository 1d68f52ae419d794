"""The cookies of the door: the attempt's secret, the last refusal, the session."""

import json
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from school.access.devices import Device, name_of
from school.access.lifetimes import FAMILY
from school.access.said import Carried, wrap
from school.lib import clock

_MINUTE = 60
_TEN_MINUTES = 600
_HALF_AN_HOUR = 1800
_LONGEST_SESSION = int(FAMILY.absolute.total_seconds())
_YEAR = 365 * 24 * 3600
_SALT = "refused"
_BACK_SALT = "back"
_LOGIN_SALT = "login"


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


def remember_tries(response: HttpResponse, number: str) -> None:
    """Count this browser's tries by the same number for ten minutes more."""
    _set(response, settings.TRIES_COOKIE, number, _TEN_MINUTES)


def browser_of(request: HttpRequest) -> str:
    """The secret of this browser's attempt, empty if it has none."""
    return str(request.COOKIES.get(settings.BEFORE_COOKIE, ""))


def remember_borrowed(response: HttpResponse, borrowed: bool) -> None:
    """Know on the way back whether the person called this device another's."""
    if borrowed:
        _set(response, settings.BORROWED_COOKIE, "1", _TEN_MINUTES)
    else:
        forget(response, settings.BORROWED_COOKIE)


def device_of(request: HttpRequest) -> Device:
    """What the browser calls itself, and whose the person said that it is."""
    name = name_of(request.headers.get("User-Agent", ""))
    return Device(name, borrowed=settings.BORROWED_COOKIE in request.COOKIES)


def remember_session(
    response: HttpResponse, token: str, *, borrowed: bool = False
) -> None:
    """Sign this browser in; its attempt and its last refusal are over.

    When the session ends, the database says. A borrowed browser forgets it as soon
    as it is closed.
    """
    seconds = None if borrowed else _LONGEST_SESSION
    _set(response, settings.SESSION_COOKIE, token, seconds)
    for name in (
        settings.BEFORE_COOKIE,
        settings.REFUSAL_COOKIE,
        settings.BORROWED_COOKIE,
        settings.TRIES_COOKIE,
        settings.BACK_COOKIE,
    ):
        forget(response, name)
    forget_said(response)


def remember_login(response: HttpResponse, digest: str) -> None:
    """Know this browser by itself when somebody guesses at the same login elsewhere.

    It names the login by its digest and is of no use to come in.
    """
    mark = [digest, secrets.token_urlsafe(12)]
    _set(response, settings.LOGIN_COOKIE, signing.dumps(mark, salt=_LOGIN_SALT), _YEAR)


def mark_of(request: HttpRequest, digest: str) -> str:
    """The mark of a browser in which this login has come in before; empty without."""
    value = request.COOKIES.get(settings.LOGIN_COOKIE, "")
    try:
        known, mark = signing.loads(value, salt=_LOGIN_SALT, max_age=_YEAR)
    except (signing.BadSignature, ValueError):
        return ""
    return str(mark) if known == digest else ""


def remember_way_back(response: HttpResponse, address: str) -> None:
    """Know on the way back where the person was when he was asked to prove himself."""
    value = signing.dumps(address, salt=_BACK_SALT)
    _set(response, settings.BACK_COOKIE, value, _TEN_MINUTES)


def way_back_of(request: HttpRequest) -> str | None:
    """Where he was; None for whoever comes in the usual way, or with a forged one."""
    value = request.COOKIES.get(settings.BACK_COOKIE, "")
    try:
        return str(signing.loads(value, salt=_BACK_SALT, max_age=_TEN_MINUTES))
    except (signing.BadSignature, ValueError):
        return None


def remember_refusal(response: HttpResponse, refusal: LastRefusal) -> None:
    """Keep number and short name of a refusal, signed, in the person's own browser."""
    value = signing.dumps([refusal.reference, refusal.signed_in_as], salt=_SALT)
    _set(response, settings.REFUSAL_COOKIE, value, _HALF_AN_HOUR)


def remember_said(response: HttpResponse, carried: Carried) -> None:
    """Let the pages of the message about sign-in know what was said; sealed."""
    response.set_cookie(
        settings.SAID_COOKIE,
        wrap(carried, clock.now()),
        max_age=_HALF_AN_HOUR,
        path=settings.SAID_PATH,
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )


def forget_said(response: HttpResponse) -> None:
    """Drop it: somebody came in, or left."""
    response.set_cookie(
        settings.SAID_COOKIE,
        "",
        max_age=0,
        path=settings.SAID_PATH,
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )


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


def tell_script(response: HttpResponse, number: str) -> None:
    """Let the page that asked for this file see that it came; no secret is in it."""
    response.set_cookie(
        settings.CAME_COOKIE,
        number,
        max_age=_MINUTE,
        samesite="Strict",
        secure=settings.SECURE,
    )


def forget(response: HttpResponse, name: str) -> None:
    """Drop one of the cookies. The attributes must be those it was set with."""
    response.set_cookie(
        name, "", max_age=0, httponly=True, samesite="Lax", secure=settings.SECURE
    )


def _set(response: HttpResponse, name: str, value: str, seconds: int | None) -> None:
    # Lax, not Strict: Госуслуги bring the person back by a top-level GET.
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )
