"""More rows at once than the parameters of one statement could hold."""

from datetime import date

import pytest
from django.db import connection

from school.access.tests import rows
from school.people.models import Card
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
_CARDS = 65_535 // len(Card._meta.local_concrete_fields) + 100


def test_more_cards_are_made_at_once_than_one_statement_takes() -> None:
    school = rows.make_school(rows.make_region(), "Школа").school
    with behind(job_of(school, name="test")):
        made = Card.objects.bulk_create(
            Card(
                school_id=school,
                kind=Card.Kind.STUDENT,
                last_name=f"Орлов {number}",
                first_name="Глеб",
                birth_date=date(2015, 3, 2),
            )
            for number in range(_CARDS)
        )
        assert Card.objects.filter(pk__in=[one.pk for one in made]).count() == _CARDS


def test_a_row_that_is_changed_is_named_beside_each_of_its_values() -> None:
    for fields in (1, 4, 12, 40):
        rows = connection.ops.bulk_batch_size(["pk", "pk", *["x"] * fields], ())
        assert rows * (2 * fields + 1) < 65_536
        assert rows > 700
