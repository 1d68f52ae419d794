"""News are kept for a quarter; what nobody was told, and what is told anew, longer."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from school.academics.tests.small_school import SmallSchool, build
from school.notices import working
from school.notices.clearing import KEPT, clear
from school.notices.models import Delivery, Notice
from school.notices.posting import Fact, post
from school.walls.behind import behind

AT = datetime(2026, 11, 18, 7, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def posted(small: SmallSchool, *rows: int) -> None:
    with behind(small.job):
        facts = [Fact(small.students[0].pk, row) for row in rows]
        post(school=small.school.pk, what="mark", facts=facts, at=AT)


def told_at(small: SmallSchool, moment: datetime) -> None:
    """Everything that waits is told, as if it had been at that moment."""
    working.do_next()
    with behind(small.job):
        Notice.objects.update(told_at=moment)
        Delivery.objects.update(told_at=moment)


def left(small: SmallSchool) -> tuple[list[int], int]:
    """The rows whose notices are there, and how many people have them."""
    with behind(small.job):
        rows = Notice.objects.order_by("row_id").values_list("row_id", flat=True)
        return list(rows), Delivery.objects.count()


@pytest.mark.django_db
def test_what_was_told_a_quarter_ago_goes_and_what_waits_stays() -> None:
    small = build()
    posted(small, 1, 2, 3)
    told_at(small, AT)
    posted(small, 3, 4)
    assert clear(AT + KEPT - SECOND) == 0
    assert clear(AT + KEPT, batch=1) == 2
    assert left(small) == ([3, 4], 1)
    assert clear(AT + 10 * KEPT) == 0
    assert working.do_next()
    assert left(small) == ([3, 4], 2)


@pytest.mark.django_db
def test_a_row_whose_news_are_gone_can_be_told_of_again() -> None:
    small = build()
    posted(small, 1)
    told_at(small, AT)
    assert clear(AT + KEPT) == 1
    posted(small, 1)
    assert working.do_next()
    assert left(small) == ([1], 1)


@pytest.mark.django_db(transaction=True)
def test_what_a_teacher_renews_at_this_moment_is_left_to_him() -> None:
    small = build()
    posted(small, 1, 2)
    told_at(small, AT)
    teacher = connection.copy()
    try:
        with teacher.cursor() as cursor:
            teacher.set_autocommit(False)
            for name, value in small.job.settings().items():
                cursor.execute(f"SELECT set_config('app.{name}', %s, true)", [value])
            cursor.execute("UPDATE notice SET told_at = NULL WHERE row_id = 1")
            assert cursor.rowcount == 1
            assert clear(AT + KEPT) == 1
            teacher.commit()
    finally:
        teacher.close()
    assert left(small) == ([1], 1)
