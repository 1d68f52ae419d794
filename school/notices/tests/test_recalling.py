"""A notice that was passed over or posted without a job is told all the same."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection

from school.academics.tests.small_school import SmallSchool, build
from school.notices import working
from school.notices.management.commands import work
from school.notices.models import Delivery, Job, Notice
from school.notices.posting import Fact, post
from school.notices.recalling import recall_forgotten
from school.walls.behind import behind

AT = datetime(2026, 11, 18, 7, tzinfo=UTC)


def posted(small: SmallSchool, *rows: int) -> None:
    with behind(small.job):
        facts = [Fact(small.students[0].pk, row) for row in rows]
        post(school=small.school.pk, what="mark", facts=facts, at=AT)


def told(small: SmallSchool) -> int:
    with behind(small.job):
        return Delivery.objects.count()


def due() -> None:
    """Let the time pass that a job was put off for."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE job SET after = after - interval '1 day'")


@pytest.mark.django_db(transaction=True)
def test_a_notice_is_told_though_a_second_writer_held_it_and_was_rolled_back() -> None:
    small = build()
    posted(small, 1, 2)
    with behind(small.job):
        held = Notice.objects.get(row_id=1).pk
    writer = connection.copy()
    try:
        with writer.cursor() as cursor:
            writer.set_autocommit(False)
            for name, value in small.job.settings().items():
                cursor.execute(f"SELECT set_config('app.{name}', %s, true)", [value])
            cursor.execute("UPDATE notice SET told_at = NULL WHERE id = %s", [held])
            assert cursor.rowcount == 1
            assert working.do_next()
            assert told(small) == 1
            writer.rollback()
    finally:
        writer.close()
    assert not working.do_next()
    due()
    assert working.do_next()
    assert told(small) == 2
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_a_notice_posted_without_a_job_gets_one() -> None:
    small = build()
    posted(small, 1)
    assert recall_forgotten() == 0
    Job.objects.all().delete()
    assert recall_forgotten() == 1
    assert recall_forgotten() == 0
    assert working.do_next()
    assert told(small) == 1
    assert recall_forgotten() == 0


@pytest.mark.django_db
def test_an_idle_worker_looks_for_the_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = build()
    posted(small, 1)
    Job.objects.all().delete()

    class Over:
        """The end of a worker's life at its first idle pause."""

        paused = False

        def is_set(self) -> bool:
            return self.paused

        def set(self) -> None:
            self.paused = True

        def wait(self, _timeout: float) -> None:
            self.paused = True

    monkeypatch.setattr(work.threading, "Event", Over)
    monkeypatch.setattr(work.signal, "signal", lambda *_: None)
    call_command("work")
    assert told(small) == 1
