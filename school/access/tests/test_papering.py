"""A consent on paper: who writes it down, what it opens, and what its end shuts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from school.academics.models import ClassTeacher, Enrolment, SchoolClass
from school.academics.years import year_of
from school.access import papering
from school.access.attaching import open_account
from school.access.facts import Identity
from school.access.lifetimes import FAMILY
from school.access.models import Attachment, CardConsent, ConsentText, Session
from school.access.papering import Paper, Unfit, unfit
from school.access.recognising import at_the_door
from school.access.sessions import open_session
from school.access.signing_in import CameIn
from school.access.tests import rows
from school.access.tests.invented import RYAZAN
from school.access.tests.test_gathering import MOTHER
from school.access.tests.test_signing_in import decided, told
from school.audit.models import AuditLine
from school.lib import clock
from school.people.models import Card, Kinship
from school.regions.in_force import lines
from school.walls.actor import job_of
from school.walls.behind import behind

CHILD = replace(
    MOTHER,
    oid=3000,
    first_name="Пётр",
    birth_date=date(2015, 5, 20),
    snils=rows.CHILD,
    level="child",
)
TEACHER = replace(MOTHER, oid=4000, first_name="Ева", birth_date=date(1980, 2, 27))
TODAY = clock.today(ZoneInfo("Europe/Moscow"))
BEGAN = date(2022, 8, 30)


def paper(days_ago: int = 3, **changed: Any) -> Paper:
    said = {"form": "Согласие родителя", "file_number": "5Б-12", **changed}
    return Paper(TODAY - timedelta(days=days_ago), **said)


@pytest.fixture
def school(db: None) -> rows.Rows:
    return led(rows.make_school(rows.make_region()))


def led(school: rows.Rows, *, teacher: int | None = None) -> rows.Rows:
    """The child's class, led by the school's teacher."""
    of: dict[str, Any] = {"school_id": school.school, "since_date": rows.SEPTEMBER}
    with behind(job_of(school.school, name="test")):
        made = SchoolClass.objects.create(
            school_id=school.school, year=year_of(TODAY), grade=5, letter="Б"
        )
        Enrolment.objects.create(student_id=school.child, school_class=made, **of)
        ClassTeacher.objects.create(
            school_class=made, teacher_id=teacher or school.teacher, **of
        )
    return school


def session_of(school: rows.Rows, card: int, who: Identity) -> str:
    """The token of somebody who is in with this card."""
    account = open_account(school.region, who, clock.now())
    with behind(job_of(school.school, name="test")):
        Attachment.objects.get_or_create(
            school_id=school.school,
            card_id=card,
            account_id=account,
            oid=who.oid,
            evidence="snils",
            defaults={"since_at": clock.now()},
        )
    now = clock.now()
    return open_session(account, (card,), at=now, lasts=FAMILY, proved=now)


@contextmanager
def writing(school: rows.Rows, by: int = 0, who: Identity = TEACHER) -> Iterator[Any]:
    """Behind the walls as this card's person, by default the teacher: (by, card)."""
    with at_the_door(session_of(school, by or school.teacher, who)) as found:
        assert found is not None
        assert found.visitor is not None
        yield found.visitor, lambda card: Card.objects.get(pk=card)


def write_down(school: rows.Rows, what: Paper, card: int = 0) -> Unfit | None:
    with writing(school) as (by, card_of):
        return papering.write_down(by, card_of(card or school.child), what)


def withdraw(school: rows.Rows, days_ago: int = 1) -> Unfit | None:
    on = TODAY - timedelta(days=days_ago)
    with writing(school) as (by, card_of):
        return papering.withdraw(by, card_of(school.child), on)


def kept(school: rows.Rows) -> list[tuple[str, str, str, str]]:
    with behind(job_of(school.school, name="test")):
        names = ("kind", "state", "form", "file_number")
        return list(CardConsent.objects.order_by("id").values_list(*names))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"days_ago": -1}, "on"),
        ({"days_ago": 5000}, "on"),
        ({"form": ""}, "form"),
        ({"form": "я" * 101}, "form"),
        ({"file_number": ""}, "file_number"),
        ({"file_number": "1" * 51}, "file_number"),
    ],
)
def test_what_is_no_paper_is_told_in_words(changed: dict[str, Any], field: str) -> None:
    found = unfit(paper(**changed), BEGAN, TODAY)
    assert found is not None
    assert found.field == field
    assert found.sentence.endswith(".")


def test_a_paper_of_today_and_of_the_first_day_of_the_rules_are_papers() -> None:
    for on in (BEGAN, TODAY):
        assert unfit(replace(paper(), on=on), BEGAN, TODAY) is None


def test_whose_paper_it_is_follows_from_the_card_and_the_rules_of_the_day() -> None:
    on = date(2026, 11, 18)
    asked = {
        (kind, born): papering.asked_of(RYAZAN, Card(kind=kind, birth_date=born), on)
        for kind, born in [
            ("student", date(2008, 11, 19)),
            ("student", date(2008, 11, 18)),
            ("guardian", date(1988, 3, 14)),
            ("employee", date(1988, 3, 14)),
        ]
    }
    assert list(asked.values()) == ["parent", "own", "own", "own"]
    before = lines()["ryazan"].in_force(date(2023, 1, 9))
    child = Card(kind="student", birth_date=date(2015, 5, 20))
    assert papering.asked_of(before, child, on) is None


def test_a_paper_lets_the_child_in_and_its_end_shuts(school: rows.Rows) -> None:
    assert told(decided(school, CHILD)).startswith("parent_consent")
    assert write_down(school, paper()) is None
    assert isinstance(decided(school, CHILD), CameIn)
    assert withdraw(school) is None
    assert told(decided(school, CHILD)) == "parent_consent_withdrawn"
    written = [("parent", "given"), ("parent", "withdrawn")]
    assert kept(school) == [(*one, "Согласие родителя", "5Б-12") for one in written]


def test_it_counts_for_the_card_of_its_school_alone(school: rows.Rows) -> None:
    other = rows.make_school(school.region, "Вторая")
    assert write_down(school, paper()) is None
    came = decided(school, CHILD)
    assert isinstance(came, CameIn)
    with at_the_door(came.token) as found:
        assert found is not None
        assert found.visitor is not None
        assert [one.student for one in found.visitor.followed] == [school.child]
    with behind(job_of(other.school, name="test")):
        assert not CardConsent.objects.filter(channel="paper").exists()


def test_it_agrees_to_the_text_of_its_own_day_and_the_words_are_kept(
    school: rows.Rows,
) -> None:
    write_down(school, paper())
    with behind(job_of(school.school, name="test")):
        row = CardConsent.objects.get()
        assert row.decided_at.astimezone(school.region.zone()).date() == paper().on
        assert row.written_by == school.teacher
        (line,) = AuditLine.objects.filter(action="write_consent")
    assert line.thing == f"card:{school.child} card_consent:{row.pk}"
    assert "моего ребёнка" in ConsentText.objects.get(version=row.text_version).words


def test_the_same_paper_twice_is_once(school: rows.Rows) -> None:
    for _ in range(2):
        assert write_down(school, paper()) is None
    assert len(kept(school)) == 1
    for _ in range(2):
        assert withdraw(school) is None
    assert len(kept(school)) == 2
    with behind(job_of(school.school, name="test")):
        assert AuditLine.objects.filter(action="write_consent").count() == 2


def test_words_on_paper_follow_one_another(school: rows.Rows) -> None:
    nothing = withdraw(school)
    assert nothing is not None
    assert nothing.field == ""
    write_down(school, paper())
    refused = [
        write_down(school, paper(file_number="другое")),
        write_down(school, paper(days_ago=4)),
        withdraw(school, days_ago=4),
        withdraw(school, days_ago=-1),
    ]
    assert [one and one.field for one in refused] == ["on"] * 4
    assert len(kept(school)) == 1
    assert withdraw(school, days_ago=3) is None
    again = withdraw(school, days_ago=2)
    assert again is not None
    assert "Отзыв уже записан" in again.sentence
    assert write_down(school, paper(days_ago=2)) is None
    assert withdraw(school, days_ago=2) is None
    assert [one[1] for one in kept(school)] == ["given", "withdrawn"] * 2


def test_a_withdrawal_ends_the_childs_sessions_and_no_others(
    school: rows.Rows,
) -> None:
    write_down(school, paper())
    child = open_account(school.region, CHILD, clock.now())
    for _ in range(2):
        session_of(school, school.child, CHILD)
    session_of(school, school.mother, MOTHER)
    before = Session.objects.exclude(account_id=child).count()
    with writing(school) as (by, card_of):
        papering.withdraw(by, card_of(school.child), by.today)
        assert not Session.objects.filter(account_id=child).exists()
    assert Session.objects.count() == before + 1  # whoever has just written it
    with behind(job_of(school.school, name="test")):
        last = AuditLine.objects.filter(action="write_consent").latest("id")
    assert f"end_sessions:account:{child}" in last.thing


def given_at_gosuslugi(school: rows.Rows, by_oid: int = MOTHER.oid) -> None:
    with behind(job_of(school.school, name="test")):
        on_paper = CardConsent.objects.get()
        CardConsent.objects.create(
            school_id=school.school,
            card_id=school.child,
            kind="parent",
            state="given",
            by_oid=by_oid,
            channel="gosuslugi",
            text_version=on_paper.text_version,
            decided_at=clock.now(),
        )


@pytest.mark.parametrize(
    ("is_restricted", "by_oid", "left"),
    [(False, 5000, 1), (True, 5000, 0), (True, MOTHER.oid, 1)],
)
def test_where_another_consent_stands_nobody_is_signed_out(
    school: rows.Rows, *, is_restricted: bool, by_oid: int, left: int
) -> None:
    write_down(school, paper())
    given_at_gosuslugi(school, by_oid)
    session_of(school, school.mother, MOTHER)
    if is_restricted:  # then a stranger's word counts no more than the restricted one's
        father = Card(pk=school.teacher, school_id=school.school)
        with behind(job_of(school.school, name="test")):
            Kinship.objects.create(
                school_id=school.school,
                guardian=father,
                student_id=school.child,
                kind=Kinship.Kind.FATHER,
                restricted=True,
                since_date=rows.SEPTEMBER,
            )
    session_of(school, school.child, CHILD)
    child = open_account(school.region, CHILD, clock.now())
    assert withdraw(school) is None
    assert Session.objects.filter(account_id=child).count() == left
