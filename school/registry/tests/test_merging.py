"""Two cards of one person become one, and two again: nothing is lost on the way."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from school.access.models import Attachment, CardConsent, HeldCard, Session
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.access.tests.test_papering import TODAY, session_of
from school.audit.models import AuditLine
from school.lib import clock
from school.lib.keys import to_text
from school.people.models import Card, Employee, Kinship
from school.registry import merging
from school.registry.models import CardMerge, CourtWord
from school.registry.tests.conftest import Office, browser, words
from school.registry.tests.test_links import RULING, second_head
from school.rights.models import Grant

pytestmark = pytest.mark.django_db

TABLES: tuple[Any, ...] = (Kinship, Attachment, HeldCard, CardConsent, Employee, Grant)


def twin(office: Office, **values: Any) -> Card:
    """The mother once more, without documents."""
    return office.make("Иванова Анна Ильинична", birth_date=date(1988, 3, 14), **values)


def child(office: Office) -> Card:
    return office.make(
        "Иванов Фёдор Олегович", Card.Kind.STUDENT, birth_date=date(2018, 2, 3)
    )


def link(office: Office, guardian: int, student: int, **values: Any) -> Kinship:
    with office.behind():
        made: Kinship = Kinship.objects.create(
            school_id=office.school,
            guardian_id=guardian,
            student_id=student,
            **{"kind": "mother", "since_date": rows.SEPTEMBER, **values},
        )
    return made


def place(office: Office, stays: int, goes: int, then: str = "") -> str:
    with office.behind():
        keys = dict(Card.every.values_list("pk", "key"))
    mine, his = (to_text(keys[pk]) for pk in (stays, goes))
    return f"/registry/cards/{mine}/merge/{his}/{then}"


def shown(office: Office, stays: int, goes: int, by: Client) -> dict[str, str]:
    page = by.get(place(office, stays, goes)).content.decode()
    return {"shown": page.split('name="shown" value="')[1][:64]}


def merge(office: Office, stays: int, goes: int, **sent: str) -> Any:
    head = office.head()
    told = shown(office, stays, goes, head) | sent
    return head.post(place(office, stays, goes), told)


def all_rows(office: Office) -> Any:
    with office.behind():
        return {
            model.__name__: list(model.objects.order_by("pk").values())
            for model in (*TABLES, CourtWord)
        } | {"Card": list(Card.every.order_by("pk").values())}


def test_what_the_other_card_has_goes_over_and_comes_back(office: Office) -> None:
    mother, other = office.rows.mother, twin(office, phone="+79101112233").pk
    brother = child(office)
    link(office, other, brother.pk)
    office.head()  # signs in, which is a row by itself
    before = all_rows(office)
    answer = merge(office, mother, other)
    assert answer.status_code == 303
    stays = office.card(mother)
    assert stays.phone == "+79101112233"
    with office.behind():
        assert set(
            Kinship.objects.filter(guardian=mother).values_list("student", flat=True)
        ) == {office.rows.child, brother.pk}
        assert not Card.objects.filter(pk=other).exists()
        gone = Card.every.get(pk=other)
        assert (gone.merged, gone.user, gone.registered) == (True, "none", False)
        assert AuditLine.objects.filter(action="merge_cards").count() == 1
    page = words(office.head().get(answer["Location"]))
    assert "Карточка объединена с другой" in page
    bookmark = office.head().get(f"/registry/cards/{to_text(gone.key)}/")
    assert bookmark["Location"] == f"/registry/cards/{to_text(stays.key)}/"
    assert "Похоже, этот человек записан ещё раз" not in page
    back = office.head().post(place(office, mother, other, "undo/"))
    assert back.status_code == 303
    assert all_rows(office) == before


def test_the_page_before_says_all_of_it_with_documents_masked(office: Office) -> None:
    other = twin(office, phone="+79101112233", email="anna@example.test").pk
    link(office, other, child(office).pk)
    with office.behind():
        Card.objects.filter(pk=office.rows.mother).update(phone="+79100000000")
    page = words(office.head().get(place(office, office.rows.mother, other)))
    assert "Что станет с карточкой" in page
    assert "+79101112233 — в другой" in page
    assert "anna@example.test (из другой карточки)" in page
    assert "Связь: Иванов Фёдор Олегович (мать)" in page
    assert "*" in page or "•" in page


def test_what_differs_is_chosen(office: Office) -> None:
    mother, other = office.rows.mother, twin(office, phone="+79101112233").pk
    with office.behind():
        Card.objects.filter(pk=mother).update(phone="+79100000000")
    assert merge(office, mother, other, **{"take-phone": "gone"}).status_code == 303
    assert office.card(mother).phone == "+79101112233"


def test_two_numbers_need_a_look_at_the_papers(office: Office) -> None:
    mother = office.rows.mother
    other = twin(office, snils_digest="1:other", snils_sealed=None).pk
    with office.behind():
        sealed = Card.objects.get(pk=mother).snils_sealed
        Card.objects.filter(pk=other).update(snils_sealed=sealed)
    unsure = merge(office, mother, other)
    assert unsure.status_code == 422
    assert "СНИЛС разные" in words(unsure)
    assert merge(office, mother, other, sure="1").status_code == 303


def test_who_is_signed_in_with_the_other_card_goes_on(office: Office) -> None:
    mother = office.rows.mother
    session = browser(session_of(office.rows, mother, MOTHER))
    assert session.get("/family/").status_code == 200
    stays = twin(office).pk
    assert merge(office, stays, mother).status_code == 303
    assert session.get("/family/").status_code == 200
    with office.behind():
        assert Attachment.objects.get(card=stays).until_at is None
    assert office.card(stays).snils_digest is not None
    undone = office.head().post(place(office, stays, mother, "undo/"))
    assert undone.status_code == 303
    assert session.get("/family/").status_code == 200
    assert Session.objects.filter(cards=[mother]).exists()


def test_two_people_at_the_door_are_not_one(office: Office) -> None:
    mother, other = office.rows.mother, twin(office).pk
    session_of(office.rows, mother, MOTHER)
    with office.behind():
        his = Attachment.objects.get(card=mother)
        Attachment.objects.create(
            school_id=office.school,
            card_id=other,
            account_id=his.account_id,
            oid=his.oid + 1,
            evidence="snils",
            since_at=clock.now(),
        )
    answer = merge(office, mother, other)
    assert answer.status_code == 422
    assert "два разных человека" in words(answer)
    assert office.card(other).merged is False


def test_a_link_to_the_same_child_stays_behind(office: Office) -> None:
    mother, other = office.rows.mother, twin(office).pk
    link(office, other, office.rows.child, since_date=TODAY - timedelta(days=5))
    office.head()
    before = all_rows(office)
    assert merge(office, mother, other).status_code == 303
    with office.behind():
        left = Kinship.objects.get(guardian=other)
        assert left.until_date == left.since_date
        assert Kinship.objects.filter(guardian=mother, until_date=None).count() == 1
    office.head().post(place(office, mother, other, "undo/"))
    assert all_rows(office) == before


@pytest.mark.parametrize("ended", [False, True])
def test_a_court_is_stronger_than_a_merge(office: Office, ended: bool) -> None:
    mother, other = office.rows.mother, twin(office).pk
    session = browser(session_of(office.rows, mother, MOTHER))
    days = {"since_date": date(2025, 9, 1), "until_date": date(2026, 6, 1)}
    his = link(office, other, office.rows.child, **(days if ended else {}))
    head, second = office.head(), second_head(office)
    links = place(office, office.rows.child, other).replace("merge", "links")
    assert head.post(f"{links}restrict/", RULING).status_code == 303
    assert merge(office, mother, other).status_code == 303
    with office.behind():
        both = Kinship.objects.filter(student=office.rows.child)
        assert set(both.values_list("restricted", flat=True)) == {True}
    assert session.get("/family/").status_code != 200
    # The ruling that stands is lifted where it stands, by two, and only then here.
    here = place(office, office.rows.child, mother).replace("merge", "links")
    assert head.post(f"{here}lift/", RULING).status_code == 303
    refused = second.post(f"{here}lift/", {"agree": "1"})
    assert "которую объединили с этой" in words(refused)
    assert session.get("/family/").status_code != 200
    with office.behind():
        his.refresh_from_db()
        assert his.restricted


def test_a_restricted_link_moves_restricted(office: Office) -> None:
    mother, other = office.rows.mother, twin(office).pk
    brother = child(office).pk
    link(office, other, brother, restricted=True)
    assert merge(office, mother, other).status_code == 303
    with office.behind():
        assert Kinship.objects.get(guardian=mother, student=brother).restricted


def test_a_new_thing_forbids_to_go_back(office: Office) -> None:
    mother, other = office.rows.mother, twin(office).pk
    merge(office, mother, other)
    with office.behind():
        Card.objects.filter(pk=mother).update(phone="+79105555555")
    answer = office.head().post(place(office, mother, other, "undo/"))
    assert answer.status_code == 409
    assert "уже записали новое" in words(answer)
    with office.behind():
        assert CardMerge.objects.get().undone_at is None


def test_after_thirty_days_nobody_goes_back(office: Office) -> None:
    mother, other = office.rows.mother, twin(office).pk
    merge(office, mother, other)
    with office.behind():
        CardMerge.objects.update(merged_at=clock.now() - timedelta(days=31))
    answer = office.head().post(place(office, mother, other, "undo/"))
    assert answer.status_code == 409
    assert merging.TOO_LATE in words(answer)


def test_of_two_administrators_the_second_is_told(office: Office) -> None:
    mother, other = office.rows.mother, twin(office).pk
    second = second_head(office)
    seen = shown(office, mother, other, second)
    with office.behind():
        Card.objects.filter(pk=other).update(phone="+79105555555")
    stale = second.post(place(office, mother, other), seen)
    assert stale.status_code == 409
    assert "одну из карточек изменили" in words(stale)
    assert merge(office, mother, other).status_code == 303
    late = second.post(place(office, mother, other), seen)
    assert late.status_code == 409
    assert "уже объединили" in words(late)
    undone = [
        by.post(place(office, mother, other, "undo/")).status_code
        for by in (second, office.head())
    ]
    assert undone == [303, 409]


def test_the_page_is_few_questions(
    office: Office, django_assert_max_num_queries: Any
) -> None:
    mother, other = office.rows.mother, twin(office).pk
    link(office, other, child(office).pk)
    head, address = office.head(), place(office, mother, other)
    head.get(address)
    with django_assert_max_num_queries(22):
        head.get(address)
