"""A fact is left once; a second fact about the same row renews it."""

from datetime import UTC, datetime, timedelta

import pytest

from school.academics.tests.small_school import build
from school.notices.models import Notice
from school.notices.posting import Fact, post
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 18, 7, tzinfo=UTC)


def test_a_second_fact_renews_the_notice_even_when_it_was_told() -> None:
    small = build()
    facts = [Fact(student.pk, row=10 + n) for n, student in enumerate(small.students)]
    with behind(small.job):
        post(school=small.school.pk, what="mark", facts=facts, at=AT)
        Notice.objects.filter(row_id=10).update(told_at=AT)
        later = AT + timedelta(minutes=5)
        post(school=small.school.pk, what="mark", facts=facts[:1], at=later)
        assert Notice.objects.count() == len(facts)
        renewed = Notice.objects.get(row_id=10)
        assert (renewed.happened_at, renewed.told_at) == (later, None)


def test_nothing_happened_is_nothing_left() -> None:
    small = build()
    with behind(small.job):
        post(school=small.school.pk, what="mark", facts=[], at=AT)
        assert not Notice.objects.exists()
