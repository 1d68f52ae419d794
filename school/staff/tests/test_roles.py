"""The page of roles: who has one, giving it, ending it, and who may not."""

from collections.abc import Callable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from school.audit.models import AuditLine
from school.lib import clock
from school.people.models import Card, Employee
from school.registry.tests.conftest import HEAD, Office, words
from school.registry.tests.test_links import second_head
from school.rights.models import Grant
from school.staff.ending import NO_DAY, NOBODY_LEFT, NONE
from school.staff.giving import HIMSELF, NO_USER, NOT_HERE

pytestmark = pytest.mark.django_db

PLACE = "/staff/"


def today() -> date:
    """The region's day."""
    return clock.today(ZoneInfo("Europe/Moscow"))


def grants(office: Office) -> list[Grant]:
    with office.behind():
        return list(Grant.objects.order_by("pk"))


def give(office: Office, card: int) -> str:
    answer = office.head().post(f"{PLACE}give/", {"card": office.key(card)})
    return words(answer) if answer.status_code != 303 else "done"


def end(office: Office, by: Client, card: int, on: str = "") -> str:
    answer = by.post(f"{PLACE}{office.key(card)}/end/", {"on": on})
    return words(answer) if answer.status_code != 303 else "done"


def test_the_page_tells_who_administers_since_when_and_who_else_works_here(
    office: Office,
) -> None:
    page = words(office.head().get(PLACE))
    assert page.count("data-holder=") == 1
    assert "Администратор, с 1 сентября" in page
    assert f'value="{office.key(office.rows.teacher)}"' in page
    assert f'value="{office.key(office.head_card)}"' not in page


def test_a_role_that_is_given_works_at_the_next_request(office: Office) -> None:
    teacher = office.teacher()
    assert teacher.get(PLACE).status_code == 404
    assert give(office, office.rows.teacher) == "done"
    page = words(teacher.get(PLACE))
    assert page.count("data-holder=") == 2
    assert "Роль дана: Громова Т. Л., администратор" in page
    with office.behind():
        line = AuditLine.objects.get(action="give_role")
    told = f"school:{office.school} card:{office.rows.teacher} administrator"
    assert (line.thing, line.school_id) == (told, office.school)


def test_a_role_that_is_ended_works_no_more_at_the_next_request(
    office: Office,
) -> None:
    teacher = office.teacher()
    give(office, office.rows.teacher)
    assert teacher.get(PLACE).status_code == 200
    assert end(office, office.head(), office.rows.teacher) == "done"
    assert teacher.get(PLACE).status_code == 404
    assert teacher.get("/registry/users/").status_code == 404
    with office.behind():
        assert AuditLine.objects.filter(action="end_role").count() == 1
    assert "Были администраторами" in words(office.head().get(PLACE))


def test_who_works_here_no_more_is_out_at_the_next_request(office: Office) -> None:
    teacher = office.teacher()
    give(office, office.rows.teacher)
    with office.behind():
        Employee.objects.filter(card=office.rows.teacher).update(until_date=today())
    assert teacher.get(PLACE)["Location"] == "/access/closed/"
    page = words(office.head().get(PLACE))
    assert "Войти не может" in page


def test_given_twice_it_stands_once(office: Office) -> None:
    give(office, office.rows.teacher)
    give(office, office.rows.teacher)
    assert len(grants(office)) == 2


def test_an_end_may_be_named_and_taken_back(office: Office) -> None:
    teacher, until = office.teacher(), today() + timedelta(days=10)
    give(office, office.rows.teacher)
    assert end(office, office.head(), office.rows.teacher, until.isoformat()) == "done"
    assert teacher.get(PLACE).status_code == 200
    assert grants(office)[1].until_date == until
    assert "Оставить роль" in words(office.head().get(PLACE))
    assert give(office, office.rows.teacher) == "done"
    assert [one.until_date for one in grants(office)] == [None, None]


def test_nobody_takes_back_an_end_that_was_named_for_himself(office: Office) -> None:
    give(office, office.rows.teacher)
    soon = (today() + timedelta(days=5)).isoformat()
    end(office, office.teacher(), office.head_card, soon)
    assert HIMSELF in give(office, office.head_card)
    assert "Оставить роль" not in words(office.head().get(PLACE))
    assert grants(office)[0].until_date is not None


def test_who_leaves_soon_has_the_role_till_then_and_is_nobody_to_leave_it_to(
    office: Office,
) -> None:
    leaves = today() + timedelta(days=3)
    with office.behind():
        Employee.objects.filter(card=office.rows.teacher).update(until_date=leaves)
    assert give(office, office.rows.teacher) == "done"
    assert grants(office)[1].until_date == leaves
    assert "Оставить роль" not in words(office.head().get(PLACE))
    assert NOBODY_LEFT in end(office, office.head(), office.head_card)
    soon = (today() + timedelta(days=1)).isoformat()
    assert end(office, office.head(), office.rows.teacher, soon) == "done"
    assert "Оставить роль" in words(office.head().get(PLACE))
    assert give(office, office.rows.teacher) == "done"
    assert grants(office)[1].until_date == leaves


def test_an_end_of_work_that_was_named_before_counts_too(office: Office) -> None:
    give(office, office.rows.teacher)
    leaves = today() + timedelta(days=3)
    with office.behind():
        Employee.objects.filter(card=office.rows.teacher).update(until_date=leaves)
    assert NOBODY_LEFT in end(office, office.head(), office.head_card)
    page = words(office.head().get(PLACE))
    assert "Оставить роль" not in page
    assert page.count(">До ") == 1


def test_nobody_puts_off_an_end_that_was_named_for_himself(office: Office) -> None:
    give(office, office.rows.teacher)
    soon, late, later = (
        (today() + timedelta(days=days)).isoformat() for days in (1, 2, 300)
    )
    end(office, office.head(), office.rows.teacher, late)
    himself = office.teacher()
    assert HIMSELF in end(office, himself, office.rows.teacher, later)
    # Sooner he may; and a colleague still moves it where he likes.
    assert end(office, himself, office.rows.teacher, soon) == "done"
    assert HIMSELF in end(office, himself, office.rows.teacher, late)
    assert end(office, office.head(), office.rows.teacher, later) == "done"
    assert grants(office)[1].until_date == date.fromisoformat(later)


def test_a_second_card_of_ones_own_is_himself(office: Office) -> None:
    second_head(office, HEAD)
    with office.behind():
        card = Card.objects.get(last_name="Второв").pk
        Grant.objects.filter(card=card).update(until_date=today() + timedelta(days=5))
    assert HIMSELF in give(office, card)
    later = (today() + timedelta(days=300)).isoformat()
    assert HIMSELF in end(office, office.head(), card, later)
    assert "Оставить роль" not in words(office.head().get(PLACE))
    assert grants(office)[1].until_date is not None


@pytest.mark.parametrize("on", ["2020-01-01", "2099-01-01", "завтра", "0000-00-00"])
def test_a_day_that_cannot_be_is_told_in_words(office: Office, on: str) -> None:
    give(office, office.rows.teacher)
    assert NO_DAY.replace("\xa0", " ") in end(
        office, office.head(), office.rows.teacher, on
    )
    assert grants(office)[1].until_date is None


def test_the_last_administrator_ends_neither_himself_nor_leaves_nobody(
    office: Office,
) -> None:
    assert NOBODY_LEFT in end(office, office.head(), office.head_card)
    give(office, office.rows.teacher)
    soon = (today() + timedelta(days=5)).isoformat()
    assert end(office, office.teacher(), office.head_card, soon) == "done"
    # Of the two one has an end already: the other one may not have one too.
    assert NOBODY_LEFT in end(office, office.teacher(), office.rows.teacher)


def test_a_colleague_who_cannot_come_in_is_nobody_to_leave_the_school_to(
    office: Office,
) -> None:
    give(office, office.rows.teacher)
    with office.behind():
        Card.objects.filter(pk=office.rows.teacher).update(user="inactive")
    assert NOBODY_LEFT in end(office, office.head(), office.head_card)


def test_who_ends_his_own_role_is_led_away(office: Office) -> None:
    give(office, office.rows.teacher)
    head = office.head()
    answer = head.post(f"{PLACE}{office.key(office.head_card)}/end/", {"on": ""})
    assert answer["Location"] == "/"
    assert head.get(PLACE).status_code == 404


def test_who_has_none_has_nothing_to_end(office: Office) -> None:
    assert NONE in end(office, office.head(), office.rows.teacher)


def test_only_somebody_who_works_here_and_can_come_in_gets_it(office: Office) -> None:
    left = office.make("Белова Нина", Card.Kind.EMPLOYEE)
    assert NOT_HERE in give(office, left.pk)
    with office.behind():
        Card.objects.filter(pk=office.rows.teacher).update(user="inactive")
    assert NO_USER in give(office, office.rows.teacher)
    assert "Выберите сотрудника" in give(office, office.rows.mother)
    assert len(grants(office)) == 1


def test_another_schools_employee_is_nobody_here(
    office: Office, another_office: Callable[[], Office]
) -> None:
    other = another_office()
    key = other.key(other.rows.teacher)
    answer = office.head().post(f"{PLACE}give/", {"card": key})
    assert (answer.status_code, len(grants(other))) == (422, 1)
    assert office.head().post(f"{PLACE}{key}/end/").status_code == 404


def test_nobody_else_sees_the_page_or_gives_anything(office: Office) -> None:
    key = office.key(office.rows.teacher)
    for browser in (office.teacher(), office.colleague()):
        assert browser.get(PLACE).status_code == 404
        assert browser.post(f"{PLACE}give/", {"card": key}).status_code == 404
        assert browser.post(f"{PLACE}{key}/end/").status_code == 404
    assert Client().get(PLACE)["Location"] == "/access/"
    assert len(grants(office)) == 1


def test_the_list_of_employees_and_each_card_lead_here(office: Office) -> None:
    head, key = office.head(), office.key(office.rows.teacher)
    assert 'href="/staff/"' in words(head.get("/registry/employees/"))
    assert 'href="/staff/"' not in words(head.get("/registry/students/"))
    card = words(head.get(f"/registry/cards/{key}/"))
    assert f'href="/staff/?card={key}#give"' in card
    assert f'value="{key}" selected' in words(head.get(f"{PLACE}?card={key}"))
