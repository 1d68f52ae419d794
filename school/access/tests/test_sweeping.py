"""What is over is swept; what somebody may still use or ask about stays."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from school.access import attempting
from school.access.lifetimes import FAMILY, STAFF
from school.access.models import Attempt, Session
from school.access.sessions import close, is_open, open_session
from school.access.sweeping import BEGUN, KEPT, Swept, sweep
from school.access.tests import rows
from school.lib import clock
from school.regions.models import Region

pytestmark = pytest.mark.django_db

NOW = clock.now()
SECOND = timedelta(seconds=1)


def attempt(number: str, ago: timedelta, outcome: str) -> None:
    Attempt.objects.create(
        region=Region.objects.get(),
        state_digest=number,
        browser_digest="",
        verifier="",
        started_at=NOW - ago,
        outcome=outcome,
        reference=number,
    )


def test_sessions_that_are_over_go_and_the_others_stay() -> None:
    long, short = (
        open_session(1, (), at=NOW, lasts=lasts) for lasts in (FAMILY, STAFF)
    )
    evening = NOW + STAFF.idle
    assert sweep(evening - SECOND) == Swept(0, 0)
    assert sweep(evening) == Swept(1, 0)
    assert (is_open(long), is_open(short)) == (True, False)
    assert sweep(evening) == Swept(0, 0)
    close(long)


def test_attempts_stay_as_long_as_somebody_may_name_their_number() -> None:
    rows.make_region()
    attempt("old refusal", KEPT, Attempt.Outcome.REFUSED)
    attempt("old entry", KEPT, Attempt.Outcome.ADMITTED)
    attempt("refusal", KEPT - SECOND, Attempt.Outcome.REFUSED)
    attempt("given up", BEGUN, Attempt.Outcome.STARTED)
    attempt("under way", timedelta(minutes=9), Attempt.Outcome.STARTED)
    assert sweep(NOW) == Swept(0, 3)
    left = Attempt.objects.order_by("id").values_list("reference", flat=True)
    assert list(left) == ["refusal", "under way"]


def test_nobody_on_his_way_is_swept() -> None:
    assert BEGUN > attempting.LASTS


def test_the_command_says_how_much_is_gone() -> None:
    Session.objects.create(
        digest="x",
        account_id=1,
        kind=Session.Kind.FAMILY,
        cards=[],
        opened_at=NOW - KEPT,
        expires_at=NOW - SECOND,
    )
    said = StringIO()
    call_command("sweep", stdout=said)
    assert said.getvalue() == (
        "Удалено: сеансов — 1, попыток входа — 0, извещений — 0, писем — 0,"
        " переданных данных — 0, логинов — 0. Закрыто логинов: 0.\n"
    )
