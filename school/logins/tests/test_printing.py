"""Cards as a PDF: for whom, what for, and what the list says afterwards."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.http import HttpResponse
from django.test import Client

from school.academics.models import Enrolment, SchoolClass
from school.access.models import Session
from school.access.proving import FRESH
from school.audit.models import AuditLine
from school.lib import clock
from school.lib.keys import to_text
from school.logins import printing, typesetting
from school.logins.making import digest_of_code
from school.logins.models import Login, RegistrationCard
from school.logins.tests.sheets import pages
from school.logins.tests.steps import Desk
from school.people.models import Card
from school.regions.models import Region
from school.registry.tests.conftest import Office, words

pytestmark = pytest.mark.django_db
PRINT, CARDS = "/cards/print/", "/cards/"


def class_key(office: Office, grade: int = 5) -> str:
    with office.behind():
        return to_text(SchoolClass.objects.get(grade=grade).key)


def mate(office: Office, name: str = "Бобров Ян", **values: Any) -> Card:
    """One more child of the teacher's class."""
    born = {"birth_date": date(2015, 3, 2), **values}
    made = office.make(name, Card.Kind.STUDENT, **born)
    with office.behind():
        Enrolment.objects.create(
            school_id=office.school,
            student=made,
            school_class=SchoolClass.objects.get(grade=5),
            since_date=clock.now().date() - timedelta(days=1),
        )
    return made


def fronts(answer: HttpResponse) -> list[str]:
    assert answer.status_code == 200, answer.content.decode()[:2000]
    assert answer["Content-Type"] == "application/pdf"
    return pages(answer.content)[::2]


def activated(office: Office, card: int) -> None:
    with office.behind():
        RegistrationCard.objects.filter(login__student=card).update(
            state="activated", ended_at=clock.now()
        )


def test_one_press_gives_the_paper_and_nothing_else_has_the_code(desk: Desk) -> None:
    office = desk.office
    answer = office.teacher().post(PRINT, {"who": office.key(desk.child)})
    (front,) = fronts(answer)
    assert "Фамилия Иванова Имя Пётр Отчество Ильинична" in front
    assert "5«Б»" in front
    (row,) = desk.rows()
    signs = front.partition(row.login.name)[2].split()[:10]
    assert row.digest == digest_of_code(row.login.name, "".join(signs))
    assert answer["Cache-Control"] == "no-store"
    named = unquote(answer["Content-Disposition"])
    assert named.startswith("attachment; filename*=utf-8''Карточка доступа ")
    assert "СНИЛС" not in front
    with office.behind():
        assert AuditLine.objects.filter(action="make_login").count() == 1


def test_a_students_card_has_the_button_where_his_age_has_a_password(
    desk: Desk,
) -> None:
    office = desk.office
    page = f"/registry/cards/{office.key(desk.child)}/"
    assert PRINT in words(office.teacher().get(page))
    assert PRINT not in words(
        office.teacher().get(f"/registry/cards/{office.key(office.rows.mother)}/")
    )
    desk.born(date(2011, 2, 3))
    assert PRINT not in words(office.teacher().get(page))


def test_a_class_by_default_those_who_have_no_password_yet(desk: Desk) -> None:
    office = desk.office
    other, teacher = mate(office), office.teacher()
    of = class_key(office)
    (front,) = fronts(teacher.post(PRINT, {"who": "waiting", "class": of}))
    assert front.index("Бобров") < front.index("Иванова")
    activated(office, desk.child)
    (front,) = fronts(teacher.post(PRINT, {"who": "waiting", "class": of}))
    assert "Иванова" not in front.replace("Иванова Ева", "")
    (front,) = fronts(teacher.post(PRINT, {"who": "all", "class": of}))
    assert front.count("Фамилия") == 2
    states = [one.state for one in desk.rows() if one.login.student_id == other.pk]
    assert states == ["void", "void", "printed"]


def test_who_is_too_old_is_left_out_and_the_page_says_what_to_do(desk: Desk) -> None:
    office = desk.office
    old = mate(office, "Ершов Лев", birth_date=date(2011, 1, 1))
    teacher = office.teacher()
    of = class_key(office)
    (front,) = fronts(teacher.post(PRINT, {"who": "all", "class": of}))
    assert "Ершов" not in front
    page = words(teacher.get(CARDS))
    assert "младше 14,5 года" in page
    assert "Ершов Лев" in page
    assert "/papers/memos/" in page
    alone = teacher.post(PRINT, {"who": office.key(old.pk)})
    assert alone.status_code == 422
    assert "Печатать некому" in words(alone)


def test_where_the_rules_know_no_password_the_page_says_so(desk: Desk) -> None:
    Region.objects.update(policy_line="ryazan")
    teacher = desk.office.teacher()
    page = words(teacher.get(CARDS))
    assert "карточек с логином нет" in page
    assert PRINT not in page
    answer = teacher.post(PRINT, {"who": "all", "class": class_key(desk.office)})
    assert answer.status_code == 422
    assert desk.logins() == []
    assert PRINT not in words(teacher.get("/papers/"))


def test_nobody_prints_for_a_class_that_is_not_his(
    desk: Desk, another_office: Callable[[], Office]
) -> None:
    office = desk.office
    other = office.make("Орлов Глеб", Card.Kind.STUDENT, birth_date=date(2016, 2, 3))
    office.another_class(other)
    there = another_office()
    teacher = office.teacher()
    for sent in (
        {"who": office.key(other.pk)},
        {"who": "all", "class": class_key(office, 4)},
        {"who": "all", "class": class_key(there)},
        {"who": there.key(there.rows.child)},
        {"who": office.key(office.rows.mother)},
        {"who": "all", "class": "school"},
        {"who": "all", "class": "x\0"},
        {"who": "x"},
        {},
    ):
        assert teacher.post(PRINT, sent).status_code == 404, sent
    for nobody in (office.colleague(), Client()):
        answer = nobody.post(PRINT, {"who": office.key(desk.child)})
        assert answer.status_code in (302, 404)
    assert teacher.get(PRINT).status_code == 405
    office.leave_class()
    assert (
        teacher.post(PRINT, {"who": "all", "class": class_key(office)}).status_code
        == 404
    )
    assert desk.logins() == []


def test_an_administrator_prints_the_school_class_by_class_after_a_proof(
    desk: Desk,
) -> None:
    office = desk.office
    other = office.make("Абрамов Ян", Card.Kind.STUDENT, birth_date=date(2016, 2, 3))
    office.another_class(other)
    head = office.head()
    fourth, fifth = fronts(head.post(PRINT, {"who": "all", "class": "school"}))
    assert "Абрамов" in fourth
    assert "4«А»" in fourth
    assert "Иванова Имя Пётр" in fifth
    Session.objects.update(proved_at=clock.now() - FRESH - timedelta(minutes=1))
    answer = head.post(PRINT, {"who": "all", "class": "school"})
    assert (answer.status_code, answer["Location"]) == (
        303,
        "/access/again/?to=%2Fcards%2F",
    )


def test_more_than_the_press_holds_is_refused_in_words(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "MOST", 0)
    monkeypatch.setattr("school.logins.views.printing.MOST", 0)
    answer = desk.office.head().post(PRINT, {"who": "all", "class": "school"})
    assert answer.status_code == 422
    assert "выберите классы" in words(answer)


def test_twenty_presses_an_hour_are_enough(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("school.logins.views.printing.pdf_of", lambda _: b"%PDF")
    teacher = desk.office.teacher()
    sent = {"who": desk.office.key(desk.child)}
    for _ in range(20):
        assert teacher.post(PRINT, sent).status_code == 200
    assert teacher.post(PRINT, sent).status_code == 429


def test_the_list_follows_a_card_to_the_password(desk: Desk) -> None:
    office, teacher = desk.office, desk.office.teacher()
    assert "Не напечатана" in words(teacher.get(CARDS))
    desk.card()
    page = words(teacher.get(CARDS))
    assert "Напечатана" in page
    assert "Иванова Е. И." in page
    (row,) = desk.rows()
    address = f"/cards/{to_text(row.key)}/"
    sent = {"to": "parent", "class": class_key(office)}
    done = teacher.post(address, sent)
    assert (done.status_code, done["Location"].partition("?")[0]) == (303, CARDS)
    assert "Выдана родителю" in words(teacher.get(done["Location"]))
    again = teacher.post(address, sent)
    assert again.status_code == 422
    assert "уже выдали" in words(again)
    activated(office, desk.child)
    assert "Пароль выбран" in words(teacher.get(CARDS))
    desk.card()
    assert "Входит со своим паролем" in words(teacher.get(CARDS))


def test_a_card_that_ended_unused_says_so(desk: Desk) -> None:
    desk.card()
    with desk.office.behind():
        RegistrationCard.objects.update(expires_at=clock.now())
    page = words(desk.office.teacher().get(CARDS))
    assert "Срок вышел" in page
    assert 'name="to"' not in page


def test_only_whoever_keeps_the_student_hands_his_card_out(
    desk: Desk, another_office: Callable[[], Office]
) -> None:
    desk.card()
    there = Desk(another_office())
    there.card()
    (row,), (alien,) = desk.rows(), there.rows()
    teacher = desk.office.teacher()
    assert (
        teacher.post(f"/cards/{to_text(alien.key)}/", {"to": "pupil"}).status_code
        == 404
    )
    assert teacher.post(f"/cards/{to_text(row.key)}/", {"to": "x"}).status_code == 404
    assert teacher.get(f"/cards/{to_text(row.key)}/").status_code == 405
    desk.office.leave_class()
    assert (
        teacher.post(f"/cards/{to_text(row.key)}/", {"to": "pupil"}).status_code == 404
    )
    assert desk.states() == ["printed"]


def test_a_class_of_thirty_takes_as_many_queries_as_one_of_two(
    desk: Desk, django_assert_max_num_queries: Any
) -> None:
    office, teacher = desk.office, desk.office.teacher()
    for number in range(30):
        mate(office, f"Бобров{number} Ян")
    desk.office.teacher().post(PRINT, {"who": "all", "class": class_key(office)})
    teacher.get(CARDS)
    with django_assert_max_num_queries(12):
        page = words(teacher.get(CARDS))
    assert page.count("data-state=") == 31
    with office.behind():
        assert Login.objects.count() == 31


def test_the_press_ends_with_its_answer_and_says_nothing_of_the_cards(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    from school.logins.tests.sheets import CODE, sheets

    broken = tmp_path / "press.py"
    broken.write_text("import sys; sys.exit(sys.stdin.read())")
    monkeypatch.setattr(typesetting, "_PRESS", broken)
    with pytest.raises(Exception, match="status 1") as caught:
        typesetting.pdf_of(sheets())
    assert CODE not in str(caught.value)
    assert CODE not in "".join(capfd.readouterr())


def test_the_script_of_the_page_sees_that_its_file_has_come(desk: Desk) -> None:
    teacher, who = desk.office.teacher(), desk.office.key(desk.child)
    cookie = teacher.post(PRINT, {"who": who, "number": "1795"}).cookies["came"]
    assert (cookie.value, cookie["httponly"]) == ("1795", "")
    for number in ("", "1; path=/x", "٣", "9" * 17):
        answer = teacher.post(PRINT, {"who": who, "number": number})
        assert answer["Content-Type"] == "application/pdf"
        assert "came" not in answer.cookies, number
    # An answer that is a page shows itself.
    said = teacher.post(PRINT, {"who": "waiting", "class": "x", "number": "1795"})
    assert "came" not in said.cookies
