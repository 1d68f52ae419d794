"""What the tests of invitations do again and again."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client

from school.access import gosuslugi
from school.access.facts import Identity
from school.inviting.codes import normalise
from school.inviting.models import FamilyInvitation
from school.people import snils
from school.people.models import Card, Kinship
from school.registry.tests.conftest import Office

NUMBER = snils.complete(900_000_601)
FATHER = Identity(
    oid=1_000_900_001,
    last_name="Зорин",
    first_name="Олег",
    patronymic="Павлович",
    birth_date=date(1986, 7, 8),
    snils=NUMBER,
    certificate=None,
    level="confirmed",
)
STRANGER = replace(FATHER, oid=1_000_900_002, snils=snils.complete(900_000_602))
CHILD = "Иванова Пётр Ильинична"


def code_of(page: HttpResponse) -> str:
    """The one code on a printed page."""
    text = page.content.decode()
    found = normalise(text.split('data-code="')[1].split('"')[0])
    assert found is not None
    return found


def sheet(office: Office, client: Client, **form: str) -> str:
    """Print the sheet of the mother's child; its code."""
    sent = {"who": office.key(office.rows.child), **form}
    page = client.post("/invitations/sheets/", sent)
    assert page.status_code == 200, page.content.decode()[:400]
    return code_of(page)


def sign_in(
    code: str, person: Identity, monkeypatch: pytest.MonkeyPatch
) -> tuple[Client, HttpResponse]:
    """Open the link, press its button, come back from Госуслуги as this person."""
    monkeypatch.setattr(gosuslugi, "identify", lambda **_: person)
    client = Client()
    page = client.get(f"/invited/{code}/").content.decode()
    digest = page.split('name="invited" value="')[1].split('"')[0]
    begun = client.post("/access/esia/", {"invited": digest})
    state = parse_qs(urlsplit(begun["Location"]).query)["state"][0]
    return client, client.get("/access/esia/return/", {"state": state, "code": "x"})


def answered(
    office: Office, person: Identity, monkeypatch: pytest.MonkeyPatch
) -> FamilyInvitation:
    """Printed by the teacher, answered by this person with the child's right name."""
    client, _ = sign_in(sheet(office, office.teacher()), person, monkeypatch)
    assert client.post("/invited/", {"child": CHILD}).status_code == 303
    return waiting(office)


def waiting(office: Office) -> FamilyInvitation:
    with office.behind():
        return FamilyInvitation.objects.select_related("student").get(state="waiting")


def parents(office: Office) -> list[tuple[Card, str]]:
    """The guardians of the child and what they are to him."""
    with office.behind():
        links = Kinship.objects.filter(student=office.rows.child)
        found = links.select_related("guardian").order_by("id")
        return [(one.guardian, one.kind) for one in found]
