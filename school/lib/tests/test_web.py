"""Whose id a request carries, and what an answer says to a browser."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from school.lib.web import RequestId, SecurityHeaders, request_id

STRANGERS = "00000000-strangers"


def answered(header: str) -> str:
    """The id that a request with this header has, inside a view and in the answer."""
    inside: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        inside.append(request_id(request))
        return HttpResponse()

    request = RequestFactory().get("/", headers={"X-Request-Id": header})
    said: str = RequestId(view)(request).headers["X-Request-Id"]
    assert inside == [said]
    return said


def test_a_stranger_does_not_name_his_request() -> None:
    said = answered(STRANGERS)
    assert said != STRANGERS
    assert len(said) == 16


def test_a_proxy_that_makes_ids_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "REQUEST_ID_FROM", "proxy")
    assert answered(STRANGERS) == STRANGERS


def test_even_a_proxy_names_no_nonsense(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "REQUEST_ID_FROM", "proxy")
    assert answered("a b") != "a b"


def test_a_form_may_lead_to_ourselves_and_where_one_signs_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sites = ("https://gate.example.ru", "https://esia.gosuslugi.ru")
    monkeypatch.setattr(settings, "SIGN_IN_SITES", sites)
    request = RequestFactory().get("/")
    answer = SecurityHeaders(lambda _: HttpResponse())(request)
    policy = answer.headers["Content-Security-Policy"]
    (forms,) = [part for part in policy.split(";") if "form-action" in part]
    assert forms.split() == ["form-action", "'self'", *sites]
