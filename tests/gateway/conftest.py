"""A school whose mother may come in by any road."""

import pytest

from school.access.attaching import open_account
from school.access.models import Consent
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.access.tests.test_gathering import at_the_door as door_of
from school.lib import clock
from school.walls.behind import behind


@pytest.fixture
def consented() -> rows.Rows:
    """She has given her consent, and nothing else is in the way."""
    school = rows.make_school(rows.make_region())
    account = open_account(school.region, MOTHER, clock.now())
    with behind(door_of(account)):
        Consent.objects.create(
            account_id=account,
            kind=Consent.Kind.OWN,
            state=Consent.State.GIVEN,
            channel="test",
            text_version="1",
            decided_at=clock.now(),
        )
    return school
