"""Middleware that has never heard of a school: request ids and security headers."""

import re
import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]

_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; manifest-src 'self'; form-action 'self' {forms};"
    " base-uri 'none'; frame-ancestors 'none'"
)


def request_id(request: HttpRequest) -> str:
    """The id that this request's log lines, history rows and answer share."""
    found: str = request.META["school.request_id"]
    return found


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks: it sends JSON or says that it reads it."""
    sent = request.content_type == "application/json"
    return sent or "application/json" in request.headers.get("Accept", "")


class RequestId:
    """Give each request an id; take one only from a proxy that makes them itself."""

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response
        self._from_proxy = settings.REQUEST_ID_FROM == "proxy"

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.META.get("HTTP_X_REQUEST_ID", "") if self._from_proxy else ""
        known = given if _ID.fullmatch(given) else secrets.token_hex(8)
        request.META["school.request_id"] = known
        response = self._answer(request)
        response["X-Request-Id"] = known
        return response


class SecurityHeaders:
    """What every answer says to a browser: run nothing inline, tell nobody.

    A page that says nothing of caching is not kept anywhere.
    """

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response
        forms = " ".join(dict.fromkeys(settings.SIGN_IN_SITES))
        self._headers = {
            "Content-Security-Policy": _POLICY.format(forms=forms),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
            "X-Robots-Tag": "noindex, noarchive",
        }
        if settings.SECURE:
            self._headers["Strict-Transport-Security"] = (
                "max-age=31536000; includeSubDomains"
            )

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._answer(request)
        headers = response.headers
        for name, value in self._headers.items():
            headers[name] = value
        headers.setdefault("Cache-Control", "no-store")
        return response
