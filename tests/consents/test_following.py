"""The worker's look at the register, when clocks disagree."""

from datetime import timedelta

import pytest

from school.access import following
from school.access.following import follow
from school.access.models import ConsentWatch
from school.lib import clock
from tests.consents.conftest import Office

pytestmark = pytest.mark.django_db


def test_a_word_dated_ahead_makes_nobody_deaf_to_todays(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "channel", lambda: office.register)
    ahead = clock.now() + timedelta(days=7)
    ConsentWatch.objects.update_or_create(pk=1, defaults={"seen_at": ahead})
    office.says("natalia", "given", about="maria")
    assert follow() >= 1


def test_what_was_seen_never_lies_ahead(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "channel", lambda: office.register)
    office.control("POST", "clock", now="2099-01-01T12:00+03:00")
    office.says("natalia", "given", about="maria")
    assert follow() >= 1
    assert ConsentWatch.objects.get(pk=1).seen_at <= clock.now()
