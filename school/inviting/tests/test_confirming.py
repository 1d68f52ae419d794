"""The class teacher's word: the card writes itself, or nothing of him is kept."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from school.access import gosuslugi
from school.access.attaching import open_account
from school.access.gathering import seal
from school.access.tests import rows
from school.inviting.confirming import NOT_WAITING
from school.inviting.joining import TWICE
from school.inviting.models import FamilyInvitation, InvitedPerson
from school.inviting.tests.steps import (
    CHILD,
    FATHER,
    NUMBER,
    STRANGER,
    answered,
    parents,
    sheet,
    sign_in,
)
from school.lib import clock
from school.lib.keys import to_text
from school.people import snils
from school.people.documents import put_snils, snils_of
from school.people.models import Card, Kinship
from school.registry.linking import RESTRICTED
from school.registry.tests.conftest import Office, words

pytestmark = pytest.mark.django_db


def press(client: Client, one: FamilyInvitation, does: str, **sent: str) -> Any:
    return client.post(f"/invitations/{to_text(one.key)}/", {"do": does, **sent})


def test_one_press_makes_card_entries_and_link_of_what_gosuslugi_gave(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = answered(office, FATHER, monkeypatch)
    page = words(office.teacher().get("/invitations/"))
    assert "Зорин Олег Павлович" in page
    assert "Иванова Пётр Ильинична" in page
    assert NUMBER not in page
    done = press(office.teacher(), one, "confirm", kind="father")
    assert (done.status_code, done["Location"]) == (303, "/invitations/?done=confirm")
    (_, kind_of_mother), (card, kind) = parents(office)
    assert (kind_of_mother, kind) == ("mother", "father")
    assert (card.last_name, card.first_name, card.patronymic, card.birth_date) == (
        "Зорин",
        "Олег",
        "Павлович",
        FATHER.birth_date,
    )
    assert (card.registered, card.user, card.snils_unsound) == (True, "active", False)
    assert snils_of(card, seal()) == NUMBER
    with office.behind():
        assert not InvitedPerson.objects.exclude(sealed=b"").exists()


def test_the_parent_is_told_in_the_browser_in_which_he_answered(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, _ = sign_in(sheet(office, office.teacher()), FATHER, monkeypatch)
    client.post("/invited/", {"child": CHILD})
    with office.behind():
        one = FamilyInvitation.objects.get()
    press(office.teacher(), one, "confirm", kind="father")
    assert "Школа подтвердила" in words(client.get("/invited/"))


def test_a_parent_who_is_not_ours_is_forgotten(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, _ = sign_in(sheet(office, office.teacher()), FATHER, monkeypatch)
    client.post("/invited/", {"child": CHILD})
    with office.behind():
        one = FamilyInvitation.objects.get()
    assert press(office.teacher(), one, "decline").status_code == 303
    assert "Школа не подтвердила" in words(client.get("/invited/"))
    assert len(parents(office)) == 1
    with office.behind():
        assert not InvitedPerson.objects.exclude(sealed=b"").exists()


def test_what_was_answered_is_not_answered_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = answered(office, FATHER, monkeypatch)
    press(office.teacher(), one, "confirm", kind="father")
    for does in ("confirm", "decline"):
        again = press(office.head(), one, does, kind="mother")
        assert again.status_code == 422
        assert NOT_WAITING in words(again)
    assert len(parents(office)) == 2


def test_a_card_with_this_snils_is_joined_and_not_doubled(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    his = office.make("Зорин Алег Павлович", birth_date=FATHER.birth_date)
    with office.behind():
        put_snils(his, NUMBER, seal())
        his.registered, his.user = False, Card.User.INACTIVE
        his.save()
    one = answered(office, FATHER, monkeypatch)
    assert press(office.teacher(), one, "confirm", kind="father").status_code == 303
    _, (card, _) = parents(office)
    assert card.pk == his.pk
    assert (card.first_name, card.registered, card.user) == ("Олег", True, "active")


def test_a_typo_in_the_linked_parents_snils_is_mended(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    mother = replace(
        FATHER,
        last_name="Иванова",
        first_name="Анна",
        patronymic="Ильинична",
        birth_date=office.card(office.rows.mother).birth_date,
    )
    one = answered(office, mother, monkeypatch)
    assert press(office.teacher(), one, "confirm", kind="mother").status_code == 303
    ((card, _),) = parents(office)
    assert (card.pk, snils_of(card, seal())) == (office.rows.mother, NUMBER)


def test_a_restricted_person_is_never_let_in_by_an_invitation(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office.behind():
        Kinship.objects.update(restricted=True)
    mother = replace(FATHER, snils=rows.MOTHER, first_name="Анна")
    for person in (
        replace(mother, birth_date=office.card(office.rows.mother).birth_date),
        # The same human by another number: the school has a typo in hers.
        replace(
            mother,
            snils=snils.complete(900_000_777),
            last_name="Иванова",
            patronymic="Ильинична",
            birth_date=office.card(office.rows.mother).birth_date,
        ),
    ):
        one = answered(office, person, monkeypatch)
        answer = press(office.teacher(), one, "confirm", kind="mother")
        assert answer.status_code == 422
        assert RESTRICTED in words(answer)
        with office.behind():
            assert list(Kinship.objects.values_list("restricted", flat=True)) == [True]
        press(office.teacher(), one, "decline")


def test_two_cards_like_him_are_for_the_administrator(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        made = office.make("Зорин Олег Павлович", birth_date=FATHER.birth_date)
        with office.behind():
            put_snils(made, NUMBER, seal())
            made.save()
    one = answered(office, FATHER, monkeypatch)
    answer = press(office.teacher(), one, "confirm", kind="father")
    assert answer.status_code == 422
    assert TWICE in words(answer)


@pytest.mark.parametrize("kind", ["", "x", "organisation", "ы" * 300])
def test_without_a_kind_of_kinship_nothing_is_written(
    kind: str, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = answered(office, FATHER, monkeypatch)
    answer = press(office.teacher(), one, "confirm", kind=kind)
    assert answer.status_code == 422
    assert "Выберите, кем этот человек приходится ученику." in words(answer)
    assert len(parents(office)) == 1


def test_whoever_leads_the_class_no_more_cannot_confirm(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = answered(office, FATHER, monkeypatch)
    teacher = office.teacher()
    office.leave_class()
    assert press(teacher, one, "confirm", kind="father").status_code == 404
    assert teacher.get("/invitations/").status_code == 404
    assert len(parents(office)) == 1
    assert press(office.head(), one, "confirm", kind="father").status_code == 303


def test_a_colleague_and_another_school_find_nothing(
    office: Office, another_office: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = answered(office, FATHER, monkeypatch)
    for other in (office.colleague(), another_office().head()):
        assert press(other, one, "confirm", kind="father").status_code == 404
        answer = other.post(
            "/invitations/sheets/", {"who": office.key(office.rows.child)}
        )
        assert answer.status_code == 404


def test_a_second_parent_gets_a_sheet_while_the_first_one_waits(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(office, FATHER, monkeypatch)
    client, _ = sign_in(sheet(office, office.teacher()), STRANGER, monkeypatch)
    assert client.post("/invited/", {"child": CHILD}).status_code == 303
    page = words(office.head().get("/invitations/"))
    assert page.count("data-waiting") == 2


def test_a_withdrawn_sheet_is_dead(office: Office) -> None:
    code = sheet(office, office.teacher())
    with office.behind():
        one = FamilyInvitation.objects.get()
    assert "Отозвать" in words(office.teacher().get("/invitations/"))
    assert press(office.teacher(), one, "withdraw").status_code == 303
    assert Client().get(f"/invited/{code}/").status_code == 404
    assert press(office.teacher(), one, "withdraw").status_code == 422
    assert press(office.teacher(), one, "x").status_code == 404


def test_a_child_whose_card_was_merged_is_invited_anew(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = answered(office, FATHER, monkeypatch)
    client, _ = sign_in(sheet(office, office.head()), STRANGER, monkeypatch)
    with office.behind():
        Card.objects.filter(pk=office.rows.child).update(merged=True)
    assert client.post("/invited/", {"child": CHILD}).status_code == 422
    assert "data-waiting" not in words(office.head().get("/invitations/"))
    assert press(office.head(), one, "confirm", kind="father").status_code == 404


def test_his_own_consent_given_the_next_sign_in_opens_the_diary(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = answered(office, FATHER, monkeypatch)
    press(office.teacher(), one, "confirm", kind="father")
    monkeypatch.setattr(gosuslugi, "identify", lambda **_: FATHER)
    client = Client()

    def come() -> str:
        begun = client.post("/access/esia/")
        state = begun["Location"].split("state=")[1].split("&")[0]
        back = client.get("/access/esia/return/", {"state": state, "code": "x"})
        return str(back["Location"])

    account = open_account(office.rows.region, FATHER, clock.now())
    rows.agreed(office.rows.region, account)
    assert come() == "/"
    assert client.get("/")["Location"] == "/diary/"
