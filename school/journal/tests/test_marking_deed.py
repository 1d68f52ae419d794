"""A batch of marks is one deed, and none when nothing was written."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from school.academics.tests.small_school import SmallSchool
from school.audit.models import AuditLine
from school.journal.models import Lesson, Mark
from school.journal.tests.conftest import Operate
from school.lib.keys import new_key, to_text
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
Make = Callable[..., dict[str, Any]]


def test_a_batch_that_writes_nothing_is_no_deed(
    small: SmallSchool, teacher: Client, operate: Operate, operation: Make
) -> None:
    operate(teacher, operation(student=to_text(new_key())))
    with behind(small.job):
        assert not AuditLine.objects.exists()
    operate(teacher, operation(), operation(student=to_text(new_key())))
    operate(teacher, operation(value="3"))
    operate(teacher, operation(base=1))
    with behind(small.job):
        assert AuditLine.objects.count() == 1


def test_only_the_lessons_that_a_batch_really_changed_are_named(
    small: SmallSchool, teacher: Client, operate: Operate, operation: Make
) -> None:
    with behind(small.job):
        lessons = Lesson.objects.filter(group=small.maths, date__lte="2026-11-18")
        same, other, *_ = lessons.order_by("-date")
    operate(teacher, operation(lesson=to_text(same.key)))
    operate(
        teacher,
        operation(lesson=to_text(same.key)),
        operation(lesson=to_text(other.key)),
    )
    with behind(small.job):
        line = AuditLine.objects.latest("id")
        mark = Mark.objects.get(lesson=other)
        assert line.thing == f"lesson:{other.pk} mark:{mark.pk}"
