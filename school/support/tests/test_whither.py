"""A number typed into a registry's search leads to its message, for who may read it."""

import pytest

from school.lib import clock
from school.registry.tests.conftest import Office, office, words
from school.support.models import Ticket

__all__ = ["office"]
pytestmark = pytest.mark.django_db

NUMBER = "ЭШ-2611-223344"


def test_a_number_leads_to_its_message(office: Office) -> None:
    now = clock.now()
    with office.behind():
        Ticket.objects.create(
            school_id=office.school,
            reference=NUMBER,
            reason="no_card",
            audience="parent",
            refused_at=now,
            sent_at=now,
            changed_at=now,
            child="Иванов Пётр",
        )
    asked = {"q": "эш 2611 223344"}
    page = words(office.head().get("/registry/students/", asked))
    assert "Есть сообщение о входе с этим номером" in page
    address = page.partition("Открыть сообщение")[0].rpartition('href="')[2]
    opened = office.head().get(address.partition('"')[0])
    assert NUMBER in words(opened)
    # It names no class: it is not the class teacher's.
    page = words(office.teacher().get("/registry/students/", asked))
    assert "Есть сообщение о входе" not in page
