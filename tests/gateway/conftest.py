"""A school whose mother may come in by any road."""

import pytest

from school.access.attaching import open_account
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.lib import clock


@pytest.fixture
def consented() -> rows.Rows:
    """She has given her consent, and nothing else is in the way."""
    school = rows.make_school(rows.make_region())
    account = open_account(school.region, MOTHER, clock.now())
    rows.agreed(school.region, account)
    return school
