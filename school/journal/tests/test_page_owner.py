"""A page without a script, opened by one person and sent after another signed in."""

import re

import pytest
from django.test import Client

from school.academics.tests.small_school import SmallSchool, teach
from school.audit.models import AuditLine
from school.journal.tests.conftest import SignIn
from school.lib.keys import to_text
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

_FIELD = re.compile(r'<input type="hidden" name="opened_by" value="([0-9a-f]{16})">')


@pytest.fixture
def opened_by(teacher: Client, address: str) -> str:
    """What each of the page's three forms says of who opened it."""
    found = _FIELD.findall(teacher.get(address).content.decode())
    assert len(found) == 3
    (marker,) = set(found)
    return str(marker)


@pytest.fixture
def colleague(small: SmallSchool, sign_in: SignIn) -> Client:
    """Another teacher of the same group: he may put the very same marks."""
    with behind(small.job):
        teach(small.maths, small.colleague)
    return sign_in(small, small.colleague)


@pytest.fixture
def sent(small: SmallSchool) -> dict[str, str]:
    """One mark, one absence and a topic: each form takes what is its own."""
    first = to_text(small.students[0].key)
    return {
        f"mark-{first}-1": "5",
        f"was-{first}-1": "0:",
        f"absence-{first}": "Н",
        "topic": "Дроби",
    }


@pytest.mark.parametrize("form", ["marks", "roll", "description"])
def test_what_one_person_typed_is_not_saved_for_another(
    colleague: Client,
    address: str,
    opened_by: str,
    form: str,
    sent: dict[str, str],
    small: SmallSchool,
) -> None:
    response = colleague.post(f"{address}{form}/", sent | {"opened_by": opened_by})
    page = response.content.decode()
    assert response.status_code == 409
    assert "<h1>Вы вошли под другой записью</h1>" in page
    assert 'data-page="not-yours"' in page
    with behind(small.job):
        assert not AuditLine.objects.exists()


@pytest.mark.parametrize("form", ["marks", "roll", "description"])
def test_ones_own_page_is_saved(
    teacher: Client, address: str, opened_by: str, form: str, sent: dict[str, str]
) -> None:
    response = teacher.post(f"{address}{form}/", sent | {"opened_by": opened_by})
    assert response.status_code == 303


def test_a_header_does_not_excuse_a_field(
    teacher: Client, address: str, opened_by: str, sent: dict[str, str]
) -> None:
    response = teacher.post(
        f"{address}marks/",
        sent | {"opened_by": "0" * 16},
        headers={"X-Visitor": opened_by},
    )
    assert response.status_code == 409
    assert "под другой записью" in response.json()["sentence"]
