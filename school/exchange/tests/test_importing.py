"""A package comes in: what is ours is known by its key, the rest by the rule."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from school.academics.models import (
    ClassTeacher,
    Enrolment,
    Membership,
    SchoolClass,
    StudyGroup,
    Subject,
    TeachingLoad,
)
from school.academics.tests.small_school import SmallSchool, build, group_of, person
from school.audit.models import AuditLine
from school.exchange.incoming.saying import marks_of
from school.exchange.tests import foreign
from school.exchange.tests.coming import files_of, load, packed, verdicts
from school.exchange.tests.meaning import meaning
from school.exchange.tests.test_exporting import put
from school.importing.verdicts import Verdict
from school.journal.models import Lesson, Mark
from school.lib.keys import to_text
from school.people.models import Card, Employee, Kinship
from school.regions.models import School
from school.rights.models import Grant
from school.rights.visitor import Role
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

FIRST = date(2026, 9, 1)


def cards(small: SmallSchool, last_name: str) -> list[Card]:
    with behind(small.job):
        return list(Card.objects.filter(last_name=last_name).order_by("pk"))


def test_a_schools_own_package_says_same_of_everything(small: SmallSchool) -> None:
    plan, written = load(small.school, packed(small.school))
    assert verdicts(plan) == {Verdict.SAME}, plan.remarks
    assert (plan.is_nothing, written) == (True, Counter())
    with behind(small.job):
        assert not AuditLine.objects.filter(action="import_oneroster").exists()


def test_a_school_moves_into_an_empty_one_once(
    small: SmallSchool, empty: School
) -> None:
    opened = packed(small.school)
    plan, _ = load(empty, opened)
    assert not plan.package.is_ours
    assert verdicts(plan) == {Verdict.CREATE}, plan.remarks
    assert meaning(packed(empty).rows) == meaning(opened.rows)
    again, written = load(empty, opened)
    assert (verdicts(again), written) == ({Verdict.SAME}, Counter())
    with behind(job_of(empty.pk, name="test")):
        (line,) = AuditLine.objects.filter(action="import_oneroster")
        whole = StudyGroup.objects.values_list("whole_class", flat=True)
        assert set(whole) == {True}
    assert (line.school_id, "student:6" in line.thing) == (empty.pk, True)


def test_marks_are_counted_and_stay_where_they_are(
    small: SmallSchool, lesson: Lesson, empty: School
) -> None:
    with behind(small.job):
        put(small, lesson, 0, value="5", number=Decimal(5))
    opened = packed(small.school)
    assert (opened.counted["results"], "results" in opened.rows) == (1, False)
    plan, _ = load(empty, opened)
    assert "results.csv — 1" in "".join(marks_of(opened))
    assert verdicts(plan) == {Verdict.CREATE}
    with behind(job_of(empty.pk, name="test")):
        assert Card.objects.count() == 8
        assert not Mark.objects.exists()


def test_another_schools_keys_are_strangers_keys(small: SmallSchool) -> None:
    other = build("Школа № 7")
    with behind(other.job):
        Card.objects.filter(pk=other.students[0].pk).update(
            last_name="Чужой", first_name="Ян", birth_date=date(2013, 1, 9)
        )
    files = files_of(packed(other.school))
    files["orgs"][1]["sourcedId"] = to_text(small.school.key)
    for name, column in (
        ("roles", "orgSourcedId"),
        ("classes", "schoolSourcedId"),
        ("enrollments", "schoolSourcedId"),
        ("courses", "orgSourcedId"),
        ("users", "primaryOrgSourcedId"),
    ):
        for row in files[name]:
            row[column] = to_text(small.school.key)
    plan, _ = load(small.school, foreign.opened(files))
    assert plan.package.is_ours
    (mine,) = cards(small, "Чужой")
    assert mine.school_id == small.school.pk
    assert mine.key != other.students[0].key
    with behind(other.job):
        assert Card.objects.count() == 8
        assert Enrolment.objects.count() == 6
        assert not AuditLine.objects.filter(action="import_oneroster").exists()


def test_our_key_with_another_human_is_asked_about(small: SmallSchool) -> None:
    files = files_of(packed(small.school))
    pyotr, alina = small.students[:2]
    for row in files["users"]:
        if row["sourcedId"] == to_text(pyotr.key):
            row |= {"familyName": "Совсем", "givenName": "Другой"}
        if row["sourcedId"] == to_text(alina.key):
            row["familyName"] = "Новикова"
    for row in files["demographics"]:
        if row["sourcedId"] == to_text(pyotr.key):
            row["birthDate"] = "2014-01-01"
    plan, _ = load(small.school, foreign.opened(files))
    assert [one.sentence for one in plan.remarks] == [
        "Ключ нашей карточки, а ФИО и дата рождения другие. У нас: Ёлкин Пётр,"
        " 20.05.2015.",
        "Изменится: ФИО Абрамова Алина → Новикова Алина.",
    ]
    assert (cards(small, "Совсем"), len(cards(small, "Ёлкин"))) == ([], 1)
    assert [one.pk for one in cards(small, "Новикова")] == [alina.pk]


def test_a_foreign_package_finds_whom_the_school_has(small: SmallSchool) -> None:
    with behind(small.job):
        gleb = person(small.school, "Белов Глеб", Card.Kind.STUDENT)
        Card.objects.filter(pk=gleb.pk).update(patronymic="Юрьевич")
        Subject.objects.get_or_create(name="Математика")
        history = group_of(small.fifth, "История")
    plan, written = load(small.school, foreign.opened(foreign.files()))
    assert plan.remarks == ()
    assert plan.counts["student"] == {Verdict.SAME: 1}
    assert written == {
        **dict.fromkeys(("guardian", "employee", "links"), 1),
        **dict.fromkeys(("enrolment", "lead", "membership", "load"), 1),
    }
    with behind(small.job):
        mother = Card.objects.get(last_name="Белова")
        teacher = Card.objects.get(last_name="Чижова")
        (link,) = Kinship.objects.filter(student=gleb)
        assert (link.guardian_id, link.kind, mother.email) == (
            mother.pk,
            "mother",
            "m@example.test",
        )
        (work,) = Employee.objects.filter(card=teacher)
        assert (work.position, work.since_date) == ("учитель", date(2020, 9, 1))
        assert ClassTeacher.objects.get().teacher_id == teacher.pk
        assert TeachingLoad.objects.filter(teacher=teacher).count() == 1
        # A group that the package does not name is learnt by the whole class.
        groups = Membership.objects.filter(student=gleb).values_list("group", flat=True)
        assert set(groups) == {small.maths.pk, history.pk}
    again, twice = load(small.school, foreign.opened(foreign.files()))
    assert (verdicts(again), twice) == ({Verdict.SAME}, Counter())


def test_whoever_governs_there_governs_nothing_here(small: SmallSchool) -> None:
    files = foreign.files()
    files["roles"][2]["role"] = "siteAdministrator"
    load(small.school, foreign.opened(files))
    with behind(small.job):
        assert Employee.objects.get(card__last_name="Чижова").position == "сотрудник"
        assert not Grant.objects.filter(role=Role.ADMINISTRATOR).exists()


def test_a_court_is_stronger_than_a_package(small: SmallSchool) -> None:
    files = foreign.files()
    load(small.school, foreign.opened(files))
    with behind(small.job):
        Kinship.objects.update(restricted=True, since_date=FIRST)
    plan, written = load(small.school, foreign.opened(files))
    (remark,) = plan.remarks
    assert (remark.file, remark.row, remark.column) == (
        "users.csv",
        2,
        "agentSourcedIds",
    )
    assert "ограничил суд" in remark.sentence
    assert not written
    with behind(small.job):
        Kinship.objects.update(until_date=date(2026, 10, 1))
    plan, _ = load(small.school, foreign.opened(files))
    assert plan.counts["link"] == {Verdict.CREATE: 1}
    with behind(small.job):
        assert Kinship.objects.count() == 1


def test_two_of_one_name_are_asked_about_both(small: SmallSchool) -> None:
    files = foreign.files()
    files["users"].append(foreign.user("p2", "Белов Глеб Юрьевич"))
    files["roles"].append(foreign.role("p2", "student"))
    files["demographics"].append({"sourcedId": "p2", "birthDate": "2015-05-20"})
    plan, _ = load(small.school, foreign.opened(files))
    assert [one.row for one in plan.remarks if one.file == "users.csv"] == [2, 5]
    assert cards(small, "Белов") == []


def test_one_card_is_never_two_users(small: SmallSchool) -> None:
    files = foreign.files()
    load(small.school, foreign.opened(files))
    files["users"].append(foreign.user("p2", "Белов Глеб Юрьевич"))
    files["roles"].append(foreign.role("p2", "student"))
    files["demographics"].append({"sourcedId": "p2", "birthDate": "2015-05-20"})
    files["enrollments"].append(foreign.place("h", "p2", "student"))
    plan, written = load(small.school, foreign.opened(files))
    (remark,) = plan.remarks
    assert (remark.row, "нашлась для строки 2" in remark.sentence) == (5, True)
    assert plan.counts["enrolment"] == {Verdict.SAME: 1, Verdict.DOUBTFUL: 1}
    assert not written


def test_an_end_ends_a_place_and_its_groups_and_nobody_is_taken_away(
    small: SmallSchool,
) -> None:
    files = files_of(packed(small.school))
    pyotr = small.students[0]
    for row in files["enrollments"]:
        if row["userSourcedId"] == to_text(pyotr.key):
            row["endDate"] = "2026-11-02"
    gone = to_text(small.students[1].key)
    for name, column in (
        ("users", "sourcedId"),
        ("demographics", "sourcedId"),
        ("roles", "userSourcedId"),
        ("enrollments", "userSourcedId"),
    ):
        files[name] = [row for row in files[name] if row[column] != gone]
    _, written = load(small.school, foreign.opened(files))
    assert written == {"ended": 2}
    with behind(small.job):
        assert {
            *Enrolment.objects.filter(student=pyotr).values_list(
                "until_date", flat=True
            ),
            *Membership.objects.filter(student=pyotr).values_list(
                "until_date", flat=True
            ),
        } == {date(2026, 11, 2)}
        lasting = Enrolment.objects.filter(until_date=None)
        assert lasting.filter(student=small.students[1]).exists()
        assert lasting.count() == 5
    _, twice = load(small.school, foreign.opened(files))
    assert not twice


def test_the_key_of_our_class_under_another_name_is_wrong(small: SmallSchool) -> None:
    files = files_of(packed(small.school))
    fifth = to_text(small.fifth.key)
    (row,) = [one for one in files["classes"] if one["sourcedId"] == fifth]
    row["title"] = "7«В»"
    (group,) = [
        one for one in files["classes"] if one["sourcedId"] == to_text(small.maths.key)
    ]
    group["title"] = "Математика, 9«А»"
    plan, written = load(small.school, foreign.opened(files))
    told = {one.sentence for one in plan.remarks if one.column == "sourcedId"}
    assert told == {
        "Это ключ нашего класса 5«Б», а назван он иначе.",
        "Это ключ нашей группы, а класс или предмет у неё другой.",
    }
    assert not written
    with behind(small.job):
        assert SchoolClass.objects.count() == 2
