"""Two forms of one number at one moment, to two schools: one message."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from school.access.models import Attempt
from school.access.tests import rows
from school.lib import clock
from school.support.models import Ticket
from school.support.reporting import Report, report
from school.walls.actor import job_of
from school.walls.behind import behind

# Committed for good, as in life: two connections must see each other.
pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 5


def refused(school: rows.Rows, number: str) -> Attempt:
    return Attempt.objects.create(
        region=school.region,
        state_digest=number,
        browser_digest="",
        verifier="",
        started_at=clock.now(),
        outcome=Attempt.Outcome.REFUSED,
        reason="no_card",
        audience="parent",
        reference=number,
    )


def test_the_first_stands_and_the_second_changes_nothing() -> None:
    first = rows.make_school(rows.make_region())
    second = rows.make_school(first.region, "Вторая")
    for place in range(ROUNDS):
        attempt = refused(first, f"ЭШ-2611-22334{place}")
        ready = Barrier(2)

        def send(
            school: int, attempt: Attempt = attempt, ready: Barrier = ready
        ) -> None:
            try:
                connection.ensure_connection()
                ready.wait(timeout=10)
                sent = Report(school, "5Б", "Иванов Пётр", "", "")
                report(attempt, sent, at=clock.now())
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(send, (first.school, second.school)))
        made = 0
        for school in (first, second):
            with behind(job_of(school.school, name="test")):
                made += Ticket.objects.filter(reference=attempt.reference).count()
        assert made == 1
