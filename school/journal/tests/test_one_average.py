"""A teacher and a family read the same average of the same marks."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from school.academics.tests.small_school import SmallSchool
from school.journal.models import Lesson, Mark, WorkKind
from school.journal.tests.conftest import Operate, SignIn
from school.lib.keys import to_text
from school.walls.behind import behind

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("of_mark", "of_kind", "of_lesson", "average"),
    [
        (None, None, None, "4,50"),
        (None, None, 3, "4,75"),
        (None, 1, 3, "4,50"),
        (None, 3, 1, "4,75"),
        (4, 1, 3, "4,80"),
    ],
)
def test_a_mark_weighs_the_same_in_the_journal_and_in_the_diary(
    small: SmallSchool,
    lesson: Lesson,
    teacher: Client,
    sign_in: SignIn,
    operate: Operate,
    operation: Callable[..., dict[str, Any]],
    address: str,
    of_mark: int | None,
    of_kind: int | None,
    of_lesson: int | None,
    average: str,
) -> None:
    with behind(small.job):
        earlier = Lesson.objects.get(group=small.maths, date=date(2026, 11, 16))
    operate(teacher, operation(), operation(value="4", lesson=to_text(earlier.key)))
    with behind(small.job):
        kinds = {int(kind.weight): kind for kind in WorkKind.objects.all()}
        Lesson.objects.filter(pk=lesson.pk).update(work_kind=kinds.get(of_lesson or 0))
        Mark.objects.filter(lesson=lesson.pk).update(
            work_kind=kinds.get(of_kind or 0),
            weight=None if of_mark is None else Decimal(of_mark),
        )
    family = sign_in(small, small.students[0], "family")
    diary = family.get("/diary/", follow=True).content.decode()
    journal = teacher.get(address).content.decode()
    assert f"data-average>{average}</span>" in journal
    in_diary = re.search(r'data-average="Математика"[^>]*>(.*?)</', diary, re.DOTALL)
    assert in_diary is not None
    assert average in in_diary[1]
