"""Trouble is told in words, with the status it has."""

import json
from datetime import UTC, datetime

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from psycopg import errors

from school import home
from school.access.tests import rows
from school.lib import clock

pytestmark = pytest.mark.django_db


def test_without_a_region_the_door_says_so_and_nothing_breaks(
    caplog: pytest.LogCaptureFixture,
) -> None:
    client = Client(raise_request_exception=False)
    client.get("/access/esia/return/?state=x&code=y")
    for method, address in (
        ("get", "/access/"),
        ("post", "/access/esia/"),
        ("get", "/access/refused/"),
    ):
        response = getattr(client, method)(address)
        assert response.status_code == 503
        assert response["Retry-After"] == "60"
        # Whoever keeps the installation is told what to do; a family need not know.
        assert "open_region" in caplog.text
        assert "open_region" not in response.content.decode()
        caplog.clear()
    assert json.loads(client.get("/health/ready").content)["region"] is False


def test_before_the_first_rules_of_a_region_the_door_says_so(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows.make_region()
    before = datetime(2020, 5, 1, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: before)
    response = Client(raise_request_exception=False).get("/access/")
    assert response.status_code == 503
    assert "Правила «ryazan» начинаются с 2022-08-30" in caplog.text
    assert "valid_from" not in response.content.decode()


def test_a_database_that_went_away_is_a_503() -> None:
    assert _answer_to(OperationalError()).status_code == 503


def test_a_script_is_told_in_json_that_nothing_is_saved() -> None:
    asked = RequestFactory().post("/", "{}", content_type="application/json")
    for cause, word in ((OperationalError(), "не отвечает"), (_full(), "место")):
        response = _answer_to(cause, asked)
        assert response.status_code == 503
        assert response["Retry-After"] == "60"
        assert word in json.loads(response.content)["sentence"]
    page = _answer_to(_full()).content.decode().replace("\xa0", " ")
    assert "кончилось место" in page


def _full() -> InternalError:
    mistake = InternalError()
    mistake.__cause__ = errors.ReadOnlySqlTransaction()
    return mistake


def test_any_other_mistake_is_a_500_in_words() -> None:
    response = _answer_to(ZeroDivisionError())
    assert response.status_code == 500
    assert "Ошибка у" in response.content.decode().replace("\xa0", " ")


def _answer_to(mistake: Exception, asked: HttpRequest | None = None) -> HttpResponse:
    try:
        raise mistake
    except type(mistake):
        return home.server_error(asked or RequestFactory().get("/"))


_JSON = {"content_type": "application/json"}
_FORM = {"content_type": "application/x-www-form-urlencoded"}


def test_a_method_that_is_not_taken_is_refused_in_words() -> None:
    page = Client().put("/health/live")
    assert (page.status_code, page["Allow"]) == (405, "GET, HEAD")
    assert "Здесь открывать нечего" in page.content.decode()
    for said in (_JSON, {"headers": {"Accept": "application/json"}}):
        told = Client().put("/health/live", "{}", **said)
        assert told.status_code == 405
        assert "не обращаются" in json.loads(told.content)["sentence"]


def test_a_script_without_the_token_is_told_in_json() -> None:
    client = Client(enforce_csrf_checks=True)
    told = client.post("/journal/operations/", "{}", **_JSON)
    assert told.status_code == 403
    assert "страница устарела" in json.loads(told.content)["sentence"]
    page = client.post("/journal/operations/", "x=1", **_FORM)
    assert page.status_code == 403
    assert "<h1>Страница устарела</h1>" in page.content.decode()


def test_too_big_a_body_is_a_413_and_no_error_of_ours(
    capsys: pytest.CaptureFixture[str],
) -> None:
    stranger = Client(enforce_csrf_checks=True)
    stranger.cookies["csrf"] = "x" * 32
    page = stranger.post("/access/esia/", "x=" + "1" * 1_100_000, **_FORM)
    assert page.status_code == 413
    assert "Отправлено слишком много" in page.content.decode()
    many = stranger.post("/access/esia/", "a=1&" * 1_500, **_FORM)
    assert many.status_code == 400
    written = capsys.readouterr().err
    assert "WARNING django.security.RequestDataTooBig" in written
    assert "WARNING django.security.TooManyFieldsSent" in written
    assert "ERROR" not in written


def test_a_script_is_told_in_json_that_it_sent_too_much() -> None:
    asked = RequestFactory().post("/", "{}", **_JSON)
    told = home.bad_request(asked, RequestDataTooBig())
    assert told.status_code == 413
    assert "слишком много" in json.loads(told.content)["sentence"]


def test_the_parts_of_the_design_are_shown_in_a_demonstration_only(
    settings: object,
) -> None:
    assert Client().get("/ui/").status_code == 200
    settings.MODE = "production"  # type: ignore[attr-defined]
    assert Client().get("/ui/").status_code == 404
