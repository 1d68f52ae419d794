"""How often the database is asked when a package comes in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from school.academics.tests.small_school import SmallSchool
from school.exchange.incoming.importing import look, write_plan
from school.exchange.incoming.plan import Plan
from school.exchange.tests import foreign
from school.journal.tests.conftest import TODAY
from school.regions.models import School
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db


def test_a_bigger_package_asks_no_more_questions(
    small: SmallSchool, empty: School
) -> None:
    asked = []
    files = foreign.files()
    for number in range(2):
        with (
            behind(job_of(empty.pk, name="test")),
            CaptureQueriesContext(connection) as found,
        ):
            plan = look(empty, foreign.opened(files), 2026, TODAY)
            assert isinstance(plan, Plan)
            write_plan(empty, plan, TODAY)
        asked.append(len(found))
        for key, name in (("a", "Орлов Ян"), ("b", "Стрижов Олег")):
            files["users"].append(foreign.user(f"{key}{number}", name))
            files["roles"].append(foreign.role(f"{key}{number}", "student"))
            born = {"sourcedId": f"{key}{number}", "birthDate": "2014-02-03"}
            files["demographics"].append(born)
            for where in ("h", "g"):
                place = foreign.place(where, f"{key}{number}", "student")
                files["enrollments"].append(place)
    assert asked[1] <= asked[0]
