"""Cards with a code: who prints for whom, once, and what stands on them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from school.audit.models import AuditLine
from school.lib import clock
from school.logins import making
from school.logins.codes import read_code, read_login
from school.logins.handing_out import NOT_PRINTED, hand_out
from school.logins.models import Login, LoginPassword, RegistrationCard
from school.logins.tests.steps import Desk
from school.people.models import Card
from school.regions.models import Region
from school.regions.policy import Age
from school.registry.tests.conftest import Office

pytestmark = pytest.mark.django_db
To = RegistrationCard.To


def test_a_card_says_everything_that_the_paper_shows(desk: Desk) -> None:
    printed = desk.print()
    head, (card,) = printed.heading, printed.cards
    assert (head.system, head.school, head.municipality) == (
        "ОБРАЗОВАНИЕ",
        "Школа",
        "Город",
    )
    assert head.made_by == "Иванова Ева Ильинична"
    assert head.address.endswith("/access/")
    assert card.name.full == "Иванова Пётр Ильинична"
    assert read_login(card.login) == card.login
    assert read_code(card.code) == card.code
    assert card.last_day == head.made_on + timedelta(days=30)
    assert printed.left_out == ()


def test_of_the_code_only_a_digest_is_kept(desk: Desk) -> None:
    card = desk.card()
    (row,) = desk.rows()
    assert (row.state, row.made_by_id) == ("printed", desk.office.rows.teacher)
    assert row.digest == making.digest_of_code(card.login, card.code)
    assert card.code not in str(vars(row))


def test_printing_again_keeps_the_login_and_makes_the_former_card_void(
    desk: Desk,
) -> None:
    first, second = desk.card(), desk.card()
    assert first.login == second.login
    assert first.code != second.code
    assert desk.states() == ["void", "printed"]


def test_a_class_teacher_prints_for_his_own_class_alone(
    desk: Desk, office: Office
) -> None:
    other = office.make(
        "Орлов Глеб Петрович", Card.Kind.STUDENT, birth_date=date(2016, 2, 3)
    )
    office.another_class(other)
    with pytest.raises(PermissionDenied):
        desk.print(desk.child, other.pk)
    assert desk.logins() == []
    made = desk.print(desk.child, other.pk, by=desk.as_head())
    assert len(made.cards) == 2


def test_no_card_is_made_of_a_parents_or_another_schools(
    desk: Desk, another_office: Callable[[], Office]
) -> None:
    there = another_office()
    with pytest.raises(PermissionDenied):
        desk.print(desk.office.rows.mother, by=desk.as_head())
    with there.behind():
        alien = Card.objects.get(pk=there.rows.child)
    with desk.as_head() as head, pytest.raises(PermissionDenied):
        making.make_cards(head, [alien], at=clock.now())


def test_whose_age_has_no_password_is_left_out_with_a_sentence(desk: Desk) -> None:
    grown = desk.office.make(
        "Орлов Глеб Петрович", Card.Kind.STUDENT, birth_date=date(2011, 2, 3)
    )
    printed = desk.print(desk.child, grown.pk, by=desk.as_head())
    assert [one.name.first for one in printed.cards] == ["Пётр"]
    (left,) = printed.left_out
    assert left.student == grown.pk
    assert "младше" in left.why.sentence
    desk.born(date(2011, 2, 3))
    assert desk.print().cards == ()


def test_where_the_rules_know_no_password_nobody_gets_a_card(desk: Desk) -> None:
    Region.objects.update(policy_line="ryazan")
    printed = desk.print()
    assert printed.cards == ()
    assert "карточек с логином нет" in printed.left_out[0].why.sentence
    assert desk.logins() == []


def test_near_the_border_the_code_ends_with_the_age(desk: Desk) -> None:
    ends = clock.today(desk.office.rows.region.zone()) + timedelta(days=5)
    around = (ends - timedelta(days=14 * 365 + 150 + more) for more in range(60))
    desk.born(next(day for day in around if Age(14, 6).reached(day) == ends))
    assert desk.card().last_day == ends - timedelta(days=1)


def test_one_deed_writes_one_line_of_all_students(desk: Desk) -> None:
    other = desk.office.make(
        "Орлов Глеб Петрович", Card.Kind.STUDENT, birth_date=date(2016, 2, 3)
    )
    desk.print(desk.child, other.pk, by=desk.as_head())
    with desk.office.behind():
        (line,) = AuditLine.objects.filter(action="make_login")
    assert {f"card:{desk.child}", f"card:{other.pk}"} == set(line.thing.split())


def test_the_statements_do_not_grow_with_the_students(desk: Desk) -> None:
    with desk.office.behind():
        made = Card.objects.bulk_create(
            Card(
                school_id=desk.office.school,
                kind=Card.Kind.STUDENT,
                last_name="Орлов",
                first_name=f"Глеб {number}",
                birth_date=date(2016, 2, 3),
            )
            for number in range(1000)
        )
    ids = [one.pk for one in made]
    desk.print(*ids[:2], by=desk.as_head())
    with CaptureQueriesContext(connection) as few:
        desk.print(*ids[2:4], by=desk.as_head())
    with CaptureQueriesContext(connection) as many:
        printed = desk.print(*ids[4:], by=desk.as_head())
    assert len(printed.cards) == 996
    assert len({card.login for card in printed.cards}) == 996
    assert len(many) == len(few)


def test_a_login_that_another_school_has_is_given_to_nobody_else(
    desk: Desk,
    another_office: Callable[[], Office],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = desk.card().login
    names = iter([first, first, "xyz22222"])
    monkeypatch.setattr(making, "new_login", lambda: next(names))
    assert Desk(another_office()).card().login == "xyz22222"


def test_a_card_is_handed_out_once(desk: Desk) -> None:
    desk.card()
    (row,) = desk.rows()
    with desk.as_teacher() as by:
        assert hand_out(by, row, To.PARENT, at=clock.now()) == ""
        assert hand_out(by, row, To.PUPIL, at=clock.now()) == NOT_PRINTED
    (row,) = desk.rows()
    assert (row.state, row.issued_to) == ("issued", "parent")
    assert row.issued_by_id == desk.office.rows.teacher


def test_nobody_hands_out_what_is_void_or_another_classs(desk: Desk) -> None:
    desk.card()
    (void, _) = (desk.rows()[0], desk.card())
    with desk.as_teacher() as by:
        assert hand_out(by, void, To.PUPIL, at=clock.now()) == NOT_PRINTED
    desk.office.leave_class()
    with desk.as_teacher() as by, pytest.raises(PermissionDenied):
        hand_out(by, desk_row(desk), To.PUPIL, at=clock.now())


def desk_row(desk: Desk) -> RegistrationCard:
    found = RegistrationCard.objects.select_related("login")
    return found.order_by("-id")[0]


def test_no_employee_sees_or_writes_a_password(desk: Desk) -> None:
    desk.card()
    with desk.office.behind():
        LoginPassword.objects.create(
            school_id=desk.office.school,
            login=Login.objects.get(),
            hash="x",
            chosen_at=clock.now(),
        )
    with desk.as_head():
        assert not LoginPassword.objects.exists()
        assert LoginPassword.objects.update(hash="y") == 0
