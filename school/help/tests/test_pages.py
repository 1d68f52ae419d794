"""The pages themselves: open to all, cacheable, without a script of their own."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from school.access import outages
from school.lib import clock
from school.regions.models import Region

pytestmark = pytest.mark.django_db

PAGES = (
    "/help/",
    "/help/sign-in/",
    "/help/sign-in/?who=parent&words=diary_not_found",
    "/help/instructions/parent/",
    "/help/phone/",
    "/help/privacy/",
    "/help/for-sites/",
)


@pytest.fixture(autouse=True)
def region() -> Region:
    return Region.objects.create(
        slug="zaokskaya", name="Заокская область", policy_line="ryazan"
    )


def text_of(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_the_same_for_all_and_may_be_kept_a_minute(address: str) -> None:
    response = Client().get(address)
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["Vary"] == "Cookie"
    assert not response.cookies
    body = response.content.decode()
    assert "csrf" not in body
    assert body.count("<h1") == 1


def test_another_region_is_named_in_the_address_and_stays_in_it() -> None:
    Region.objects.create(slug="ves", name="Весская область", policy_line="vologda")
    body = text_of("/help/?region=ves")
    assert "Весская область" in body
    assert "/help/sign-in/?region=ves" in body
    chosen = text_of("/help/sign-in/?region=ves&who=pupil")
    assert "region=ves&amp;who=pupil&amp;age=0-14" in chosen
    assert "Заокская область" in text_of("/help/?region=nowhere")


def test_the_only_region_is_not_named_in_addresses() -> None:
    assert "region=" not in text_of("/help/")


def test_what_rules_lack_has_no_sheet() -> None:
    assert Client().get("/help/instructions/pupil-0-99/").status_code == 404


def test_strange_values_ask_again() -> None:
    for value in ("x", "%00", "<b>", "é" * 500):
        body = text_of(f"/help/sign-in/?who={value}")
        assert "Начнём с начала" in body
        assert "<b>" not in body


def test_the_status_is_never_kept_and_says_when_to_come_in() -> None:
    response = Client().get("/help/status/")
    assert response["Cache-Control"] == "no-store"
    assert "о сбоях мы не знаем" in response.content.decode().replace("\xa0", " ")
    for _ in range(3):
        outages.note_failure(clock.now())
    assert "Госуслуги не отвечают: войти можно будет с" in text_of("/help/status/")


def test_without_the_database_the_status_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away() -> None:
        raise OperationalError

    monkeypatch.setattr(outages, "standing", away)
    response = Client().get("/help/status/")
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "сейчас не открываются" in response.content.decode().replace("\xa0", " ")


def test_the_piece_for_a_site_is_one_link_and_no_script() -> None:
    body = text_of("/help/for-sites/")
    area = re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", body, re.DOTALL)
    assert area
    piece = unescape(area[1])
    assert piece.count("<a ") == 1
    assert f'href="{settings.SCHOOL_URL}/help/sign-in/"' in piece
    assert "script" not in piece


def test_the_door_leads_to_help() -> None:
    body = text_of("/access/")
    for address in ("/help/", "/help/sign-in/", "/help/privacy/", "/help/status/"):
        assert f'href="{address}"' in body
