"""A school by the rules of 2022: a child, its mother, a class teacher, a head."""

from collections.abc import Callable
from typing import Any

import pytest

from school.logins.tests.steps import Desk
from school.regions.models import Region
from school.registry.tests.conftest import Office, _office, another_office

By = Callable[..., Any]


@pytest.fixture
def office(db: None) -> Office:
    region = Region.objects.create(slug="m", name="Область", policy_line="meshchora")
    return _office("Школа", region)


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


__all__ = ["another_office"]
