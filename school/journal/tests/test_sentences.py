"""Every rule of the database that a person could meet has a sentence."""

import pytest
from django.db import IntegrityError, connection, transaction

from school.academics.models import Enrolment
from school.academics.tests.small_school import FIRST_DAY, SmallSchool
from school.journal.sentences import SENTENCES, sentence_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
TABLES = [
    "lesson", "mark", "absence", "homework", "work_kind", "enrolment", "membership",
    "teaching_load", "class_teacher",
]  # fmt: skip
# Random keys never meet; (school_id, id, year) only serves references.
SILENT = {"lesson_of_year"}


def test_every_unique_and_exclusion_constraint_is_told_in_words() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = ANY (%s::regclass[])"
            " AND contype IN ('u', 'x') AND conname NOT LIKE '%%key%%'",
            [TABLES],
        )
        found = {name for (name,) in cursor.fetchall()} - SILENT
    assert found == set(SENTENCES)


def test_a_refused_row_is_told_and_a_bug_is_not(small: SmallSchool) -> None:
    student = small.students[0]
    with behind(small.job):
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            Enrolment.objects.create(
                school=small.school,
                student=student,
                school_class=small.ninth,
                since_date=FIRST_DAY,
            )
        assert sentence_of(refused.value) == SENTENCES["enrolment_no_overlap"]
        with pytest.raises(IntegrityError) as broken, transaction.atomic():
            Enrolment.objects.create(
                school=small.school,
                student_id=-1,
                school_class=small.ninth,
                since_date=FIRST_DAY,
            )
        assert sentence_of(broken.value) is None
