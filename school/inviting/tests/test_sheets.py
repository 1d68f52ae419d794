"""The sheets: what stands on them, who gets one, and how long an answer is kept."""

import re
from datetime import timedelta
from typing import Any

import pytest
import segno
from django.conf import settings
from django.test import Client

from school.academics.models import Enrolment, SchoolClass
from school.inviting.models import FamilyInvitation, InvitedPerson
from school.inviting.sheets import address_of, square
from school.inviting.sweeping import UNANSWERED, sweep
from school.inviting.tests.steps import FATHER, answered, code_of, sheet
from school.lib import clock
from school.lib.keys import to_text
from school.people.models import Card, Kinship
from school.registry.tests.conftest import Office, words

pytestmark = pytest.mark.django_db
_CODE = re.compile(r'data-code="([0-9A-Z-]+)"')


def class_key(office: Office) -> str:
    with office.behind():
        return to_text(SchoolClass.objects.get(grade=5).key)


def dark(svg: str) -> set[tuple[int, int]]:
    """The dark modules of a square as it is drawn: (row, column)."""
    found, row, column = set(), 0.0, 0
    path = re.search(r' d="([^"]+)"', svg)
    assert path is not None
    for sign, first, second in re.findall(
        r"([Mmh])(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?", path[1]
    ):
        if sign == "M":
            column, row = int(first), float(second)
        elif sign == "m":
            column, row = column + int(first), row + float(second)
        else:
            found |= {(int(row), column + each) for each in range(int(first))}
            column += int(first)
    return found


def test_the_square_is_the_address_of_the_code() -> None:
    address = address_of("7K4M2XPT9BEA")
    assert address == f"{settings.SCHOOL_URL}/invited/7K4M2XPT9BEA/"
    matrix = segno.make_qr(address, error="m").matrix
    quiet = 4
    assert dark(square(address)) == {
        (row + quiet, column + quiet)
        for row, line in enumerate(matrix)
        for column, module in enumerate(line)
        if module
    }


def test_a_sheet_is_neutral_and_only_the_teachers_list_has_the_name(
    office: Office,
) -> None:
    page = office.teacher().post(
        "/invitations/sheets/", {"who": office.key(office.rows.child)}
    )
    ours, theirs = words(page).split('<article class="paper__sheet invitation"')
    assert "Иванова Пётр Ильинична" in ours
    for part in ("Пётр", "Ильинична", "5«Б»", "СНИЛС:"):
        assert part not in theirs
    assert "Лист № 1" in theirs
    assert "Иванова Е. И." in theirs
    assert f"{settings.SCHOOL_URL}/invited/{code_of(page)}/" not in theirs
    assert page["Cache-Control"] == "no-store"


def test_a_class_in_one_press_and_those_without_parents(office: Office) -> None:
    alone = office.make("Бобров Ян", Card.Kind.STUDENT)
    of = class_key(office)
    with office.behind():
        Enrolment.objects.create(
            school_id=office.school,
            student=alone,
            school_class=SchoolClass.objects.get(grade=5),
            since_date=clock.now().date() - timedelta(days=1),
        )
    teacher = office.teacher()
    everybody = teacher.post("/invitations/sheets/", {"who": "all", "class": of})
    some = teacher.post("/invitations/sheets/", {"who": "alone", "class": of})
    codes, few = (_CODE.findall(words(page)) for page in (everybody, some))
    assert (len(codes), len(set(codes)), len(few)) == (2, 2, 1)
    # The first of the class's two sheets was Бобров's: it is void now.
    assert Client().get(f"/invited/{codes[0]}/").status_code == 404
    assert Client().get(f"/invited/{codes[1]}/").status_code == 200
    with office.behind():
        Kinship.objects.create(
            school_id=office.school,
            guardian_id=office.rows.mother,
            student=alone,
            kind="mother",
            since_date=clock.now().date(),
        )
    nobody = teacher.post("/invitations/sheets/", {"who": "alone", "class": of})
    assert "Приглашать некого" in words(nobody)


def test_the_answer_to_a_look_is_that_one_has_to_press(office: Office) -> None:
    assert office.teacher().get("/invitations/sheets/").status_code == 405
    with office.behind():
        assert not FamilyInvitation.objects.exists()


def test_who_is_not_answered_for_a_month_is_forgotten(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(office, FATHER, monkeypatch)
    now = clock.now()
    assert sweep(now + UNANSWERED - timedelta(minutes=1)) == 0
    assert sweep(now + UNANSWERED + timedelta(minutes=1)) == 1
    assert sweep(now + UNANSWERED + timedelta(minutes=2)) == 0
    with office.behind():
        assert not InvitedPerson.objects.exists()
        assert FamilyInvitation.objects.get().state == "over"
    sheet(office, office.teacher())


def test_the_page_takes_few_queries_however_many_wait(
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: Any,
) -> None:
    one = answered(office, FATHER, monkeypatch)
    with office.behind():
        sealed = InvitedPerson.objects.get().sealed
        for number in range(30):
            more = FamilyInvitation.objects.create(
                school_id=office.school,
                student=one.student,
                digest=f"1:{number}",
                made_by_id=office.rows.teacher,
                made_at=one.made_at,
                expires_at=one.expires_at,
                state="waiting",
                answered_at=one.answered_at,
            )
            InvitedPerson.objects.create(
                school_id=office.school, invitation=more, sealed=sealed
            )
    teacher = office.teacher()
    teacher.get("/invitations/")
    with django_assert_max_num_queries(12):
        page = words(teacher.get("/invitations/"))
    assert page.count("data-waiting") == 31
